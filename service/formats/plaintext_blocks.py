"""The blocks of a plain-text press release, found line by line; refuses roles that depend on neighbouring blocks.

A *run* is what stands between blank lines. Most runs are one block; an address, a list or a table is one block a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from service.formats.roles import is_contact, is_sentence_end, opens_block
from service.formats.wrapping import MARKER, join_lines, runs_on

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_RULE = re.compile(r"([=\-_*~#+.·–—])(?:[ \t]?\1){2,}")
_UNDERLINE = re.compile(r"(=+|-+|~+)")
_COLUMNS = re.compile(r"\t|[^ ][ ]{3,}")
_SIGNATURE = re.compile(r"--[ ]?")


class Kind(StrEnum):
    """What the lines of a block are."""

    TEXT = "text"
    UNDERLINED = "underlined"  # a heading and the rule below it
    ITEM = "item"  # a list item, its marker included
    ROW = "row"  # cells between tabs or runs of spaces
    CONTACT = "contact"
    KEPT = "kept"  # blank lines, rules, the signature


_PROSE = (Kind.TEXT, Kind.ITEM)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in four parts that join to its characters."""

    indent: str
    text: str  # without white space at its ends
    trailing: str
    ending: str  # "\n", "\r\n", "\r" or "" at the end of the file

    @property
    def raw(self) -> str:
        """All characters of the line."""
        return f"{self.indent}{self.text}{self.trailing}{self.ending}"

    @property
    def width(self) -> int:
        """Columns up to the last letter."""
        return len(self.indent) + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines that are translated together, or kept together."""

    kind: Kind
    lines: tuple[Line, ...]
    width: int = 0  # of the widest line in its run
    alone: bool = False  # nothing else stands in its run
    marker: str = ""  # of a list item, with the space behind it
    margin: int = 0  # column at which the translation of a single line is wrapped; 0 for never

    @property
    def text(self) -> str:
        """The running text, without marker or underline."""
        lines = self.lines[:1] if self.kind is Kind.UNDERLINED else self.lines
        return join_lines([line.text for line in lines])[len(self.marker) :]


def split_lines(text: str) -> list[Line]:
    """`text` line by line; only CR, LF and CRLF end a line."""
    return [_read_line(*match.groups()) for match in _LINE.finditer(text) if match[0]]


def read_blocks(lines: Sequence[Line]) -> list[Block]:
    """All lines, in order, as blocks; everything below a signature mark is kept."""
    mark = next((i for i, line in enumerate(lines) if _is_signature(line)), len(lines))
    blocks: list[Block] = []
    for is_blank, members in groupby(lines[:mark], key=lambda line: not line.text):
        run = list(members)
        blocks += [Block(Kind.KEPT, tuple(run))] if is_blank else _read_run(run)
    if mark < len(lines):
        blocks.append(Block(Kind.KEPT, tuple(lines[mark:])))
    return blocks


def set_margins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, single lines with a margin if the article is wrapped by hand: a longer translation needs it."""
    wrapped = [block.width for block in blocks if block.kind in _PROSE and len(block.lines) > 1]
    widest = max(wrapped, default=0)
    return [
        replace(block, margin=max(widest, block.width)) if wrapped and _is_prose(block) else block for block in blocks
    ]


def _is_prose(block: Block) -> bool:
    if len(block.lines) > 1 or block.kind not in _PROSE:
        return False
    return block.kind is Kind.ITEM or is_sentence_end(block.text)


def _read_line(body: str, ending: str) -> Line:
    text = body.strip()
    start = body.index(text)
    return Line(body[:start], text, body[start + len(text) :], ending)


def _is_signature(line: Line) -> bool:
    return not line.indent and _SIGNATURE.fullmatch(line.text + line.trailing) is not None


def _read_run(lines: list[Line]) -> Iterator[Block]:
    width = max(line.width for line in lines)
    if _is_contact_run(lines, width):
        yield from (Block(_kind_of(line, Kind.CONTACT), (line,), width) for line in lines)
        return
    collected: list[list[Line]] = []
    kinds: list[Kind] = []
    for line in lines:
        kind = _next_kind(line, collected[-1] if collected else [], kinds[-1] if kinds else None, width)
        if kind is None:
            collected[-1].append(line)
        elif kind is Kind.UNDERLINED:
            collected[-1].append(line)
            kinds[-1] = kind
        else:
            collected.append([line])
            kinds.append(kind)
    for kind, members in zip(kinds, collected, strict=True):
        yield Block(kind, tuple(members), width, len(kinds) == 1, _marker_of(members[0]) if kind is Kind.ITEM else "")


def _next_kind(line: Line, previous: list[Line], kind: Kind | None, width: int) -> Kind | None:
    """What `line` begins after a block of `kind`; None if it goes on with that block."""
    if kind is Kind.TEXT and len(previous) == 1 and _is_underline(previous[0], line):
        return Kind.UNDERLINED
    if _kind_of(line, Kind.TEXT) is not Kind.TEXT:
        return _kind_of(line, Kind.TEXT)
    goes_on = kind in (Kind.TEXT, Kind.ITEM) and not opens_block(line.text) and _goes_on(previous, kind, line, width)
    if MARKER.match(line.text) and not _is_running_dash(previous, kind, goes_on=goes_on):
        return Kind.ITEM
    return None if goes_on else Kind.TEXT


def _kind_of(line: Line, otherwise: Kind) -> Kind:
    if _RULE.fullmatch(line.text):
        return Kind.KEPT
    return Kind.ROW if _COLUMNS.search(line.text) and not MARKER.match(line.text) else otherwise


def _is_running_dash(previous: list[Line], kind: Kind | None, *, goes_on: bool) -> bool:
    """``… hat der Rat`` / ``– wie berichtet – beschlossen``: no list item, the sentence goes on."""
    return goes_on and kind is Kind.TEXT and not previous[-1].text.endswith((":", ".", ";"))


def _goes_on(previous: list[Line], kind: Kind, line: Line, width: int) -> bool:
    if kind is Kind.ITEM and len(line.indent) > len(previous[0].indent):
        return True
    last = previous[-1]
    return runs_on(last.text, line.text, width, len(last.indent))


def _is_underline(title: Line, line: Line) -> bool:
    rule = _UNDERLINE.fullmatch(line.text)
    return rule is not None and len(line.text) >= max(3, len(title.text) // 2) and title.width < line.width * 2


def _is_contact_run(lines: list[Line], width: int) -> bool:
    texts = [line.text for line in lines if not _RULE.fullmatch(line.text)]
    if not is_contact(texts) or any(MARKER.match(text) for text in texts):
        return False
    wrapped = sum(runs_on(first, second, width) for first, second in pairwise(texts))
    return wrapped * 2 <= len(texts) - 1


def _marker_of(line: Line) -> str:
    match = MARKER.match(line.text)
    return match[0] if match else ""
