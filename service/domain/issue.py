"""What a check found and a person should see; refuses program errors (those are exceptions)."""

from dataclasses import dataclass
from enum import StrEnum


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
