"""Do months and days of the week survive? A figure may be right and its month wrong. Refuses figures (`numbers` has them)."""

import re
from functools import cache

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_GERMAN_DAYS = "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag".split()  # noqa: SIM905
_DAYS = {
    Language.FRENCH: "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),  # noqa: SIM905
    Language.ITALIAN: "lunedì|lunedi martedì|martedi mercoledì|mercoledi giovedì|giovedi venerdì|venerdi sabato|sabati domenica|domeniche".split(),  # noqa: SIM905
}
_GERMAN_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()  # noqa: SIM905
_MONTHS = {
    Language.FRENCH: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905
    Language.ITALIAN: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),  # noqa: SIM905
}
_NUMERIC = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[./-]\s?(0?[1-9]|1[0-2])[./-](?:\s?\d{2,4})?(?!\d)")


def check_dates(source: Content, target: Content, language: Language) -> Issue | None:
    """Months or weekdays changed or lost."""
    if language not in _MONTHS:
        return None
    in_figures = {int(match[1]) - 1 for match in _NUMERIC.finditer(target.text)}
    return _compare(source.text, target.text, (_GERMAN_DAYS, _DAYS[language]), frozenset()) or _compare(
        source.text, target.text, (_GERMAN_MONTHS, _MONTHS[language]), frozenset(in_figures)
    )


def _compare(source: str, target: str, names: tuple[list[str], list[str]], otherwise: frozenset[int]) -> Issue | None:
    """The first of the German names that the target has neither as a name nor `otherwise`."""
    given, found = _find(source, names[0], "(?:s|e|en)?"), _find(target, names[1], "s?")
    lost = [at for at in given if at not in found and at not in otherwise]
    if not lost:
        return None
    german, foreign = names[0][lost[0]].split("|")[0].capitalize(), names[1][lost[0]].split("|")[0]
    others = [at for at in found if at not in given]
    facts: tuple[tuple[str, str], ...] = (("german", german), ("wanted", foreign))
    if not others:
        return Issue("dates", Severity.MAJOR, f"{german} ({foreign}) seems to be missing.", kind="lost", facts=facts)
    start, end = found[others[0]]
    written = target[start:end]
    told, facts = f"{german} is {foreign}, not {written}.", (*facts, ("written", written))
    return Issue("dates", Severity.MAJOR, told, start, end, kind="other", facts=facts)


def _find(text: str, names: list[str], ending: str) -> dict[int, tuple[int, int]]:
    """Which of `names` (by index) stand in `text`, and where first."""
    places: dict[int, tuple[int, int]] = {}
    for match in _pattern(tuple(names), ending).finditer(text):
        if match.lastindex is not None:
            places.setdefault(match.lastindex - 1, match.span())
    return places


@cache
def _pattern(names: tuple[str, ...], ending: str) -> re.Pattern[str]:
    """Any of the names, each in a group of its own."""
    return re.compile(rf"\b(?:{'|'.join(f'({name})' for name in names)}){ending}\b", re.IGNORECASE)
