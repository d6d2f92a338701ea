"""What the styles of an ODT document say about roles, weight and language; refuses to change how anything looks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.formats.xml_tree import Element, read_attribute, read_attributes, replace_ranges

_UNSEEN = re.compile(
    r"\s(?:officeooo:[\w-]*rsid|fo:language|fo:country|style:(?:language|country|rfc-language-tag)[\w-]*)=\"[^\"]*\""
)
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")
_GENERATIONS = 8  # a style's parents that are asked for their name


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one part."""

    parents: Mapping[str, str]  # of paragraph styles: the style each is made from
    spans: Mapping[str, str]  # of text styles: one that looks the same, "" if it looks like no style
    bold: frozenset[str]  # names of paragraph and text styles that are bold themselves

    def names_of(self, style: str) -> Iterator[str]:
        """The style's name as people see it, then its parents': ``P1``, ``Heading 1``."""
        for _ in range(_GENERATIONS):
            if not style:
                return
            yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), style)
            style = self.parents.get(style, "")


def read_styles(source: str, root: Element) -> Styles:
    """The automatic and common styles in a part."""
    parents: dict[str, str] = {}
    spans: dict[str, str] = {}
    looks: dict[tuple[str, str], str] = {}
    bold: set[str] = set()
    for style in _find_styles(root):
        name, parent = (read_attribute(source, style, f"style:{key}") for key in ("name", "parent-style-name"))
        properties = style.find("style:text-properties")
        look = _UNSEEN.sub("", source[properties.start : properties.end]) if properties else ""
        if 'fo:font-weight="bold"' in look:
            bold.add(name)
        if read_attribute(source, style, "style:family") == "paragraph":
            parents[name] = parent
        elif not parent and look in ("", "<style:text-properties/>"):
            spans[name] = ""
        else:
            spans[name] = looks.setdefault((parent, look), name)
    return Styles(parents, spans, frozenset(bold))


def set_style_language(source: str, root: Element, locale: str) -> str:
    """The part with `locale` ("fr-FR") as its default language and wherever else a style says German."""
    language, _, country = locale.partition("-")
    changes: list[tuple[int, int, str]] = []
    for style in root.walk():
        if style.name not in ("style:style", "style:default-style"):
            continue
        is_default = style.name == "style:default-style"
        properties = style.find("style:text-properties")
        places = read_attributes(source, properties) if properties else {}
        start, end = places.get("fo:language", (0, 0))
        if start and (is_default or source[start:end].lower() == "de"):
            changes.append((start, end, language))
            changes += [(*places["fo:country"], country)] if "fo:country" in places else []
    return replace_ranges(source, changes)


def _find_styles(root: Element) -> Iterator[Element]:
    for group in root.children:
        if group.name == "office:automatic-styles":
            families = (style for style in group.children if style.name == "style:style")
            yield from families
