"""HTML cut into tokens that join to exactly the source; refuses to repair it.

Follows the tokenizer of the HTML standard where that decides what is text: comments, raw text elements, quotes in
attributes, an unfinished tag at the end. One pass, linear in the length of the source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>=?[^\s/>=]++)(?>\s*+=\s*+(?>\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)|))?+"
)
_TAG_END = re.compile(r"[\s/]*+>")
RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)


class Kind(StrEnum):
    """What a stretch of the source is."""

    TEXT = "text"
    START = "start"  # <p class="a">
    END = "end"  # </p>
    OTHER = "other"  # comment, doctype, raw text, what cannot be read


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute with the place of its value in the tag."""

    name: str  # lower case
    value: str  # as written, entities undecoded
    start: int
    end: int
    quote: str  # '"', "'" or "" where it stands bare


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the source."""

    kind: Kind
    start: int
    end: int
    name: str = ""  # of the element, lower case


def read_tokens(source: str) -> Iterator[Token]:
    """The tokens of `source` in order; their stretches join to it."""
    cursor = text_start = 0
    while (cursor := source.find("<", cursor)) >= 0:
        token = _read_markup(source, cursor)
        if token is None:
            cursor += 1
            continue
        if text_start < cursor:
            yield Token(Kind.TEXT, text_start, cursor)
        yield token
        cursor = text_start = token.end
        if token.kind is Kind.START and token.name in RAW:
            cursor = text_start = _find_raw_end(source, token)
            yield Token(Kind.OTHER, token.end, cursor, token.name)
        elif token.kind is Kind.START and token.name == "title":
            cursor = _find_raw_end(source, token)
    if text_start < len(source):
        yield Token(Kind.TEXT, text_start, len(source))


def read_attributes(tag: str) -> Iterator[Attribute]:
    """The attributes that have a value in a start tag, ``<a href="x">``."""
    match = _NAME.match(tag)
    cursor = match.end() if match else len(tag)
    while found := _ATTRIBUTE.match(tag, cursor):
        cursor = found.end()
        for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
            if found[group] is not None:
                yield Attribute(found["name"].lower(), found[group], *found.span(group), quote)


def _read_markup(source: str, start: int) -> Token | None:
    """The token that begins with the ``<`` at `start`; None if it is a less-than sign."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)
        return Token(Kind.OTHER, start, len(source) if end < 0 else end + 3)
    if source.startswith(("<!", "<?"), start):
        return Token(Kind.OTHER, start, _behind(source, start))
    name = _NAME.match(source, start)
    if name is None:
        is_comment = source.startswith("</", start) and len(source) > start + 2
        return Token(Kind.OTHER, start, _behind(source, start)) if is_comment else None
    cursor = name.end()
    while attribute := _ATTRIBUTE.match(source, cursor):
        cursor = attribute.end()
    tag_end = _TAG_END.match(source, cursor)
    if tag_end is None:  # the file ends inside the tag
        return Token(Kind.OTHER, start, len(source))
    return Token(Kind.END if source[start + 1] == "/" else Kind.START, start, tag_end.end(), name[1].lower())


def _behind(source: str, start: int) -> int:
    end = source.find(">", start)
    return len(source) if end < 0 else end + 1


def _find_raw_end(source: str, token: Token) -> int:
    match = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE).search(source, token.end)
    return match.start() if match else len(source)
