"""What a rule rewrote in a text, so that a reader can see it and undo it; refuses to say whether it was right.

Miniature: ``Change("gender", 5, "Bürger*innen", "Bürgerinnen und Bürger")`` says what became of "Alle Bürger*innen".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.content import Content


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a text that a rule replaced, with the whole words it stands in."""

    rule: str  # "gender", "quotes"
    start: int  # offset in the plain text as it was when the rule came to it: all changes before this one made
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A content that rules have gone through."""

    content: Content
    changes: tuple[Change, ...] = ()  # in the order in which they were made


@dataclass(frozen=True, slots=True, order=True)
class Substitution:
    """A stretch of a text and what should stand there instead."""

    start: int
    end: int
    written: str


def undo_changes(text: str, changes: Sequence[Change]) -> str:
    """The text before `changes`; raises ValueError if they are not what led to `text`."""
    for change in reversed(changes):
        end = change.start + len(change.after)
        if text[change.start : end] != change.after:
            raise ValueError(f"{change.after!r} does not stand at {change.start}")
        text = text[: change.start] + change.before + text[end:]
    return text
