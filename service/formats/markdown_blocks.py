"""The blocks of a Markdown file and where their running text stands in it; refuses inline markup.

Layouts are those of `markdown_writing`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from service.domain.content import CodeKind, Content
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, host_layout
from service.formats.html_blocks import place_html
from service.formats.markdown_inline import (
    SOFT_BREAK,
    Guest,
    Inline,
    MisalignedText,
    read_inline,
    read_title,
)
from service.formats.markdown_source import Place, Source
from service.formats.markdown_writing import escape_text
from service.formats.names import shield_names
from service.formats.roles import is_contact, is_translatable, role_of_text

_CHECKBOX = re.compile(r"^\[[ xX]\][ \t]+")
_KIND_OF_GUEST = {"alternative": "label", "note": "label", "title": "title"}


@dataclass(slots=True)
class _Context:
    """Where in the structure the reader stands."""

    open: list[str] = field(default_factory=list)  # types of the open block tokens
    cell: int = 0  # index in the row
    heading: str = ""  # tag of the last heading
    is_underlined: bool = False  # what it is marked by
    has_headline: bool = False
    after_image: bool = False

    @property
    def table_cell(self) -> int | None:
        """The index of the open cell of a table in its row; None outside of one."""
        return self.cell if self.open and self.open[-1] in ("th_open", "td_open") else None


def place_blocks(builder: ArticleBuilder, text: str, parser: MarkdownIt) -> None:
    """Add a Markdown text to the article: running text as units, everything else as skeleton."""
    env: EnvType = {}
    tokens = parser.parse(text, env)
    source = Source(text)
    skeleton = _Kept(builder, text, source.find_titles(env))
    context = _Context()
    cursor = 0
    for token in tokens:
        _enter(context, token)
        if token.type == "html_block" and not context.open:
            start, end = source.bounds(token)
            skeleton.keep(cursor, start)
            place_html(builder, text[start:end])
            cursor = end
        if token.type != "inline" or not token.content.strip():
            continue
        place = source.locate(token, context.table_cell)
        inline = _read(token, parser, env) if place and place.start >= cursor else None
        if place is None or inline is None:
            continue
        skeleton.keep(cursor, place.start)
        if "|" in token.content and context.table_cell is not None:
            inline = replace(inline, guests=())  # an escaped pipe moves what stands behind it
        _place_inline(builder, inline, place, context, text)
        cursor = place.end
    skeleton.keep(cursor, len(text))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands between the running texts: skeleton but for the titles of definitions."""

    builder: ArticleBuilder
    text: str
    titles: Sequence[tuple[int, int]]  # in order

    def keep(self, start: int, end: int) -> None:
        """Add a stretch of the file."""
        for first, last in self.titles:
            if start <= first and last <= end:
                self.builder.keep(self.text[start:first])
                title = self.text[first:last]
                self.builder.place(Role.ATTRIBUTE, Content(read_title(title)), title, {"kind": "title"})
                start = last
        self.builder.keep(self.text[start:end])


def _enter(context: _Context, token: Token) -> None:
    if token.type == "tr_open":
        context.cell = -1
    if token.type in ("th_open", "td_open"):
        context.cell += 1
    if token.type == "heading_open":
        context.heading, context.is_underlined = token.tag, token.markup in ("=", "-")
    if token.type == "inline" and context.open[-2:-1] == ["list_item_open"]:
        token.content = _CHECKBOX.sub("", token.content, count=1)  # a task list: - [x] Halle gebucht
    if token.nesting > 0:
        context.open.append(token.type)
    elif token.nesting < 0:
        context.open.pop()


def _read(token: Token, parser: MarkdownIt, env: EnvType) -> Inline | None:
    try:
        return read_inline(token.content, parser, env)
    except MisalignedText:
        return None


def _place_inline(builder: ArticleBuilder, inline: Inline, place: Place, context: _Context, text: str) -> None:
    content = inline.content()
    kind = _kind_of(context)
    if is_translatable("".join(part for part in content if isinstance(part, str))):
        role, content = _judge(inline, content, context)
        original = text[place.start : place.end]
        layout = {"kind": kind, "newline": place.newline or "\n", "indent": place.indent}
        host = builder.place(role, shield_names(content, role, escape_text), original, layout)
        _place_guests(builder, inline, place, host, inline.code_ids(content))
        context.after_image = False
    else:
        _place_lone_guests(builder, inline, place, text)
        context.after_image = bool(inline.guests) or any("![" in code.data for code in content.codes)


def _kind_of(context: _Context) -> str:
    innermost = context.open[-1]
    if innermost in ("th_open", "td_open"):
        return "cell"
    return "heading" if innermost == "heading_open" and not context.is_underlined else "paragraph"


def _judge(inline: Inline, content: Content, context: _Context) -> tuple[Role, Content]:
    """The role of the block and its content, in which a contact block keeps its lines."""
    role = _role_of_place(context)
    if role is not Role.PARAGRAPH:
        return role, content
    in_lines = inline.content(SOFT_BREAK)
    if is_contact([line.strip() for line in in_lines.text.strip().split("\n")]):
        return Role.CONTACT, in_lines
    role = role_of_text(content.text.strip())
    if role is Role.PARAGRAPH and _is_below_image(content, context) and _is_emphasised(content):
        role = Role.CAPTION
    return role, content


def _role_of_place(context: _Context) -> Role:
    innermost = context.open[-1]
    if innermost in ("th_open", "td_open"):
        return Role.CELL
    if innermost == "heading_open":
        is_headline = context.heading == "h1" and not context.has_headline
        context.has_headline |= is_headline
        return Role.HEADLINE if is_headline else Role.SUBHEADING
    roles = {"blockquote_open": Role.QUOTE, "list_item_open": Role.LIST_ITEM}
    return next((roles[block] for block in reversed(context.open) if block in roles), Role.PARAGRAPH)


def _is_below_image(content: Content, context: _Context) -> bool:
    return context.after_image or (len(content.codes) > 0 and content.codes[0].data.startswith("!["))


def _is_emphasised(content: Content) -> bool:
    """True if one pair of emphasis marks encloses all the words."""
    parts = [part for part in content if isinstance(part, str) or part.kind is not CodeKind.STANDALONE]
    first, last = parts[0], parts[-1]
    if isinstance(first, str) or isinstance(last, str):
        return False
    return first.id == last.id and first.data in ("*", "_", "**", "__")


def _place_guests(builder: ArticleBuilder, inline: Inline, place: Place, host: int, ids: Mapping[int, int]) -> None:
    for guest in inline.guests:
        in_file = (place.find(guest.start) - place.start, place.find(guest.end) - place.start)
        layout = {**host_layout(host, ids[guest.item], in_file, guest.in_data), "kind": _KIND_OF_GUEST[guest.kind]}
        side = {"side": "closing"} if guest.in_closing else {}
        builder.place(_role_of_guest(guest), guest.content, "", {**layout, **side})


def _place_lone_guests(builder: ArticleBuilder, inline: Inline, place: Place, text: str) -> None:
    cursor = place.start
    for guest in inline.guests:
        start, end = place.find(guest.start), place.find(guest.end)
        builder.keep(text[cursor:start])
        builder.place(_role_of_guest(guest), guest.content, text[start:end], {"kind": _KIND_OF_GUEST[guest.kind]})
        cursor = end
    builder.keep(text[cursor : place.end])


def _role_of_guest(guest: Guest) -> Role:
    return Role.PARAGRAPH if guest.kind == "note" else Role.ATTRIBUTE
