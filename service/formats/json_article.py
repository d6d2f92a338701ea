"""A typed article in JSON, as a CMS hands it over field by field; refuses fields of the wrong type.

``{"headline": …, "kicker": …, "teaser": …, "format": "html", "body": "…" or ["…", {"text": …, "format": …}],
"captions": [{"text": …, "alt": …, "credit": …}], "quotes": [{"text": …, "speaker": …}], "contact": …, "boilerplate": …}``,
all optional; a list of such articles, alone or under ``articles``, is one document. These texts are translated line by line, a
body in the markup its ``format`` states block by block; everything else, known or not, keeps its bytes. A ``language`` that
says German is set to the language of the translation.
"""

import re
from collections.abc import Iterator, Mapping

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.errors import EmptyArticle
from service.domain.language import Language
from service.formats.assembly import ArticleBuilder, Layout, write_pieces
from service.formats.encoding import decode_text, encode_text
from service.formats.json_bodies import place_body, write_body
from service.formats.json_fields import Field, find_fields, find_languages
from service.formats.json_tokens import read_string, write_string
from service.formats.names import shield_names
from service.formats.office_roles import role_of_words
from service.formats.outlines import find_in_html, find_in_markdown, outline_of
from service.formats.roles import is_translatable

_PIECE = re.compile(r"(?P<space>(?>[ ]|\\[nrt])++)|(?>\\u[0-9a-fA-F]{4}|\\[^nrt]|[^\\ ])++")


class JsonArticle:
    """The format ``application/vnd.gemello.article+json``."""

    media_type = "application/vnd.gemello.article+json"

    def __init__(self, charset: str | None = None) -> None:
        self._charset = charset  # codec the bytes are declared to be in

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UndecodableText`, `EmptyArticle`, `UnreadableDocument` naming the field."""
        decoded = decode_text(data, self._charset)
        if not decoded.text.strip():
            raise EmptyArticle
        builder = ArticleBuilder(self.media_type, decoded)
        cursor = 0
        for field in find_fields(decoded.text):
            builder.keep(decoded.text[cursor : field.value.start + 1])
            _place_field(builder, decoded.text, field)
            cursor = field.value.end - 1
        builder.keep(decoded.text[cursor:])
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place and `language` in its field of that name, if it has one."""
        text = write_pieces(article, targets, write_target)
        return encode_text(text if language is None else set_language(text, language), article.skeleton)

    def outline(self, article: Article) -> Outline:
        """The links and images of its bodies in HTML or Markdown; other addresses stand in fields that are kept, or in words."""
        text = article.skeleton.original
        links: list[str] = []
        images: list[str] = []
        for field in find_fields(text):
            if field.markup:
                body = read_string(text[field.value.start + 1 : field.value.end - 1], field.value.pointer)
                found = find_in_html(body) if field.markup == "html" else find_in_markdown(body)
                links += found[0]
                images += found[1]
        return outline_of((links, images))


def write_target(target: Content, layout: Layout) -> str:
    """A target as the inside of a JSON string."""
    if "body" in layout:
        return write_body(target, layout)
    ascii_only = bool(layout["ascii"])
    return "".join(write_string(part, ascii_only=ascii_only) if isinstance(part, str) else part.data for part in target)


def set_language(document: str, language: Language) -> str:
    """The document with `language` where an article's ``language`` says German."""
    for value in reversed(find_languages(document)):
        document = f"{document[: value.start + 1]}{language}{document[value.end - 1 :]}"
    return document


def _place_field(builder: ArticleBuilder, source: str, field: Field) -> None:
    raw = source[field.value.start + 1 : field.value.end - 1]
    text = read_string(raw, field.value.pointer)
    if field.markup and text.strip():
        place_body(builder, raw, field.markup, ascii_only=source.isascii())
        return
    for line in _split_lines(raw):
        _place_line(builder, line, field, ascii_only=source.isascii())


def _place_line(builder: ArticleBuilder, raw: str, field: Field, *, ascii_only: bool) -> None:
    """Add one line of a string, as a unit if it holds words."""
    text = read_string(raw, field.value.pointer)
    if not is_translatable(text):
        builder.keep(raw)
        return
    role = field.role or role_of_words(text, is_bold=False)
    content = shield_names(Content(text), role, lambda name: write_string(name, ascii_only=ascii_only))
    builder.place(role, content, raw, {"ascii": "yes" if ascii_only else ""})


def _split_lines(raw: str) -> Iterator[str]:
    """The lines of a string's inside and the white space between them, escapes still in place."""
    line = ""
    for piece in _PIECE.finditer(raw):
        is_border = piece["space"] and ("\\" in piece[0] or piece.start() == 0 or piece.end() == len(raw))
        if is_border and piece[0] != "\\t":
            yield from filter(None, (line, piece[0]))
            line = ""
        else:
            line += piece[0]
    yield from filter(None, (line,))
