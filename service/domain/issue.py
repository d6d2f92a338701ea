"""What a check found and a person should see; refuses program errors (those are exceptions).

The message is English. Whoever shows it in another language has the code, which names the finding, and the facts in it:
``numbers.missing`` with ``(("missing", "70.000"),)`` is “70.000 is missing.”
"""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from service.domain.findings import FINDINGS


class Severity(StrEnum):
    """How much an issue matters: a critical one means the text must not go out unread."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about one segment's target."""

    check: str  # name of the check, "numbers"
    severity: Severity
    message: str  # for a person, in English, naming the value: "70.000 is missing"
    start: int | None = None  # offsets in the plain text of the target, where they make sense
    end: int | None = None
    source_start: int | None = None  # the same in that of the source
    source_end: int | None = None
    _: KW_ONLY
    kind: str = ""  # which of the check's findings: "missing"; "" in issues kept by an earlier version
    facts: tuple[tuple[str, str], ...] = ()  # what the message names, by name

    def __post_init__(self) -> None:
        if self.kind and FINDINGS.get(self.code) != tuple(name for name, _ in self.facts):
            raise ValueError(f"{self.code} with {self.facts} is none of the findings in service/domain/findings.py")

    @property
    def code(self) -> str:
        """The name of the finding among all there are: ``numbers.missing``."""
        return f"{self.check}.{self.kind}"
