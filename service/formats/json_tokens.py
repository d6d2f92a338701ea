"""JSON read into values that know their places in the source; refuses what the standard does not allow.

The standard library judges whether the text is JSON. The places come from one pass over it, so that everything but the
translated strings is written back character for character.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from service.domain.errors import UnreadableDocument

_TOKEN = re.compile(r"\"(?>[^\"\\]|\\.)*+\"|[{}\[\]:,]|[^\s{}\[\]:,\"]++")
_OPENING, _CLOSING = ("{", "["), ("}", "]")

Pointer = tuple[str | int, ...]


class Kind(StrEnum):
    """What a value is."""

    STRING = "string"
    OBJECT = "object"
    ARRAY = "array"
    NULL = "null"
    OTHER = "number or boolean"


@dataclass(frozen=True, slots=True)
class Value:
    """One value; an object or an array has the place of its opening bracket."""

    pointer: Pointer  # ("captions", 0, "text")
    kind: Kind
    start: int
    end: int


@dataclass(slots=True)
class _Holder:
    """An object or array that is open."""

    is_object: bool
    key: str | int  # of the value to come
    wants_key: bool


def read_values(source: str) -> Iterator[Value]:
    """Every value of `source` in order; raises `UnreadableDocument` if it is not JSON."""
    _judge(source)
    holders: list[_Holder] = []
    for token in _TOKEN.finditer(source):
        text = token[0]
        if text in _CLOSING:
            holders.pop()
        elif text == ",":
            _advance(holders[-1])
        elif holders and holders[-1].wants_key:
            holders[-1].key, holders[-1].wants_key = json.loads(text), False
        elif text != ":":
            yield Value(tuple(holder.key for holder in holders), _kind_of(text), *token.span())
            if text in _OPENING:
                holders.append(_Holder(text == "{", "" if text == "{" else 0, text == "{"))


def show_pointer(pointer: Pointer) -> str:
    """The pointer as RFC 6901 writes it: ``/captions/0/text``; the whole document is ``/``."""
    steps = [str(step)[:40].replace("~", "~0").replace("/", "~1") for step in pointer]
    return "/" + "/".join(steps)


def read_string(raw: str, pointer: Pointer) -> str:
    """The characters of a string's inside; raises `UnreadableDocument` for half a surrogate pair."""
    text = json.loads(f'"{raw}"')
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument(f"The string at {show_pointer(pointer)} holds half a character (\\ud800).") from error
    return str(text)


def write_string(text: str, *, ascii_only: bool) -> str:
    """Plain text as the inside of a JSON string."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _advance(holder: _Holder) -> None:
    if isinstance(holder.key, int):
        holder.key += 1
    else:
        holder.wants_key = True


def _kind_of(token: str) -> Kind:
    kinds = {'"': Kind.STRING, "{": Kind.OBJECT, "[": Kind.ARRAY, "n": Kind.NULL}
    return kinds.get(token[0], Kind.OTHER)


def _judge(source: str) -> None:
    def refuse(constant: str) -> NoReturn:
        raise UnreadableDocument(f"{constant} is no JSON value. Use null.")

    try:
        json.loads(source, parse_int=str, parse_float=str, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"The article is not JSON: {error.msg}, line {error.lineno}.") from error
    except RecursionError as error:
        raise UnreadableDocument("The article nests its values too deep.") from error
