"""Text with its inline codes, the matter that is segmented, translated and merged; refuses markup syntax.

Miniature: ``Der <b>Rat</b> tagt`` is ``Content("Der ", InlineCode(1, OPENING, "<b>"), "Rat", InlineCode(1, CLOSING, "</b>"), " tagt")``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class CodeKind(StrEnum):
    """How a code stands in its sentence: one end of a pair, or alone (``<br>``, a footnote mark)."""

    OPENING = "opening"
    CLOSING = "closing"
    STANDALONE = "standalone"


@dataclass(frozen=True, slots=True)
class InlineCode:
    """Markup inside a segment that must reach the target exactly once."""

    id: int  # unique in its unit; the two ends of a pair share it
    kind: CodeKind
    data: str  # the format's own bytes for it, written back verbatim: "<b>", "](https://…)", "**"
    equivalent: str = ""  # what it reads as in plain text: "\n" for a hard break, "" for emphasis


Part = str | InlineCode


@dataclass(frozen=True, slots=True)
class Content:
    """A sequence of strings and inline codes; adjacent strings are one, empty strings are none."""

    parts: tuple[Part, ...]

    def __init__(self, *parts: Part) -> None:
        object.__setattr__(self, "parts", tuple(_merged(parts)))

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def __add__(self, other: "Content") -> "Content":
        return Content(*self.parts, *other.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def text(self) -> str:
        """The plain text, codes left out (their `equivalent` in their place)."""
        return "".join(part if isinstance(part, str) else part.equivalent for part in self.parts)

    @property
    def codes(self) -> tuple[InlineCode, ...]:
        """The inline codes in order."""
        return tuple(part for part in self.parts if isinstance(part, InlineCode))

    def locate(self, identity: int) -> tuple[int, int] | None:
        """Start and end, in the plain text, of what the codes with this id hold; None if there is no such code."""
        places, offset = [], 0
        for part in self.parts:
            length = len(part if isinstance(part, str) else part.equivalent)
            if isinstance(part, InlineCode) and part.id == identity:
                places += [offset, offset + length]
            offset += length
        return (places[0], places[-1]) if places else None


def join(contents: Iterable[Content]) -> Content:
    """The contents one after another, as one."""
    return Content(*(part for content in contents for part in content))


def is_well_nested(content: Content) -> bool:
    """True if every closing code closes the pair opened last and no pair stays open."""
    open_ids: list[int] = []
    for code in content.codes:
        if code.kind is CodeKind.OPENING:
            open_ids.append(code.id)
        elif code.kind is CodeKind.CLOSING and (not open_ids or open_ids.pop() != code.id):
            return False
    return not open_ids


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    pending = ""
    for part in parts:
        if isinstance(part, str):
            pending += part
            continue
        if pending:
            yield pending
            pending = ""
        yield part
    if pending:
        yield pending
