"""A run of inline HTML, from one block boundary to the next, placed in the article; refuses block structure.

The run's words become one unit. White space, comments and images at its ends stay outside. Layouts are those of
`html_guests`; text has the ``kind`` ``html``.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.content import CodeKind, Content
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, host_layout
from service.formats.html_guests import REGIONS, Guest, find_in_region, find_in_tag
from service.formats.names import shield_names
from service.formats.pairing import Mark, pair_marks
from service.formats.roles import is_contact, is_translatable, role_of_text

_WHITE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"(?<![ ])[ ]*[\t\n\r\f]+[ ]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a run."""

    start: int  # place in the file
    source: str
    mark: Mark | None  # None for text
    is_looked_into: bool = False  # a start tag or a region that holds words of its own

    @property
    def text(self) -> str:
        """The words of a text piece, entities decoded, white space collapsed."""
        return html.unescape(_WHITE.sub(" ", self.source)) if self.mark is None else ""

    @property
    def guests(self) -> list[Guest]:
        """Words in the markup that are translated on their own."""
        if self.mark is None or not self.is_looked_into:
            return []
        return find_in_region(self.source, self.mark.name) if self.mark.name in REGIONS else find_in_tag(self.source)


def place_run(builder: ArticleBuilder, run: Sequence[Piece], role: Role) -> None:
    """Add a run: a unit if it holds words, else skeleton around the attributes of its tags."""
    if not is_translatable("".join(piece.text for piece in run)):
        _place_lone(builder, run)
        return
    first, last = _find_core(run)
    _place_lone(builder, run[:first])
    _place_core(builder, run[first : last + 1], role)
    _place_lone(builder, run[last + 1 :])


def place_tag(builder: ArticleBuilder, tag: str) -> None:
    """Add a tag outside any text: skeleton around its translatable attributes."""
    _place_around(builder, tag, find_in_tag(tag))


def place_region(builder: ArticleBuilder, source: str, name: str) -> None:
    """Add an element that is kept but for the words found in it."""
    _place_around(builder, source, find_in_region(source, name))


def escape_text(text: str) -> str:
    """Plain text as HTML text; a no-break space is written so that it can be seen."""
    return html.escape(text, quote=False).replace("\u00a0", "&nbsp;")


def write_target(target: Content, layout: Layout) -> str:
    """A target as HTML text or as an attribute's value."""
    if layout["kind"] == "html":
        return "".join(escape_text(_BREAKS.sub(" ", part)) if isinstance(part, str) else part.data for part in target)
    value = escape_text(_WHITE.sub(" ", target.text))
    if layout["quote"] == "'":
        return value.replace("'", "&#39;")
    value = value.replace('"', "&quot;")
    return value if layout["quote"] else f'"{value}"'


def _find_core(run: Sequence[Piece]) -> tuple[int, int]:
    """The first and last piece of the unit: the words and every pair that encloses some of them."""
    words = [index for index, piece in enumerate(run) if (piece.mark.equivalent if piece.mark else piece.text).strip()]
    first, last = words[0], words[-1]
    codes = iter(pair_marks([piece.mark or "" for piece in run]).codes)
    ends: dict[int, list[int]] = {}
    for index, piece in enumerate(run):
        if piece.mark is not None:
            code = next(codes)
            if code.kind is not CodeKind.STANDALONE:
                ends.setdefault(code.id, []).append(index)
    pairs = [(opening, closing) for opening, closing in ends.values() if opening < last and closing > first]
    return min([first, *(pair[0] for pair in pairs)]), max([last, *(pair[1] for pair in pairs)])


def _place_core(builder: ArticleBuilder, run: Sequence[Piece], role: Role) -> None:
    before, after = _outer_space(run[0], "start"), _outer_space(run[-1], "end")
    original = "".join(piece.source for piece in run)
    builder.keep(before)
    original = original[len(before) : len(original) - len(after)]
    content = pair_marks(list(_strip_spaces(run)))
    role = _judge(content, role)
    host = builder.place(role, shield_names(content, role, escape_text), original, {"kind": "html"})
    origin = run[0].start + len(before)
    codes = iter(content.codes)
    for piece in run:
        if piece.mark is not None:
            code = next(codes)
            _place_guests(builder, piece, host, code.id, piece.start - origin)
    builder.keep(after)


def _place_guests(builder: ArticleBuilder, piece: Piece, host: int, code: int, offset: int) -> None:
    for guest in piece.guests:
        place = (guest.start, guest.end)
        hosted = host_layout(host, code, (offset + place[0], offset + place[1]), place)
        builder.place(Role.ATTRIBUTE, guest.content, "", {**hosted, **guest.layout})


def _place_lone(builder: ArticleBuilder, run: Sequence[Piece]) -> None:
    for piece in run:
        _place_around(builder, piece.source, piece.guests)


def _place_around(builder: ArticleBuilder, source: str, guests: Sequence[Guest]) -> None:
    cursor = 0
    for guest in guests:
        builder.keep(source[cursor : guest.start])
        builder.place(Role.ATTRIBUTE, guest.content, source[guest.start : guest.end], guest.layout)
        cursor = guest.end
    builder.keep(source[cursor:])


def _strip_spaces(run: Sequence[Piece]) -> Iterator[str | Mark]:
    """The items of the unit, white space dropped at its ends and around line breaks."""
    for index, piece in enumerate(run):
        if piece.mark is not None:
            yield piece.mark
            continue
        text = piece.text
        if index == 0 or _is_break(run[index - 1]):
            text = text.lstrip(" ")
        if index == len(run) - 1 or _is_break(run[index + 1]):
            text = text.rstrip(" ")
        yield text


def _is_break(piece: Piece) -> bool:
    return piece.mark is not None and piece.mark.equivalent == "\n"


def _outer_space(piece: Piece, side: str) -> str:
    if piece.mark is not None:
        return ""
    bare = piece.source.lstrip(" \t\n\r\f") if side == "start" else piece.source.rstrip(" \t\n\r\f")
    size = len(piece.source) - len(bare)
    return piece.source[:size] if side == "start" else piece.source[len(bare) :]


def _judge(content: Content, role: Role) -> Role:
    if role is not Role.PARAGRAPH:
        return role
    lines = [line.strip() for line in content.text.strip().split("\n")]
    return Role.CONTACT if is_contact(lines) else role_of_text(" ".join(lines))
