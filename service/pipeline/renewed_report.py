"""The structure report after a person rewrote segments: what changed anew, what tells of the machine's work as it was.

Refuses to count segments as the machine's that are a person's now: they go from the list of what to read first.
"""

from collections import Counter
from collections.abc import Container, Mapping
from typing import Any

KEPT = ("segments", "attempts", "codes", "confidence_calibrated", "signature", "packages")
OUTCOMES = ("applied", "substituted", "missed")  # what becomes of a term


def renew_report(now: Mapping[str, Any], before: Mapping[str, Any], edited: Container[int]) -> dict[str, object]:
    """The report `now`, which knows the texts alone, with what the one `before` tells of how they were made."""
    renewed = {**now, **{name: before[name] for name in KEPT if name in before}}
    renewed["review"] = [each for each in before.get("review", ()) if each["segment"] not in edited]
    kept = before.get("per_segment", ())
    if len(kept) == len(now["per_segment"]):
        pairs = enumerate(zip(kept, now["per_segment"], strict=True))
        renewed["per_segment"] = [new if number in edited else old for number, (old, new) in pairs]
    told = Counter(term["outcome"] for each in renewed["per_segment"] for term in each.get("terms", ()))
    renewed["terms"] = {**now["terms"], **{outcome: told[outcome] for outcome in OUTCOMES}}
    return renewed
