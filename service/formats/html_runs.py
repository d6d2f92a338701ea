"""A run of inline HTML, from one block boundary to the next, placed in the article; refuses block structure.

The run's words become one unit. White space, comments and images at its ends stay outside. Layouts: ``kind`` is
``html`` for text and ``attribute`` for an attribute's value, with the ``quote`` it stands in.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.content import CodeKind, Content
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, host_layout
from service.formats.html_tokens import Attribute, read_attributes
from service.formats.names import shield_names
from service.formats.pairing import Mark, pair_marks
from service.formats.roles import is_contact, is_translatable, role_of_text

_WHITE = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile(r"(?<![ ])[ ]*[\t\n\r\f]+[ ]*")
_TEXT_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder"})
_META_NAMES = frozenset(
    {"description", "og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description", "dc.title"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a run."""

    start: int  # place in the file
    source: str
    mark: Mark | None  # None for text
    has_attributes: bool = False  # a start tag whose attributes are looked at

    @property
    def text(self) -> str:
        """The words of a text piece, entities decoded, white space collapsed."""
        return html.unescape(_WHITE.sub(" ", self.source)) if self.mark is None else ""


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
    cursor = 0
    for attribute in _text_attributes(tag):
        builder.keep(tag[cursor : attribute.start])
        value = tag[attribute.start : attribute.end]
        builder.place(Role.ATTRIBUTE, _words_of(attribute), value, _layout_of(attribute))
        cursor = attribute.end
    builder.keep(tag[cursor:])


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
            if piece.has_attributes:
                _place_guests(builder, piece, host, code.id, piece.start - origin)
    builder.keep(after)


def _place_guests(builder: ArticleBuilder, piece: Piece, host: int, code: int, offset: int) -> None:
    for attribute in _text_attributes(piece.source):
        place = (attribute.start, attribute.end)
        hosted = host_layout(host, code, (offset + place[0], offset + place[1]), place)
        builder.place(Role.ATTRIBUTE, _words_of(attribute), "", {**hosted, **_layout_of(attribute)})


def _place_lone(builder: ArticleBuilder, run: Sequence[Piece]) -> None:
    for piece in run:
        if piece.has_attributes:
            place_tag(builder, piece.source)
        else:
            builder.keep(piece.source)


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


def _text_attributes(tag: str) -> list[Attribute]:
    attributes = list(read_attributes(tag))
    names = {attribute.name: attribute.value.lower() for attribute in attributes}
    wanted = set(_TEXT_ATTRIBUTES)
    if tag[1:6].lower() == "meta " and _META_NAMES & {names.get("name", ""), names.get("property", "")}:
        wanted.add("content")
    if tag[1:7].lower() == "input " and names.get("type") in ("submit", "button", "reset"):
        wanted.add("value")
    found = [attribute for attribute in attributes if attribute.name in wanted]
    return [attribute for attribute in found if is_translatable(html.unescape(attribute.value))]


def _words_of(attribute: Attribute) -> Content:
    return Content(" ".join(html.unescape(attribute.value).split()))


def _layout_of(attribute: Attribute) -> dict[str, str]:
    return {"kind": "attribute", "quote": attribute.quote}
