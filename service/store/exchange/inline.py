"""Inline codes as TMX and XLIFF write them, read into contents and written out of notations; refuses the codes' own data.

Read are TMX (``bpt ept ph it hi ut``), XLIFF 1.2 (``g x bx ex bpt ept ph it mrk``) and XLIFF 2 (``pc ph sc ec mrk cp``). What an element
holds between its tags is a format's own data and left out, but for those that hold text: ``g``, ``pc``, ``hi``, ``mrk``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.notation import split_codes, write_notation
from service.store.exchange.elements import Element

AROUND = frozenset({"g", "pc"})  # a pair of codes around what they hold
THROUGH = frozenset({"hi", "mrk"})  # no code: only what they hold counts
OPENING = frozenset({"bpt", "sc", "bx"})
CLOSING = frozenset({"ept", "ec", "ex"})
ALONE = frozenset({"ph", "x", "ut"})
HALF = "it"  # one end of a pair, the other one in another segment
_KINDS = {
    (False, False): CodeKind.OPENING,
    (True, False): CodeKind.CLOSING,
    (False, True): CodeKind.STANDALONE,
}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BEGINS = frozenset({"begin", "open"})


@dataclass(slots=True)
class CodeNumbers:
    """The ids that the codes of a unit get, the same on both sides."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> int:
        """The id of the code of that kind (pair or alone) with that name."""
        return self.numbers.setdefault((kind, name), len(self.numbers) + 1)


def write_side(notation: str, write_code: Callable[[str, CodeKind, str], str]) -> str:
    """A side in notation as XML; `write_code` makes an element of a code's number, its kind and what a person sees of it."""
    texts, codes = split_codes(notation)
    pieces = [escape_text(texts[0])]
    for code, text in zip(codes, texts[1:], strict=True):
        kind = _KINDS[code.startswith("</"), code.endswith("/>")]
        pieces += (write_code(code.strip("</>"), kind, escape(code)), escape_text(text))
    return "".join(pieces)


def escape_text(text: str) -> str:
    """Text as it stands between tags; characters that XML has no place for are U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def escape_attribute(text: str) -> str:
    """Text as it stands after the equals sign, with its quotes."""
    return quoteattr(_NO_XML.sub("\ufffd", text))


def read_sides(source: Element, target: Element) -> tuple[str, str]:
    """The two sides of a unit in notation."""
    numbers = CodeNumbers()
    contents = [Content(*_Reader(numbers).read(side)) for side in (source, target)]
    return write_notation(contents[0], contents[0]), write_notation(contents[1], contents[0])


class _Reader:
    """Reads one side."""

    def __init__(self, numbers: CodeNumbers) -> None:
        self.numbers = numbers
        self.pairs: dict[str, str] = {}  # what a closing code is called in this side: the name of its pair
        self.unnamed = 0  # codes that stand alone and have no name so far: the first is the first of the other side

    def read(self, element: Element) -> Iterator[Part]:
        """What the element holds."""
        for node in element.nodes:
            if isinstance(node, str):
                yield node
            else:
                yield from self._read_code(node)

    def _read_code(self, element: Element) -> Iterator[Part]:
        name = element.name
        if name in THROUGH:
            yield from self.read(element)
        elif name == "cp":
            yield chr(int(element.attributes.get("hex", "fffd"), 16))
        elif name in AROUND:
            number = self.numbers.of("pair", element.attributes.get("id", ""))
            yield InlineCode(number, CodeKind.OPENING, "")
            yield from self.read(element)
            yield InlineCode(number, CodeKind.CLOSING, "")
        elif name in OPENING or (name == HALF and element.attributes.get("pos") in BEGINS):
            yield InlineCode(self.numbers.of("pair", self._open(element)), CodeKind.OPENING, "")
        elif name in CLOSING or name == HALF:
            yield InlineCode(self.numbers.of("pair", self._close(element)), CodeKind.CLOSING, "")
        elif name in ALONE:
            yield InlineCode(self.numbers.of("alone", self._alone(element)), CodeKind.STANDALONE, "")

    def _open(self, element: Element) -> str:
        """The name of the pair; its closing code has another one in TMX, where `i` holds in a side and `x` across both."""
        own = _first(element, "i", "rid", "id")
        self.pairs[own] = _first(element, "x") or own
        return self.pairs[own]

    def _close(self, element: Element) -> str:
        own = _first(element, "i", "startRef", "rid", "id")
        return self.pairs.get(own, own)

    def _alone(self, element: Element) -> str:
        name = _first(element, "x", "id")
        if not name:
            self.unnamed += 1
            name = f"#{self.unnamed}"
        return name


def _first(element: Element, *names: str) -> str:
    return next((element.attributes[name] for name in names if element.attributes.get(name)), "")
