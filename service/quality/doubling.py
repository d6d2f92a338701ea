"""Is a small word or a mark written twice in a row ("de de", ", ,")? Refuses what a language doubles itself ("nous nous")."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_WORDS = {  # words neither language says twice
    Language.FRENCH: "le la les l un une des de du d au aux à et ou où dans par pour sur avec sans sous en est sont que qui ce cette ces".split(),  # noqa: SIM905
    Language.ITALIAN: "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella "  # noqa: SIM905
    "con su sul sulla per tra fra e o è sono che chi ma".split(),
}
_MARKS = re.compile(r"([,;:!?])[ \u00a0\u202f]*\1|(?<!\.)\.\.(?!\.)|[,;:]\s?[,;:.]|[.!?]\s?[,;:](?![-)])")
_ABBREVIATED = re.compile(r"(?:\b\w|etc|ecc|cf|av|apr|env|max|min|art|tél|tel|sig|dott|ing|avv|prof)$", re.IGNORECASE)


def check_doubling(source: Content, target: Content, language: Language) -> Issue | None:
    """A word or a mark twice in a row."""
    span = _find_word(target.text, language) or _find_mark(target.text, source.text)
    if span is None:
        return None
    words = target.text[slice(*span)]
    told = f"“{words}” stands there twice."
    return Issue("doubling", Severity.MINOR, told, *span, kind="twice", facts=(("words", words),))


def _find_word(text: str, language: Language) -> tuple[int, int] | None:
    words = "|".join(_WORDS.get(language, ()))
    match = re.search(rf"\b({words})['’]?\s+\1\b(?!-)", text, re.IGNORECASE) if words else None
    return match.span() if match else None


def _find_mark(text: str, source: str) -> tuple[int, int] | None:
    """Two marks where one belongs; the full stop of an abbreviation before a comma is none."""
    if _MARKS.search(source):
        return None
    for match in _MARKS.finditer(text):
        if not (match.group()[0] == "." and _ABBREVIATED.search(text, 0, match.start())):
            return match.span()
    return None
