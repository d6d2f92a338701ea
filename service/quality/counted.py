"""Does each figure still count what it counted, and does a range still go the same way? Refuses figures that are lost (`numbers`).

Two figures that changed places pass for whole: ``70 Prozent und 100 Euro`` and ``100 % et 70 euros`` hold the same ones. What
stands behind a figure tells, where it is a unit, a currency or a month on both sides. A mere change of order tells nothing:
translations turn sentences round.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.quality.figures import Figure, read_figures

_FRENCH_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ITALIAN_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_GERMAN_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_UNITS = {  # what may stand behind a figure, by kind
    Language.GERMAN: {
        "euros": r"€|Euro\b|EUR\b",
        "per cent": r"%|Prozent\b",
        "degrees": r"°|Grad\b",
        "hours": r"Uhr\b|Stunden?\b",
        "minutes": r"Minuten?\b",
        "days": r"Tagen?\b",
        "weeks": r"Wochen?\b",
        "years": r"Jahren?\b",
        "millions": r"Mio\b|Million(?:en)?\b",
        "milliards": r"Mrd\b|Milliarden?\b",
        "kilometres": r"km\b|Kilometern?\b",
        "metres": r"m\b|Metern?\b",
        "a month": rf"(?:{_GERMAN_MONTHS})\b",
    },
    Language.FRENCH: {
        "euros": r"€|euros?\b",
        "per cent": r"%|pour\s?cent\b",
        "degrees": r"°|degrés?\b",
        "hours": r"h\b|heures?\b",
        "minutes": r"min\b|minutes?\b",
        "days": r"jours?\b",
        "weeks": r"semaines?\b",
        "years": r"ans?\b|années?\b",
        "millions": r"millions?\b",
        "milliards": r"milliards?\b",
        "kilometres": r"km\b|kilomètres?\b",
        "metres": r"m\b|mètres?\b",
        "a month": rf"(?:{_FRENCH_MONTHS})\b",
    },
    Language.ITALIAN: {
        "euros": r"€|euro\b",
        "per cent": r"%|per\s?cento\b",
        "degrees": r"°|grad[oi]\b",
        "hours": r"or[ae]\b",
        "minutes": r"min\b|minut[oi]\b",
        "days": r"giorn[oi]\b",
        "weeks": r"settiman[ae]\b",
        "years": r"ann[oi]\b",
        "millions": r"milion[ei]\b",
        "milliards": r"miliard[oi]\b",
        "kilometres": r"km\b|chilometr[oi]\b",
        "metres": r"m\b|metr[oi]\b",
        "a month": rf"(?:{_ITALIAN_MONTHS})\b",
    },
}
_BEHIND = {
    language: re.compile(
        r"(?:er|re|e|[.º°](?=\s[a-zäéA-Z]))?[\s\u00a0\u202f]?(?:"
        + "|".join(f"({unit})" for unit in units.values())
        + ")",
        re.IGNORECASE,
    )
    for language, units in _UNITS.items()
}
_RANGES = {
    Language.GERMAN: re.compile(r"[\s\u00a0\u202f]?(?:bis(?: zu)?|auf|[–-])[\s\u00a0\u202f]?"),
    Language.FRENCH: re.compile(r"[\s\u00a0\u202f]?(?:à|et|jusqu[’']à|[–-])[\s\u00a0\u202f]?"),
    Language.ITALIAN: re.compile(r"[\s\u00a0\u202f]?(?:a|ai|e|fino a|[–-])[\s\u00a0\u202f]?"),
}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure that occurs once in its text, with what it counts."""

    value: str
    kind: str
    start: int
    end: int


def check_counted(source: Content, target: Content, language: Language) -> Issue | None:
    """Figures that changed places."""
    if language not in _UNITS:
        return None
    return _compare_kinds(source.text, target.text, language) or _compare_ranges(source.text, target.text, language)


def _compare_kinds(source: str, target: str, language: Language) -> Issue | None:
    """The first figure that counts what another counts in the source."""
    given = {each.value: each for each in _read(source, Language.GERMAN)}
    for found in _read(target, language):
        right = given.get(found.value)
        if right is not None and right.kind != found.kind and any(each.kind == found.kind for each in given.values()):
            return _issue("moved", (source, right.start, right.end), (target, found.start, found.end))
    return None


def _compare_ranges(source: str, target: str, language: Language) -> Issue | None:
    """The first range of the source that the target turns round."""
    given = {(first.value, last.value): (first, last) for first, last in _find_ranges(source, Language.GERMAN)}
    for first, last in _find_ranges(target, language):
        right = given.get((last.value, first.value))
        if right is not None and (first.value, last.value) not in given:
            return _issue("turned", (source, right[0].start, right[1].end), (target, first.start, last.end))
    return None


def _find_ranges(text: str, language: Language) -> Iterator[tuple[Figure, Figure]]:
    for first, last in pairwise(read_figures(text)):
        if first.value != last.value and _RANGES[language].fullmatch(text, first.end, last.start):
            yield first, last


def _read(text: str, language: Language) -> Iterator[_Counted]:
    figures = read_figures(text)
    often = Counter(figure.value for figure in figures)
    kinds = list(_UNITS[language])
    for figure in figures:
        behind = _BEHIND[language].match(text, figure.end)
        if behind is not None and behind.lastindex is not None and often[figure.value] == 1:
            yield _Counted(figure.value, kinds[behind.lastindex - 1], figure.start, behind.end())


def _issue(kind: str, given: tuple[str, int, int], found: tuple[str, int, int]) -> Issue:
    words = tuple(text[start:end] for text, start, end in (given, found))
    told = f"The source says “{words[0]}”, the translation “{words[1]}”."
    facts = (("given", words[0]), ("found", words[1]))
    return Issue("counted", Severity.MAJOR, told, *found[1:], *given[1:], kind=kind, facts=facts)
