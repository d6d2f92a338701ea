r"""A segment as people write it, its inline codes as numbers; refuses to show a code's own data.

Miniature: ``Der <b>Rat</b> tagt<br>`` is ``Der <1>Rat</1> tagt<2/>``. Codes are numbered from 1 as they first appear in the source, and
the target uses the same numbers. Nothing else is written differently, but for text that would read as a code: a literal ``<1>``
is ``&lt;1>``, a literal ``&lt;1>`` is ``&amp;lt;1>``. So every content has one notation, and every notation one content.
"""

import re
from collections import Counter
from collections.abc import Iterator

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.errors import InvalidInput

_CODE = re.compile(r"(</?\d+/?>)")
_TAKEN_FOR_A_CODE = re.compile(r"<(?=/?\d+/?>)")
_TAKEN_FOR_ESCAPED = re.compile(r"&(?=(?:amp;)*lt;/?\d+/?>)")
_ESCAPED = re.compile(r"&lt;(?=/?\d+/?>)")
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:amp;)*lt;/?\d+/?>)")


class UnknownCode(InvalidInput):
    """A code in a text that its source does not have."""

    title = "Unknown code"

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        self.code, self.known = code, known
        told = f"It has: {' '.join(known)}." if known else "It has none."
        super().__init__(f"The source has no code {code}. {told}")


def write_notation(content: Content, source: Content) -> str:
    """`content`, which is `source` or its target, as text with numbered codes."""
    numbers = _number_codes(source, content)
    return "".join(_escape(part) if isinstance(part, str) else _mark(part, numbers[part.id]) for part in content)


def read_notation(text: str, source: Content) -> Content:
    """The inverse of `write_notation`, with the codes of `source`; raises `UnknownCode`."""
    numbers = _number_codes(source)
    codes = {_mark(code, numbers[code.id]): code for code in source.codes}
    return Content(*_read_parts(text, codes))


def list_codes(text: str) -> list[str]:
    """The codes in a notation, in order: ``["<1>", "</1>", "<2/>"]``."""
    return _CODE.findall(text)


def split_codes(text: str) -> tuple[list[str], list[str]]:
    """The texts around the codes of a notation, and the codes: one text more than codes."""
    pieces = _CODE.split(text)
    return [_unescape(piece) for piece in pieces[::2]], pieces[1::2]


def fit_codes(text: str, source: str) -> str:
    """`text` without the codes that `source` has not; both are notations, and each code of `source` may be there once."""
    left = Counter(list_codes(source))
    texts, codes = split_codes(text)
    fitted, words = "", texts[0]
    for code, following in zip(codes, texts[1:], strict=True):
        left[code] -= 1
        if left[code] >= 0:
            fitted, words = f"{fitted}{_escape(words)}{code}", ""
        words += following
    return fitted + _escape(words)


def plain_text(text: str) -> str:
    """A notation without its codes."""
    return "".join(_unescape(piece) for piece in _CODE.split(text)[::2])


def _number_codes(*contents: Content) -> dict[int, int]:
    ids = dict.fromkeys(code.id for content in contents for code in content.codes)
    return {identity: number for number, identity in enumerate(ids, 1)}


def _mark(code: InlineCode, number: int) -> str:
    forms = {CodeKind.OPENING: f"<{number}>", CodeKind.CLOSING: f"</{number}>", CodeKind.STANDALONE: f"<{number}/>"}
    return forms[code.kind]


def _read_parts(text: str, codes: dict[str, InlineCode]) -> Iterator[Part]:
    for place, piece in enumerate(_CODE.split(text)):
        if place % 2 == 0:
            yield _unescape(piece)
        elif piece in codes:
            yield codes[piece]
        else:
            raise UnknownCode(piece, tuple(codes))


def _escape(text: str) -> str:
    return _TAKEN_FOR_A_CODE.sub("&lt;", _TAKEN_FOR_ESCAPED.sub("&amp;", text))


def _unescape(text: str) -> str:
    return _ESCAPED_TWICE.sub("&", _ESCAPED.sub("<", text)) if "&" in text else text
