"""The fields of a typed JSON article: which hold text, of which type and role; refuses a field of the wrong type.

A document is one article, a list of articles, or ``{"articles": [ … ]}``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.domain.errors import UnreadableDocument
from service.domain.unit import Role
from service.formats.json_tokens import Kind, Pointer, Value, read_string, read_values, show_pointer

_TEXT = (Kind.STRING, Kind.NULL)
_LIST = (Kind.ARRAY, Kind.NULL)
_TYPES: Mapping[Pointer, tuple[Kind, ...]] = {  # -1 stands for any place in a list
    (): (Kind.OBJECT,),
    ("headline",): _TEXT,
    ("kicker",): _TEXT,
    ("teaser",): _TEXT,
    ("format",): _TEXT,
    ("body",): (*_TEXT, Kind.ARRAY),
    ("body", -1): (Kind.STRING, Kind.OBJECT),
    ("body", -1, "text"): _TEXT,
    ("body", -1, "format"): _TEXT,
    ("captions",): _LIST,
    ("captions", -1): (Kind.OBJECT,),
    ("captions", -1, "text"): _TEXT,
    ("captions", -1, "alt"): _TEXT,
    ("captions", -1, "credit"): _TEXT,
    ("quotes",): _LIST,
    ("quotes", -1): (Kind.OBJECT,),
    ("quotes", -1, "text"): _TEXT,
    ("quotes", -1, "speaker"): _TEXT,
    ("boilerplate",): _TEXT,
}
_ROLES: Mapping[Pointer, Role | None] = {  # None: the words say it
    ("headline",): Role.HEADLINE,
    ("kicker",): Role.SUBHEADING,
    ("teaser",): Role.TEASER,
    ("body",): None,
    ("body", -1): None,
    ("body", -1, "text"): None,
    ("captions", -1, "text"): Role.CAPTION,
    ("captions", -1, "alt"): Role.ATTRIBUTE,
    ("quotes", -1, "text"): Role.QUOTE,
    ("quotes", -1, "speaker"): Role.AUTHOR,
    ("boilerplate",): Role.PARAGRAPH,
}
_KEPT_OF_CONTACT = frozenset(
    {"name", "mail", "email", "e-mail", "phone", "tel", "telefon", "fax", "mobile", "url", "web", "website"}
    | {"street", "strasse", "address", "adresse", "zip", "plz", "city", "ort", "id", "logo", "image"}
)
_STATING = (("format",), ("body", -1, "format"))
_FORMATS = {"html": "html", "text/html": "html", "markdown": "markdown", "md": "markdown", "text/markdown": "markdown"}
_PLAIN = {"", "text", "plain", "text/plain"}


@dataclass(frozen=True, slots=True)
class Field:
    """One string to translate."""

    value: Value
    role: Role | None  # None: the words say it
    markup: str  # "html" or "markdown" where the article says so, "" for plain text


def find_fields(source: str) -> list[Field]:
    """The strings to translate, in order; raises `UnreadableDocument` for a known field of the wrong type."""
    values = list(_check(read_values(source)))
    formats = (value for value in values if _field_of(value.pointer) in _STATING)
    markups = {value.pointer: _read_markup(source, value) for value in formats}
    fields = []
    for value in values:
        field = _field_of(value.pointer)
        if value.kind is Kind.STRING and (field in _ROLES or _is_contact_text(field)):
            markup = _find_markup(value.pointer, markups) if field[0] == "body" else ""
            fields.append(Field(value, _ROLES.get(field, Role.CONTACT), markup))
    return fields


def find_languages(source: str) -> list[Value]:
    """The ``language`` of each article that says German."""
    found = [value for value in read_values(source) if _field_of(value.pointer) == ("language",)]
    return [each for each in found if source[each.start + 1 : each.end - 1].lower().split("-")[0] == "de"]


def _check(values: Iterable[Value]) -> Iterator[Value]:
    seen: set[Pointer] = set()
    for value in values:
        field = _field_of(value.pointer)
        if value.pointer == () and value.kind is Kind.ARRAY:
            continue  # a list of articles
        if field in _TYPES and value.kind not in _TYPES[field]:
            wanted = " or ".join(_TYPES[field])
            raise UnreadableDocument(f"{show_pointer(value.pointer)} is {value.kind}; it must be {wanted}.")
        if field in _TYPES and value.pointer in seen:
            raise UnreadableDocument(f"{show_pointer(value.pointer)} stands there twice.")
        seen.add(value.pointer)
        yield value


def _field_of(pointer: Pointer) -> Pointer:
    """Where in its article a value stands, -1 for any place in a list."""
    if pointer[:1] == ("articles",) and len(pointer) > 1:
        pointer = pointer[1:]
    if pointer and isinstance(pointer[0], int):
        pointer = pointer[1:]
    return tuple(-1 if isinstance(step, int) else step for step in pointer)


def _is_contact_text(field: Pointer) -> bool:
    return field[:1] == ("contact",) and str(field[-1]).lower() not in _KEPT_OF_CONTACT


def _read_markup(source: str, value: Value) -> str:
    name = read_string(source[value.start + 1 : value.end - 1], value.pointer) if value.kind is Kind.STRING else ""
    markup = _FORMATS.get(name.lower(), "")
    if not markup and name.lower() not in _PLAIN:
        raise UnreadableDocument(f"{show_pointer(value.pointer)} is {name[:40]!r}; it must be html, markdown or text.")
    return markup


def _find_markup(pointer: Pointer, markups: Mapping[Pointer, str]) -> str:
    """The format stated beside the text or, failing that, beside the body that holds it."""
    body = len(pointer) - 1 - pointer[::-1].index("body")
    return markups.get((*pointer[:-1], "format"), markups.get((*pointer[:body], "format"), ""))
