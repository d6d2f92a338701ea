"""Ordinals: German figures with a full stop, found again in the draft and written as French and Italian write them.

Miniature: ``im 1. Stock`` came back as ``au 1. étage`` and reads ``au 1er étage``; ``3. edizione`` reads ``3ª edizione``.
Written on the line (``3e``, not ``3ᵉ``): raised letters are lost in plain text and read out wrongly. Refuses dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.profiles import SPACES

_MONTHS = r"Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ORDINAL = re.compile(rf"(?<![\d.,:/-])(\d{{1,3}})\.\s(?!(?:{_MONTHS})\b)(?=[a-zäöüß]+\s[A-ZÄÖÜ]|[A-ZÄÖÜ][a-zäöüß])")


@dataclass(frozen=True, slots=True)
class OrdinalWords:
    """How a language writes ordinals in figures."""

    masculine: str  # nouns that stand after one: alternatives of a pattern
    feminine: str
    first: tuple[str, str]  # "er", "re": masculine, feminine
    other: tuple[str, str]
    endings: str  # what a model may have written after the figure: alternatives of a pattern


FRENCH = OrdinalWords(
    masculine="étage|siècle|anniversaire|arrondissement|prix|trimestre|semestre|rang|tour|forum|festival|marché|concert",
    feminine="place|édition|fois|classe|année|étape|ligue|division|journée|séance|phase|rencontre|fête",
    first=("er", "re"),
    other=("e", "e"),
    endings=r"\.|°|º|ᵉ|ème|eme|e|ère|ere|er|re",
)
ITALIAN = OrdinalWords(
    masculine="piano|secolo|anniversario|premio|posto|trimestre|semestre|turno|forum|festival|mercato|concerto|compleanno",
    feminine="edizione|volta|classe|fase|tappa|giornata|seduta|lega|divisione|festa|elementare",
    first=("°", "ª"),
    other=("°", "ª"),
    endings=r"\.|°|º|ª|a|o",
)


def set_ordinals(text: str, source: str, words: OrdinalWords) -> list[Edit]:
    """The ordinals of `source` where the draft has them before one of the nouns of `words`."""
    edits: list[Edit] = []
    for figure in dict.fromkeys(_find_ordinals(source)):
        for at, nouns in enumerate((words.masculine, words.feminine)):
            ending = (words.first if figure == "1" else words.other)[at]
            pattern = re.compile(rf"(?<![\d.,]){figure}(?:{words.endings})?([{SPACES}])(?=(?:{nouns})s?\b)")
            edits += substitute(text, pattern, partial(_write, written=f"{figure}{ending}"))
    return keep_first(edits)


def _write(match: re.Match[str], written: str) -> str:
    return written + match[1]


def _find_ordinals(source: str) -> Iterator[str]:
    for match in _ORDINAL.finditer(source):
        yield match[1]
