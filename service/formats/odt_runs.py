"""The inline matter of an ODT paragraph and how it is written again; refuses blocks and parts.

Spans are read as formatting: those that only note a session of editing or a language are none. Links and marked
insertions are pairs with their own tags; notes, fields, frames and breaks stand alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.domain.content import CodeKind
from service.formats.office_content import Code, Edge, Group, Item, Words
from service.formats.pairing import Mark
from service.formats.xml_tree import Element, escape_xml, read_attribute, read_text

FORMATTING_END = "</text:span>"
UNFORMATTED = "<text:span>"

_DROPPED = frozenset({"text:soft-page-break"})
_PAIRS = frozenset({"text:a", "text:meta"})
_STARTS = frozenset({"text:bookmark-start", "text:reference-mark-start", "text:alphabetical-index-mark-start"})
_ENDS = frozenset({"text:bookmark-end", "text:reference-mark-end", "text:alphabetical-index-mark-end"})
_POINTS = frozenset({"text:bookmark", "text:reference-mark", "text:alphabetical-index-mark", "text:toc-mark"})
_COMMENTS = frozenset({"office:annotation", "office:annotation-end"})
_CHANGES = {"text:change-start": CodeKind.OPENING, "text:change-end": CodeKind.CLOSING}
_PLAIN = {"text:tab": "\t", "text:line-break": "\n"}
_HIDDEN = frozenset({"text:note", "text:change"})
_MANY_SPACES = 200  # a longer row of them is a mistake
_WHITE = re.compile(r"[ \t\n\r]+")
_SPACES = re.compile(r" {2,}")
_SPACE = "\0"  # a space that is an element, until white space is settled; no XML holds this character


def read_groups(source: str, paragraph: Element, styles: Mapping[str, str]) -> list[Group]:
    """The matter of a paragraph, an element or a stretch of text each.

    `styles` names the style to use for a span's; "" if it changes nothing a reader sees.
    """
    groups: list[Group] = []
    cursor = paragraph.inner
    for child in [*paragraph.children, None]:
        end = child.start if child else paragraph.inner_end
        if end > cursor:
            groups.append(Group(cursor, end, tuple(_read_words(source[cursor:end], "")), ()))
        if child:
            groups.append(Group(child.start, child.end, tuple(_read_inline(source, child, "", styles)), (child,)))
            cursor = child.end
    return _settle_spaces(groups)


def write_text(text: str, formatting: str) -> str:
    """Text in the spans of its formatting; white space that would be lost is an element."""
    if not text:
        return ""
    written = _SPACES.sub(_write_spaces, escape_xml(text))
    return written if formatting == UNFORMATTED else formatting + written + FORMATTING_END * formatting.count("<")


def write_code(data: str, formatting: str) -> str:
    """A code's data; a name is text and takes on the formatting around it."""
    return write_text(read_text(data), formatting) if not data.startswith("<") else data


def is_formatting(data: str) -> bool:
    """True for spans."""
    return data.startswith("<text:span")


def _write_spaces(match: re.Match[str]) -> str:
    return f' <text:s text:c="{len(match[0]) - 1}"/>'


def _read_inline(source: str, element: Element, formatting: str, styles: Mapping[str, str]) -> Iterator[Item]:
    """What an element holds, text in it in the spans `formatting`."""
    name, data = element.name, source[element.start : element.end]
    if name == "text:span":
        style = read_attribute(source, element, "text:style-name")
        known = styles.get(style, style)
        tag = f'<text:span text:style-name="{escape_xml(known)}">' if known else ""
        yield from _read_inside(source, element, formatting + tag, styles)
    elif name == "text:s":
        count = read_attribute(source, element, "text:c")
        size = min(int(count), _MANY_SPACES) if count.isascii() and count.isdigit() and len(count) < 9 else 1  # noqa: PLR2004
        yield Words(_SPACE * size, formatting or UNFORMATTED)
    elif name in _STARTS or name in _ENDS or name in _POINTS or name in _COMMENTS:
        yield Edge(data, is_end=name in _ENDS or name == "office:annotation-end")
    elif name in _CHANGES:
        change = read_attribute(source, element, "text:change-id")
        yield Code(Mark(_CHANGES[name], f"change {change}", data))
    elif name in _PAIRS:
        yield from _read_pair(source, element, formatting, styles)
    elif name not in _DROPPED:
        hides = name in _HIDDEN or name.startswith("draw:")
        shown = "" if hides else _PLAIN.get(name, _collapse(source[element.inner : element.inner_end]))
        yield Code(Mark(CodeKind.STANDALONE, name, data, shown), element if hides else None)


def _read_inside(source: str, element: Element, formatting: str, styles: Mapping[str, str]) -> Iterator[Item]:
    cursor = element.inner
    for child in element.children:
        yield from _read_words(source[cursor : child.start], formatting)
        yield from _read_inline(source, child, formatting, styles)
        cursor = child.end
    yield from _read_words(source[cursor : element.inner_end], formatting)


def _read_words(raw: str, formatting: str) -> Iterator[Item]:
    if text := _collapse(raw):
        yield Words(text, formatting or UNFORMATTED)


def _read_pair(source: str, element: Element, formatting: str, styles: Mapping[str, str]) -> Iterator[Item]:
    inside = list(_read_inside(source, element, formatting, styles))
    name = f"{element.name} {element.start}"
    if not any(isinstance(item, Words) for item in inside):
        yield Code(Mark(CodeKind.STANDALONE, name, source[element.start : element.end]))
        return
    yield Code(Mark(CodeKind.OPENING, name, source[element.start : element.inner]))
    yield from inside
    yield Code(Mark(CodeKind.CLOSING, name, source[element.inner_end : element.end]))


def _collapse(raw: str) -> str:
    """The characters of raw text, white space as one blank."""
    return read_text(_WHITE.sub(" ", raw)) if raw else ""


def _settle_spaces(groups: Sequence[Group]) -> list[Group]:
    """The groups with white space as ODF has it: none at either end, one where tags stand between several."""
    settled: list[list[Item]] = []
    is_blank, is_begun = True, False
    for group in groups:
        items: list[Item] = []
        for item in group.items:
            if not isinstance(item, Words):
                items.append(item)
                is_blank &= not isinstance(item, Code)
                continue
            text = item.text.lstrip(" ") if is_blank else item.text
            text = text if is_begun else text.lstrip(f" {_SPACE}")
            is_begun |= bool(text)
            is_blank = text.endswith(" ") if text else is_blank
            items.append(Words(text.replace(_SPACE, " "), item.formatting))
        settled.append(items)
    _strip_end(settled)
    return [
        Group(group.start, group.end, tuple(items), group.nodes) for group, items in zip(groups, settled, strict=True)
    ]


def _strip_end(settled: Sequence[list[Item]]) -> None:
    for items in reversed(settled):
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            if isinstance(item, Code):
                return
            if isinstance(item, Words):
                items[index] = Words(item.text.rstrip(" "), item.formatting)
                if items[index] != Words("", item.formatting):
                    return
