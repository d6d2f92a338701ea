"""Targets written back into the parts of an office document; refuses to touch a part without one.

A unit may be hosted by an inline code of another one (a text box in a sentence), to any depth; see
`assembly.host_layout`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from service.domain.article import Article, Slot
from service.domain.content import CodeKind, Content, InlineCode, Part
from service.formats.assembly import Layout
from service.formats.xml_tree import escape_xml, replace_ranges

_BREAKS = re.compile(r"[ ]*[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ ]*")
_Range = tuple[int, int, str]


class Dialect(Protocol):
    """How a format spells the inline matter of a paragraph."""

    def write_text(self, text: str, formatting: str) -> str:
        """Plain text in a formatting; white space other than blanks is out already."""

    def write_code(self, data: str, formatting: str) -> str:
        """A code that is no formatting; some take on the formatting around them."""

    def is_formatting(self, data: str) -> bool:
        """True for the data of an opening code that only changes the formatting."""


def write_parts(article: Article, targets: Mapping[int, Content], dialect: Dialect) -> dict[str, str]:
    """The text of every part a target belongs to, by its name."""
    writer = _Writer(article, targets, dialect)
    written: dict[str, str] = {}
    cursor = 0
    for part in article.skeleton.parts:
        pieces = article.skeleton.pieces[cursor : cursor + part.pieces]
        cursor += part.pieces
        if any(isinstance(piece, Slot) and piece.unit in targets for piece in pieces):
            written[part.name] = "".join(writer.write_pieces(pieces))
    return written


def encode_parts(article: Article, texts: Mapping[str, str]) -> dict[str, bytes]:
    """The parts as bytes, in their own encoding."""
    parts = {part.name: part for part in article.skeleton.parts}
    return {name: parts[name].bom + text.encode(parts[name].encoding) for name, text in texts.items()}


class _Writer:
    """The targets and which slots are hosted by which unit."""

    def __init__(self, article: Article, targets: Mapping[int, Content], dialect: Dialect) -> None:
        self._targets, self._dialect = targets, dialect
        self._guests: defaultdict[int, list[Slot]] = defaultdict(list)
        for piece in article.skeleton.pieces:
            if isinstance(piece, Slot) and "host" in piece.layout:
                self._guests[int(piece.layout["host"])].append(piece)

    def write_pieces(self, pieces: Sequence[str | Slot]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield piece
            elif "host" not in piece.layout:
                yield self._write_slot(piece, piece.original)

    def _write_slot(self, slot: Slot, original: str) -> str:
        written = [(guest.layout, self._write_guest(guest, original)) for guest in self._guests[slot.unit]]
        if slot.unit not in self._targets:
            return replace_ranges(original, [_range(layout, "start", "end", text) for layout, text in written])
        filled = _fill_codes(self._targets[slot.unit], written)
        return write_content(filled, slot.layout, self._dialect)

    def _write_guest(self, guest: Slot, original: str) -> str:
        return self._write_slot(guest, original[int(guest.layout["start"]) : int(guest.layout["end"])])


def write_content(content: Content, layout: Layout, dialect: Dialect) -> str:
    """A target as the format's own characters; ``kind`` is ``runs`` or ``text`` (an attribute, a title)."""
    if layout["kind"] == "text":
        return escape_xml(_BREAKS.sub(" ", content.text))
    base = layout["base"]
    written: list[str] = []
    formats: list[tuple[int, str]] = []  # id and formatting of the pairs open
    for part in content:
        current = formats[-1][1] if formats else base
        if isinstance(part, str):
            written.append(dialect.write_text(_BREAKS.sub(" ", part), current))
        elif part.kind is CodeKind.OPENING and dialect.is_formatting(part.data):
            formats.append((part.id, part.data))
        elif part.kind is CodeKind.CLOSING and formats and formats[-1][0] == part.id:
            formats.pop()
        else:
            written.append(dialect.write_code(part.data, current))
    return layout["before"] + "".join(written) + layout["after"]


def _fill_codes(target: Content, written: Sequence[tuple[Layout, str]]) -> Content:
    """The target with the guests of its codes written into their data."""
    ranges: defaultdict[str, list[_Range]] = defaultdict(list)
    for layout, text in written:
        ranges[layout["code"]].append(_range(layout, "code_start", "code_end", text))

    def fill(part: Part) -> Part:
        if isinstance(part, str) or part.kind is not CodeKind.STANDALONE:
            return part
        return InlineCode(part.id, part.kind, replace_ranges(part.data, ranges[str(part.id)]), part.equivalent)

    return Content(*map(fill, target)) if written else target


def _range(layout: Layout, start: str, end: str, text: str) -> _Range:
    return int(layout[start]), int(layout[end]), text
