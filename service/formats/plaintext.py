"""Plain text as press offices write it: headlines, hard-wrapped paragraphs, lists, tables by tabs, address blocks.

Refuses to reflow what it did not translate. Layout of a slot: ``newline`` and ``indent`` of the lines after the first,
``width`` to wrap at, ``first`` columns taken in the first line; ``underline`` is the character below a heading.
"""

import re
from collections.abc import Mapping, Sequence

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, write_pieces
from service.formats.encoding import decode_text, encode_text
from service.formats.names import shield_names
from service.formats.outlines import outline_text
from service.formats.plaintext_blocks import Block, Kind, Line, read_blocks, set_margins, split_lines
from service.formats.roles import (
    DATELINE,
    HEADLINE_LENGTH,
    SUBHEADING_LENGTH,
    is_heading,
    is_kicker,
    is_translatable,
    mark_teaser,
    role_of_text,
)
from service.formats.wrapping import wrap_text

_CELLS = re.compile(r"([ ]*\t[ \t]*|[ ]{3,})")
_SPACES = re.compile(r"(?<![ ])[ ]*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+[ ]*")
_DATELINE_AHEAD = re.compile(rf"({DATELINE.pattern})([ ]?[–—-][ ]|[ ]?[–—-]$)")

_BEFORE_HEADLINE = (Role.SUBHEADING, Role.DATELINE, Role.AUTHOR, Role.NAVIGATION)


class PlainText:
    """The format ``text/plain``."""

    media_type = "text/plain"

    def __init__(self, charset: str | None = None) -> None:
        self._charset = charset  # codec the bytes are declared to be in

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UndecodableText`, `EmptyArticle`."""
        decoded = decode_text(data, self._charset)
        blocks = set_margins(read_blocks(split_lines(decoded.text)))
        builder = ArticleBuilder(self.media_type, decoded)
        for block, role in zip(blocks, find_roles(blocks), strict=True):
            _place_block(builder, block, role)
        builder.units[:] = mark_teaser(builder.units)
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:  # noqa: ARG002
        """The document with `targets` in place; paragraphs that were wrapped are wrapped at the same width."""
        return encode_text(write_pieces(article, targets, write_target), article.skeleton)

    def outline(self, article: Article) -> Outline:
        """Its blank lines."""
        return outline_text(article)


def find_roles(blocks: Sequence[Block]) -> list[Role]:
    """One role a block; blocks that hold no unit get `Role.PARAGRAPH`."""
    translatable = [index for index, block in enumerate(blocks) if _holds_unit(block)]
    roles = [Role.PARAGRAPH] * len(blocks)
    is_before_headline = True
    for index in translatable:
        roles[index] = _role_of(blocks[index])
        if roles[index] is Role.PARAGRAPH and is_before_headline:
            roles[index] = _opening_role(blocks[index])
        elif roles[index] is Role.PARAGRAPH and index != translatable[-1]:
            roles[index] = _heading_role(blocks[index])
        is_before_headline &= roles[index] in _BEFORE_HEADLINE
    return roles


def write_target(target: Content, layout: Layout) -> str:
    """A target as lines of plain text; nothing needs escaping, but a line break inside becomes a space."""
    text = _SPACES.sub(" ", "".join(part if isinstance(part, str) else part.data for part in target))
    newline = layout.get("newline", "\n") + layout.get("indent", "")
    if "underline" in layout:
        return f"{text}{newline}{layout['underline'] * len(text)}"
    if "width" not in layout:
        return text
    return newline.join(wrap_text(text, int(layout["width"]) - len(layout["indent"]), int(layout["first"])))


def _role_of(block: Block) -> Role:
    fixed = {Kind.ITEM: Role.LIST_ITEM, Kind.ROW: Role.CELL, Kind.CONTACT: Role.CONTACT}
    return fixed[block.kind] if block.kind in fixed else role_of_text(block.text)


def _opening_role(block: Block) -> Role:
    """The role of a block with nothing but date and sender above it."""
    if is_kicker(block.text):
        return Role.SUBHEADING
    is_headline = block.kind is Kind.UNDERLINED or is_heading(block.text, HEADLINE_LENGTH)
    return Role.HEADLINE if is_headline else Role.PARAGRAPH


def _heading_role(block: Block) -> Role:
    if block.kind is Kind.UNDERLINED:
        return Role.SUBHEADING
    stands_alone = block.alone and len(block.lines) == 1 and not block.text.endswith(("!", "?", "“", "«"))
    return Role.SUBHEADING if stands_alone and is_heading(block.text, SUBHEADING_LENGTH) else Role.PARAGRAPH


def _holds_unit(block: Block) -> bool:
    return block.kind is not Kind.KEPT and is_translatable(block.text)


def _place_block(builder: ArticleBuilder, block: Block, role: Role) -> None:
    if block.kind is Kind.ROW:
        _place_row(builder, block.lines[0])
    elif not _holds_unit(block):
        builder.keep("".join(line.raw for line in block.lines))
    else:
        _place_text(builder, block, role)


def _place_row(builder: ArticleBuilder, line: Line) -> None:
    builder.keep(line.indent)
    for index, piece in enumerate(_CELLS.split(line.text)):
        if index % 2 or not is_translatable(piece):
            builder.keep(piece)
        else:
            builder.place(Role.CELL, Content(piece), piece)
    builder.keep(line.trailing + line.ending)


def _place_text(builder: ArticleBuilder, block: Block, role: Role) -> None:
    first, last = block.lines[0], block.lines[-1]
    raw = "".join(line.raw for line in block.lines)
    end = len(raw) - len(last.trailing) - len(last.ending)
    start = len(first.indent) + len(block.marker)
    text = block.text
    builder.keep(raw[:start])
    dateline = _DATELINE_AHEAD.match(text) if role is Role.PARAGRAPH else None
    if dateline and raw.startswith(dateline[0], start) and is_translatable(text[dateline.end() :]):
        builder.place(Role.DATELINE, Content(dateline[1]), dateline[1])
        builder.keep(dateline[0][len(dateline[1]) :])
        start, text = start + dateline.end(), text[dateline.end() :]
    content = shield_names(Content(text), role, str)
    builder.place(role, content, raw[start:end], _layout_of(block, start))
    builder.keep(raw[end:])


def _layout_of(block: Block, start: int) -> Layout:
    if len(block.lines) == 1:
        return _layout_of_line(block, start) if block.margin else {}
    first, second = block.lines[:2]
    layout = {"newline": first.ending, "indent": second.indent}
    if block.kind is Kind.UNDERLINED:
        return {**layout, "underline": second.text[0]}
    return {**layout, "width": str(block.width), "first": str(start - len(second.indent))}


def _layout_of_line(block: Block, start: int) -> Layout:
    (line,) = block.lines
    indent = line.indent + " " * len(block.marker)
    return {
        "newline": line.ending or "\n",
        "indent": indent,
        "width": str(block.margin),
        "first": str(start - len(indent)),
    }
