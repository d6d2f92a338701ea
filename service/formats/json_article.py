"""A typed article in JSON, as a CMS hands it over field by field; refuses fields of the wrong type.

``{"headline": …, "kicker": …, "teaser": …, "body": "…" or ["…"], "captions": [{"text": …, "credit": …}],
"quotes": [{"text": …, "speaker": …}], "contact": …, "boilerplate": …}``, all optional. Headline, kicker, teaser, body,
boilerplate and the texts of captions and quotes are translated, paragraph by paragraph; everything else, known or not,
keeps its bytes. A top-level ``language`` that says German is set to the language of the translation.
"""

import re
from collections.abc import Iterator, Mapping

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.errors import EmptyArticle, UnreadableDocument
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, write_pieces
from service.formats.encoding import decode_text, encode_text
from service.formats.json_tokens import Kind, Pointer, Value, read_string, read_values, show_pointer, write_string
from service.formats.names import shield_names
from service.formats.office_roles import role_of_words
from service.formats.roles import is_translatable

_TEXT = (Kind.STRING, Kind.NULL)
_LIST = (Kind.ARRAY, Kind.NULL)
_ANY = tuple(Kind)
_TYPES: Mapping[Pointer, tuple[Kind, ...]] = {  # -1 stands for any place in a list
    (): (Kind.OBJECT,),
    ("headline",): _TEXT,
    ("kicker",): _TEXT,
    ("teaser",): _TEXT,
    ("body",): (*_TEXT, Kind.ARRAY),
    ("body", -1): (Kind.STRING,),
    ("captions",): _LIST,
    ("captions", -1): (Kind.OBJECT,),
    ("captions", -1, "text"): _TEXT,
    ("captions", -1, "credit"): _TEXT,
    ("quotes",): _LIST,
    ("quotes", -1): (Kind.OBJECT,),
    ("quotes", -1, "text"): _TEXT,
    ("quotes", -1, "speaker"): _TEXT,
    ("contact",): _ANY,
    ("boilerplate",): _TEXT,
}
_ROLES: Mapping[Pointer, Role | None] = {  # None: the words say it
    ("headline",): Role.HEADLINE,
    ("kicker",): Role.SUBHEADING,
    ("teaser",): Role.TEASER,
    ("body",): None,
    ("body", -1): None,
    ("captions", -1, "text"): Role.CAPTION,
    ("quotes", -1, "text"): Role.QUOTE,
    ("boilerplate",): Role.PARAGRAPH,
}
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
        for value, role in _find_texts(decoded.text):
            builder.keep(decoded.text[cursor : value.start + 1])
            _place_paragraphs(builder, decoded.text, value, role)
            cursor = value.end - 1
        builder.keep(decoded.text[cursor:])
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place and `language` in its field of that name, if it has one."""
        text = write_pieces(article, targets, write_target)
        return encode_text(text if language is None else set_language(text, language), article.skeleton)

    def outline(self, article: Article) -> Outline:  # noqa: ARG002
        """Nothing: addresses in JSON stand in fields that are kept, or in words."""
        return Outline()


def write_target(target: Content, layout: Layout) -> str:
    """A target as the inside of a JSON string."""
    ascii_only = bool(layout["ascii"])
    return "".join(write_string(part, ascii_only=ascii_only) if isinstance(part, str) else part.data for part in target)


def set_language(document: str, language: Language) -> str:
    """The document with `language` where its top-level ``language`` says German."""
    for value in read_values(document):
        if value.pointer == ("language",) and document[value.start + 1 : value.end - 1].lower().split("-")[0] == "de":
            return f"{document[: value.start + 1]}{language}{document[value.end - 1 :]}"
    return document


def _find_texts(source: str) -> Iterator[tuple[Value, Role | None]]:
    """The strings to translate with the roles of their fields; every known field is checked for its type."""
    seen: set[Pointer] = set()
    for value in read_values(source):
        field = tuple(-1 if isinstance(step, int) else step for step in value.pointer)
        if field not in _TYPES:
            continue
        if value.kind not in _TYPES[field]:
            wanted = " or ".join(_TYPES[field])
            raise UnreadableDocument(f"{show_pointer(value.pointer)} is {value.kind}; it must be {wanted}.")
        if value.pointer in seen:
            raise UnreadableDocument(f"{show_pointer(value.pointer)} stands there twice.")
        seen.add(value.pointer)
        if field in _ROLES and value.kind is Kind.STRING:
            yield value, _ROLES[field]


def _place_paragraphs(builder: ArticleBuilder, source: str, value: Value, role: Role | None) -> None:
    """Add the inside of a string, each of its lines that holds words as a unit."""
    ascii_only = source.isascii()
    for raw in _split_lines(source[value.start + 1 : value.end - 1]):
        text = read_string(raw, value.pointer)
        if not is_translatable(text):
            builder.keep(raw)
            continue
        judged = role or role_of_words(text, is_bold=False)
        content = shield_names(Content(text), judged, lambda name: write_string(name, ascii_only=ascii_only))
        builder.place(judged, content, raw, {"ascii": "yes" if ascii_only else ""})


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
