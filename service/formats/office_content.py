"""The inline matter of an office paragraph made into a unit's content; refuses to know DOCX or ODT.

Office programs cut a word into many runs without a reason a reader would see. Text of equal formatting is therefore one
string again; the formatting most of the words have is the paragraph's base and needs no code, every other is a pair:
``Der <b>Rat</b> tagt`` written as five runs is ``Content("Der ", {1>}, "Rat", {<1}, " tagt")``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.content import CodeKind, Content
from service.formats.pairing import Mark, pair_marks
from service.formats.xml_tree import Element

_GOOD_PART = 4  # a quarter of the paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one formatting."""

    text: str
    formatting: str  # the format's own bytes for it: "<w:rPr><w:b/></w:rPr>"


@dataclass(frozen=True, slots=True)
class Code:
    """Markup that stays where it is in the sentence."""

    mark: Mark
    node: Element | None = None  # the element in its data that may hold units of its own, a text box
    shift: int = 0  # where that element begins in the data


@dataclass(frozen=True, slots=True)
class Edge:
    """A mark that belongs to the paragraph, not to a word: a bookmark, the range of a comment."""

    data: str
    is_end: bool  # it goes behind the paragraph's words


Item = Words | Code | Edge


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring elements of a paragraph that cannot be separated, with what they hold."""

    start: int
    end: int
    items: tuple[Item, ...]
    nodes: tuple[Element, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(item.text for item in self.items if isinstance(item, Words))


@dataclass(frozen=True, slots=True)
class Composed:
    """The content of a paragraph and what is needed to write it again."""

    content: Content
    base: str  # formatting of text outside any pair
    before: str  # edges in front of the text
    after: str  # edges behind it
    nodes: tuple[tuple[int, Element, int], ...]  # id of a code, the element in it, its shift


def find_core(groups: Sequence[Group]) -> tuple[int, int]:
    """The first group with words and the end of the last; raises ValueError if there are none."""
    words = [index for index, group in enumerate(groups) if group.text.strip()]
    if not words:
        raise ValueError("no group holds words")
    return words[0], words[-1] + 1


def compose(groups: Sequence[Group], formatting_end: str) -> Composed:
    """The groups as content; `formatting_end` is the closing code's data for a formatting."""
    items = _settle_blanks([item for group in groups for item in group.items])
    base = _find_base(items)
    marked = _mark_formatting(items, base, formatting_end)
    content = pair_marks([item if isinstance(item, str) else item.mark for item in marked])
    codes = [item for item in marked if isinstance(item, Code)]
    nodes = [
        (code.id, item.node, item.shift)
        for item, code in zip(codes, content.codes, strict=True)
        if item.node is not None
    ]
    edges = [item for item in items if isinstance(item, Edge)]
    before = "".join(edge.data for edge in edges if not edge.is_end)
    return Composed(content, base, before, "".join(edge.data for edge in edges if edge.is_end), tuple(nodes))


def _settle_blanks(items: Sequence[Item]) -> list[Item]:
    """The items, blanks in the formatting of the text before them: a bold space is nobody's intention."""
    settled: list[Item] = []
    current = next((item.formatting for item in items if isinstance(item, Words) and item.text.strip()), "")
    for item in items:
        if isinstance(item, Words):
            if item.text.strip():
                current = item.formatting
            settled.append(Words(item.text, current))
        else:
            settled.append(item)
    return settled


def _find_base(items: Sequence[Item]) -> str:
    """The simplest formatting that a good part of the words have, else the one that most have."""
    sizes: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Words):
            sizes[item.formatting] += len(item.text)
    common = [formatting for formatting, size in sizes.items() if size * _GOOD_PART >= sizes.total()]
    return min(common, key=len) if common else max(sizes, key=lambda formatting: sizes[formatting], default="")


def _mark_formatting(items: Sequence[Item], base: str, formatting_end: str) -> list[str | Code]:
    """The items with a pair of codes around every stretch of another formatting than `base`."""
    marked: list[str | Code] = []
    current, words_end, number = base, 0, 0  # words_end: a pair ends behind its last words

    def end_pair() -> None:
        nonlocal current
        if current != base:
            closing = Mark(CodeKind.CLOSING, f"formatting {number}", formatting_end)
            marked.insert(words_end, Code(closing))
        current = base

    for item in items:
        if isinstance(item, Edge) or (isinstance(item, Words) and not item.text):
            continue
        if isinstance(item, Code):
            if item.mark.kind is not CodeKind.STANDALONE:
                end_pair()
            marked.append(item)
            continue
        if item.formatting != current:
            end_pair()
        if item.formatting != current:
            number += 1
            marked.append(Code(Mark(CodeKind.OPENING, f"formatting {number}", item.formatting)))
            current = item.formatting
        marked.append(item.text)
        words_end = len(marked)
    end_pair()
    return marked
