"""The inline matter of a DOCX paragraph and how it is written again; refuses blocks and parts.

Codes: formatting is a pair whose data is the run properties, links and insertions are pairs with their own tags, breaks
and tabs stand alone and take on the formatting around them, everything else stands alone as the run it came in. Marks of
the spelling checker and of rendering are dropped with the German words they belong to.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from service.domain.content import CodeKind
from service.formats.office_content import Code, Edge, Group, Item, Words
from service.formats.pairing import Mark
from service.formats.xml_tree import Element, escape_xml, read_attribute, read_text

FORMATTING_END = "</w:rPr>"
UNFORMATTED = "<w:rPr/>"

_DROPPED = frozenset({"w:proofErr", "w:pPr", "w:rPr", "w:lastRenderedPageBreak", "w:softHyphen", "w:annotationRef"})
_PAIRS = frozenset({"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:customXml", "w:dir", "w:bdo"})
_STARTS = frozenset(
    {"w:bookmarkStart", "w:commentRangeStart", "w:permStart", "w:moveToRangeStart", "w:moveFromRangeStart"}
)
_ENDS = frozenset({"w:bookmarkEnd", "w:commentRangeEnd", "w:permEnd", "w:moveToRangeEnd", "w:moveFromRangeEnd"})
_FIELD_PARTS = frozenset({"w:fldChar", "w:instrText"})
_PLAIN = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n"}
_HOSTS = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})
_UNSEEN = re.compile(r"<w:(?:lang|noProof)\b[^>]*/>|<w:(lang|noProof)\b[^>]*></w:\1>")
_BOLD = re.compile(r"<w:b(?:\s+w:val=[\"'](?:1|true|on)[\"'])?\s*/>")
_WHITE = re.compile(r"[\t\n\r]+")
_TAKES_FORMATTING = ("<w:t ", "<w:t>", "<w:tab", "<w:br", "<w:cr")


def read_groups(source: str, paragraph: Element) -> list[Group]:
    """The elements of a paragraph, those of one field together."""
    groups: list[Group] = []
    children = [child for child in paragraph.children if child.name != "w:pPr"]
    for members in _join_fields(source, children):
        items = tuple(_read_field(source, members) if len(members) > 1 else _read_inline(source, members[0]))
        groups.append(Group(members[0].start, members[-1].end, items, tuple(members)))
    return groups


def write_text(text: str, formatting: str) -> str:
    """A run with `text` in it."""
    return write_code(f'<w:t xml:space="preserve">{escape_xml(text)}</w:t>', formatting) if text else ""


def write_code(data: str, formatting: str) -> str:
    """A code's data; what must stand in a run is put in one."""
    if not data.startswith(_TAKES_FORMATTING):
        return data
    return f"<w:r>{'' if formatting == UNFORMATTED else formatting}{data}</w:r>"


def is_bold(formatting: str) -> bool:
    """True if the run properties say bold."""
    return _BOLD.search(formatting) is not None


def _join_fields(source: str, children: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """The elements one by one, those from the beginning to the end of a field together."""
    ends = _find_field_ends(source, children)
    index = 0
    while index < len(children):
        end = ends.get(index, index)
        yield children[index : end + 1]
        index = end + 1


def _find_field_ends(source: str, children: Sequence[Element]) -> dict[int, int]:
    """For each element that begins a field: the index of the one that ends it."""
    ends: dict[int, int] = {}
    open_fields: list[int] = []
    for index, child in enumerate(children):
        if child.name != "w:r":
            continue
        for part in child.children:
            kind = read_attribute(source, part, "w:fldCharType") if part.name == "w:fldChar" else ""
            if kind == "begin":
                open_fields.append(index)
            elif kind == "end" and open_fields:
                ends[open_fields.pop()] = index
    return ends


def _read_field(source: str, members: Sequence[Element]) -> Iterator[Item]:
    """A whole field: a link is a pair around its words, any other stands alone with its result."""
    separator = next((i for i, member in enumerate(members) if _has_field_part(source, member, "separate")), None)
    data = source[members[0].start : members[-1].end]
    result = members[separator + 1 : -1] if separator is not None else ()
    instruction = "".join(_instructions(source, members[:separator])) if separator is not None else ""
    if separator is None or "HYPERLINK" not in instruction or not result:
        shown = "".join(_shown(source, member) for member in result)
        yield Code(Mark(CodeKind.STANDALONE, "field", data, shown))
        return
    name = f"field {members[0].start}"
    yield Code(Mark(CodeKind.OPENING, name, source[members[0].start : members[separator].end]))
    for member in result:
        yield from _read_inline(source, member)
    yield Code(Mark(CodeKind.CLOSING, name, source[members[-1].start : members[-1].end]))


def _has_field_part(source: str, run: Element, kind: str) -> bool:
    return any(
        part.name == "w:fldChar" and read_attribute(source, part, "w:fldCharType") == kind for part in run.children
    )


def _instructions(source: str, members: Sequence[Element]) -> Iterator[str]:
    for member in members:
        for element in member.walk():
            if element.name == "w:instrText":
                yield read_text(source[element.inner : element.inner_end])


def _shown(source: str, member: Element) -> str:
    texts = [element for element in member.walk() if element.name == "w:t"]
    return "".join(read_text(source[element.inner : element.inner_end]) for element in texts)


def _read_inline(source: str, element: Element) -> Iterator[Item]:
    data = source[element.start : element.end]
    if element.name == "w:r":
        yield from _read_run(source, element)
    elif element.name in _DROPPED:
        return
    elif element.name in _STARTS or element.name in _ENDS:
        yield Edge(data, is_end=element.name in _ENDS)
    elif element.name in _PAIRS:
        yield from _read_pair(source, element)
    elif element.name == "w:t" or element.name in _PLAIN:  # outside a run, as broken generators write it
        yield from _read_run_part(source, element, "", UNFORMATTED)
    elif element.name == "w:fldSimple":
        yield Code(Mark(CodeKind.STANDALONE, "field", data, _shown(source, element)))
    else:
        yield Code(Mark(CodeKind.STANDALONE, element.name, data), element if element.name in _HOSTS else None)


def _read_pair(source: str, element: Element) -> Iterator[Item]:
    holder = element.find("w:sdtContent") or element if element.name == "w:sdt" else element
    members = list(dropwhile(lambda child: child.name.endswith("Pr"), holder.children))
    start = members[0].start if members else holder.inner
    name = f"{element.name} {element.start}"
    inside = [item for group in _join_fields(source, members) for item in _read_members(source, group)]
    if holder.inner_end <= holder.start or not any(isinstance(item, Words) and item.text for item in inside):
        yield Code(Mark(CodeKind.STANDALONE, name, source[element.start : element.end]))
        return
    yield Code(Mark(CodeKind.OPENING, name, source[element.start : start]))
    yield from inside
    yield Code(Mark(CodeKind.CLOSING, name, source[holder.inner_end : element.end]))


def _read_members(source: str, members: Sequence[Element]) -> Iterator[Item]:
    return _read_field(source, members) if len(members) > 1 else _read_inline(source, members[0])


def _read_run(source: str, run: Element) -> Iterator[Item]:
    properties = run.find("w:rPr")
    kept = source[properties.start : properties.end] if properties else ""
    formatting = _UNSEEN.sub("", kept)
    if formatting in ("", "<w:rPr></w:rPr>"):
        formatting = UNFORMATTED
    if sum(part.name == "w:fldChar" for part in run.children) > 1:  # a whole field in one run
        yield Code(Mark(CodeKind.STANDALONE, "field", source[run.start : run.end], _shown(source, run)))
        return
    for part in run.children:
        yield from _read_run_part(source, part, kept, formatting)


def _read_run_part(source: str, part: Element, kept: str, formatting: str) -> Iterator[Item]:
    """One element of a run whose properties are `kept` as written and `formatting` as compared."""
    data = source[part.start : part.end]
    if part.name in _DROPPED:
        return
    if part.name == "w:t":
        yield Words(_read_words(source, part), formatting)
    elif part.name == "w:noBreakHyphen":
        yield Words("\u2011", formatting)
    elif part.name in _PLAIN:
        yield Code(Mark(CodeKind.STANDALONE, part.name, data, _PLAIN[part.name]))
    elif part.name == "w:commentReference":
        yield Edge(f"<w:r>{kept}{data}</w:r>", is_end=True)
    else:
        lead = f"<w:r>{kept}"
        mark = Mark(CodeKind.STANDALONE, part.name, f"{lead}{data}</w:r>")
        yield Code(mark, part if part.name in _HOSTS else None, len(lead))


def _read_words(source: str, element: Element) -> str:
    text = _WHITE.sub(" ", read_text(source[element.inner : element.inner_end]))
    return text if "preserve" in source[element.start : element.inner] else text.strip(" ")
