"""Figures with what is counted: units, degrees, millions, held together and written as the target language writes them.

Miniature: ``25°C`` is ``25 °C``, ``19 500 kmº`` is ``19 500 km²`` where the source says km², ``2,5 millions euros`` is
``2,5 millions d’euros``. Refuses to convert anything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.profiles import NO_BREAK, SPACES

_SPACE = f"[{SPACES}]"
_DEGREES = re.compile(rf"(?<=\d){_SPACE}*[°º]{_SPACE}?C(?!\w)")
_UNITS = re.compile(
    rf"(?<=\d)({_SPACE}?)(?=(?:km/h|km²|m²|m³|km|cm|mm|m|kg|kWh|MWh|kW|MW|GB|MB)(?![\w’'²³º°]|\.\w))",
)
_SQUARE = re.compile(r"\b(k?m)²")
_CUBE = re.compile(r"\b(k?m)³")
_BROKEN_SQUARE = re.compile(rf"(?<=\d)({_SPACE}?k?m)(?:[º°]|2(?!\d))(?!\w)")
_BROKEN_CUBE = re.compile(rf"(?<=\d)({_SPACE}?k?m)3(?!\w)")


@dataclass(frozen=True, slots=True)
class Millions:
    """How a language counts money by the million."""

    words: Mapping[str, tuple[str, str]]  # what a model may write, small: singular and plural
    joint: str  # between the number and the currency: "d’", "di "
    currency: str  # "euros"
    singular_below: float  # 2 where 1,5 is still one, as in French: "1,5 million"


def set_degrees(text: str) -> list[Edit]:
    """The space before °C that does not break."""
    return substitute(text, _DEGREES, f"{NO_BREAK}°C")


def set_units(text: str, source: str) -> list[Edit]:
    """A figure and its unit on one line; the ² and ³ of the source back where the model lost them."""
    edits = substitute(text, _UNITS, NO_BREAK)
    if _SQUARE.search(source):
        edits += substitute(text, _BROKEN_SQUARE, lambda match: f"{match[1]}²")
    if _CUBE.search(source):
        edits += substitute(text, _BROKEN_CUBE, lambda match: f"{match[1]}³")
    return keep_first(edits)


def set_millions(text: str, millions: Millions) -> list[Edit]:
    """``2,5 Mio. Euro`` and ``2,5 millions euros`` as ``2,5 millions d’euros``."""
    words = "|".join(sorted(map(re.escape, millions.words), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<figure>(?<![\d.,])\d+(?:[,.]\d+)?){_SPACE}(?P<word>(?i:{words}))(?![\w])"
        rf"(?:{_SPACE}(?P<joint>d[’']|de |di |d[’'])?(?P<currency>(?i:euros?|eur)\b|€))?"
    )
    return substitute(text, pattern, lambda match: _millions(match, millions))


def _millions(match: re.Match[str], millions: Millions) -> str:
    singular, plural = millions.words[match["word"].lower()]
    value = float(match["figure"].replace(",", "."))
    word = singular if value < millions.singular_below else plural
    money = f" {millions.joint}{millions.currency}" if match["currency"] else ""
    return f"{match['figure']}{NO_BREAK}{word}{money}"
