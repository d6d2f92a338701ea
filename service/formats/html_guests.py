"""Words inside markup that are translated on their own: attributes, the words of a drawing; refuses running text.

Layouts: ``kind`` is ``attribute`` with the ``quote`` the value stands in, or ``html`` for the words of a drawing.
"""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.domain.content import Content
from service.formats.html_tokens import Kind, read_attributes, read_tokens
from service.formats.roles import is_translatable

REGIONS = frozenset({"svg", "textarea", "iframe"})  # kept as a whole, but for what is found here
_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder"})
_ATTRIBUTES_OF = {
    "optgroup": ("label",),
    "option": ("label",),
    "track": ("label",),
    "table": ("summary",),
    "th": ("abbr",),
}
_BUTTONS = frozenset({"submit", "button", "reset"})
_META_NAMES = frozenset(
    {
        "description",
        "og:title",
        "og:description",
        "og:image:alt",
        "og:site_name",
        "twitter:title",
        "twitter:description",
    }
    | {"twitter:image:alt", "dc.title", "dc.description", "dcterms.title", "apple-mobile-web-app-title", "abstract"}
)
_DRAWN = frozenset({"title", "desc", "text", "tspan", "textpath"})


@dataclass(frozen=True, slots=True)
class Guest:
    """Words with their place in the markup that holds them."""

    content: Content
    start: int
    end: int
    layout: Mapping[str, str]


def find_in_tag(tag: str) -> list[Guest]:
    """The attributes of a start tag that are read or heard."""
    attributes = list(read_attributes(tag))
    wanted = _wanted(tag, {attribute.name: attribute.value.lower() for attribute in attributes})
    return [
        Guest(Content(words), each.start, each.end, {"kind": "attribute", "quote": each.quote})
        for each in attributes
        if each.name in wanted and is_translatable(words := " ".join(html.unescape(each.value).split()))
    ]


def find_in_region(source: str, name: str) -> list[Guest]:
    """What is read in an element of `REGIONS`: its attributes, and of a drawing the words in it."""
    opening = next(read_tokens(source))
    found = find_in_tag(source[: opening.end])
    return found + list(_find_drawn(source)) if name == "svg" else found


def _wanted(tag: str, attributes: Mapping[str, str]) -> set[str]:
    name = tag[1:].split(None, 1)[0].rstrip("/>").lower()
    wanted = {*_ATTRIBUTES, *_ATTRIBUTES_OF.get(name, ())}
    if name == "meta" and _META_NAMES & {attributes.get("name", ""), attributes.get("property", "")}:
        wanted.add("content")
    if name == "input" and attributes.get("type") in _BUTTONS:
        wanted.add("value")
    return wanted


def _find_drawn(source: str) -> Iterator[Guest]:
    holder = ""
    for token in read_tokens(source):
        text = source[token.start : token.end]
        if token.kind is not Kind.TEXT:
            holder = token.name if token.kind is Kind.START else ""
        elif holder in _DRAWN and is_translatable(html.unescape(text)):
            bare = text.strip()
            start = token.start + text.index(bare)
            words = " ".join(html.unescape(bare).split())
            yield Guest(Content(words), start, start + len(bare), {"kind": "html"})
