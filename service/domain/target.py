"""A segment's translation with its provenance (invariant 5); refuses a machine target without a signature."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.content import Content
from service.domain.issue import Issue
from service.domain.signature import EngineSignature


class Origin(StrEnum):
    """Where a target's words come from."""

    MACHINE = "machine"
    MEMORY_EXACT = "memory-exact"
    MEMORY_FUZZY = "memory-fuzzy"
    POST_EDITED = "post-edited"
    TERM = "term"  # the segment is one term, a label or a dateline: its agreed form is the target, no machine was asked


class State(StrEnum):
    """The XLIFF 2 states of a segment."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Target:
    """The translation of one segment."""

    content: Content
    origin: Origin
    state: State = State.TRANSLATED
    signature: EngineSignature | None = None  # present exactly when the origin is the machine
    score: float | None = None  # mean log-probability a token, natural logarithm; 0 is certain
    placement: str = "none"  # rung of the ladder that placed the inline codes; "none" if there are none
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        if (self.origin is Origin.MACHINE) != (self.signature is not None):
            raise ValueError("a target has an engine signature exactly when its origin is the machine")
