"""The structure report in one line for a person at a terminal; refuses to judge what the report does not."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

_RUNGS = ("alignment", "phrase", "segment")


def summarise(report: Mapping[str, Any]) -> str:
    """``fr: 23 blocks, 41 segments, 12 codes (10 alignment, 1 phrase, 1 segment), 8 of 8 numbers, structure kept, no issues; to read first: 7, 3, 12``."""
    parts = [_count(report["source"]["blocks"], "block"), _count(report["segments"]["total"], "segment")]
    codes, numbers = report["codes"], report["numbers"]
    if codes["total"]:
        rungs = ", ".join(f"{codes[rung]} {rung}" for rung in _RUNGS if codes[rung])
        parts.append(f"{_count(codes['total'], 'code')} ({rungs})")
    if numbers["total"]:
        parts.append(f"{numbers['kept']} of {_count(numbers['total'], 'number')}")
    differing = report["differences"]
    parts.append(f"structure differs in {', '.join(differing)}" if differing else "structure kept")
    told = f"{report['language']}: {', '.join(parts)}, {_tell_issues(report['issues'])}"
    first = [str(each["segment"]) for each in report["review"]]
    return f"{told}; to read first: {', '.join(first)}" if first else told


def _tell_issues(issues: list[Mapping[str, Any]]) -> str:
    if not issues:
        return "no issues"
    checks = Counter(issue["check"] for issue in issues)
    return f"{_count(len(issues), 'issue')}: {', '.join(f'{count} {check}' for check, count in checks.most_common())}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
