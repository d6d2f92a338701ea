"""XML read into elements that know their places in the source; refuses document types, entities and broken markup.

Expat judges whether the text is XML; it is given no way to look anything up. The elements then come from one pass over
the source, so that what is not translated is written back character for character.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from service.domain.errors import UnreadableDocument

DEEPEST = 128  # elements inside each other; office documents stay below 60

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/?)(?P<name>[^\s/>!?]++)(?P<rest>(?>[^\"'>]|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=/>\"']++)\s*+=\s*+(?>\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')")
_NOT_TEXT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<literal>.*?)\]\]>|<[^>]*>|(?P<text>[^<]+)", re.DOTALL)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENCODING = re.compile(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_READ = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16"})


@dataclass(slots=True)
class Element:
    """One element; all places are offsets in the source."""

    name: str  # as written, with its prefix: "w:p"
    start: int
    inner: int  # behind its start tag
    inner_end: int = 0  # before its end tag; `end` if it has none
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def find(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator["Element"]:
        """The element and everything inside it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse_xml(source: str, part: str) -> Element:
    """The root element of `source`; raises `UnreadableDocument` naming the `part`."""
    _judge(source, part)
    document = Element("", 0, 0)
    stack = [document]
    for token in _TOKEN.finditer(source):
        name = token["name"]
        if name is None:
            continue
        if token["end"]:
            closed = stack.pop()
            closed.inner_end, closed.end = token.span()
            continue
        element = Element(name, token.start(), token.end(), token.end(), token.end())
        stack[-1].children.append(element)
        if not token["rest"].endswith("/"):
            stack.append(element)
            if len(stack) > DEEPEST:
                raise UnreadableDocument(f"{part} nests more than {DEEPEST} elements. Save the document again.")
    return document.children[0]


def read_text(raw: str) -> str:
    """The characters of an element's inside: tags and comments left out, references resolved."""
    if "<" not in raw:
        return html.unescape(raw) if "&" in raw else raw
    return "".join(
        match["literal"] if match["literal"] is not None else html.unescape(match["text"] or "")
        for match in _NOT_TEXT.finditer(raw)
    )


def read_attributes(source: str, element: Element) -> dict[str, tuple[int, int]]:
    """The places of the attribute values in an element's start tag."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(source, element.start, element.inner):
        found[match["name"]] = match.span("double" if match["double"] is not None else "single")
    return found


def read_attribute(source: str, element: Element, name: str) -> str:
    """The value of one attribute, "" if there is none."""
    place = read_attributes(source, element).get(name)
    return html.unescape(source[place[0] : place[1]]) if place else ""


def escape_xml(text: str) -> str:
    """Plain text as XML text or attribute value; characters XML cannot hold are left out."""
    return html.escape(_ILLEGAL.sub("", text), quote=False).replace('"', "&quot;")


def replace_ranges(source: str, ranges: Iterable[tuple[int, int, str]]) -> str:
    """`source` with (start, end, replacement) done; the ranges do not overlap."""
    pieces: list[str] = []
    cursor = 0
    for start, end, replacement in sorted(ranges):
        pieces += [source[cursor:start], replacement]
        cursor = end
    return "".join([*pieces, source[cursor:]])


def _judge(source: str, part: str) -> None:
    declared = _ENCODING.match(source)
    if declared and declared[1].lower() not in _READ:
        raise UnreadableDocument(f"{part} is written in {declared[1][:40]}. Save the document as UTF-8.")
    parser = expat.ParserCreate("utf-8", " ")

    def refuse(*_: object) -> NoReturn:
        raise UnreadableDocument(f"{part} declares a document type or entities, which is refused for safety.")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(source.encode(), True)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        raise UnreadableDocument(f"{part} is not well-formed XML: {problem}, line {error.lineno}.") from error
