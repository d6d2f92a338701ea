"""Datelines in the target language: the place stays, the date is written as its readers write it; refuses other text.

Miniatures: ``Ludwigsburg, 12. Mai 2026`` is ``Ludwigsburg, le 12 mai 2026`` and ``Ludwigsburg, 12 maggio 2026``;
``Freitag, 1. Mai 2026`` is ``Vendredi 1er mai 2026`` and ``Venerdì 1° maggio 2026``.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from service.domain.content import Content
from service.domain.language import Language
from service.domain.term import Term
from service.linguistics.dates import MONTHS

_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DATELINE = re.compile(
    rf"(?:(?P<place>(?!(?:{'|'.join(_DAYS)}),)[^\d,()]{{2,60}})(?:,[ ](?:(?P<day>{'|'.join(_DAYS)}),[ ])?(?:den[ ]|am[ ])?|[ ](?P<open>\())|"
    rf"(?:(?P<weekday>{'|'.join(_DAYS)}),[ ])?(?:den[ ])?)"
    rf"(?P<date>(?P<number>[0-3]?\d)\.[ ]?(?:(?P<name>{'|'.join(MONTHS)})|(?P<month>[01]?\d)\.)[ ]?(?P<year>(?:19|20)?\d\d))(?P<rest>\)?[.:]?)"
)


def word_dateline_in(content: Content, language: Language, terms: Sequence[Term]) -> Content | None:
    """`content` as a dateline of `language`, None if it is none; `terms` may name the place.

    Codes may stand around it, or around its date: ``Ludwigsburg, <time>12. Mai 2026</time>``.
    """
    strings = [part for part in content if isinstance(part, str) and part.strip()]
    halves = _word_halves("".join(strings), language, terms)
    if halves is None or len(strings) > len(halves):
        return None
    if len(strings) > 1 and not strings[0].endswith((", ", " (")):
        return None
    worded = iter(halves if len(strings) > 1 else ("".join(halves),))
    return Content(*(next(worded) if part in strings else part for part in content))


def word_dateline(text: str, language: Language, terms: Sequence[Term] = ()) -> str | None:
    """`text` as a dateline of `language`, None if it is none; `terms` may name the place in that language."""
    halves = _word_halves(text, language, terms)
    return "".join(halves) if halves else None


def _word_halves(text: str, language: Language, terms: Sequence[Term]) -> tuple[str, str] | None:
    """The place with what joins it to the date, and the date."""
    match = _DATELINE.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    month = _month(match) if match else 0
    if match is None or not 0 < month <= len(MONTHS) or language not in _WRITERS:
        return None
    day = match["day"] or match["weekday"]
    date = _WRITERS[language](int(match["number"]), month, match["year"], _DAYS.index(day) if day else None)
    if match["place"] is None:
        return "", date[0].upper() + date[1:] + match["rest"]
    place = next((term.preferred for term in terms if term.is_whole(match["place"])), match["place"])
    joint = " (" if match["open"] else f", {'' if day else _LEADS[language]}"
    return place + joint, date + match["rest"]


def _month(match: re.Match[str]) -> int:
    return MONTHS.index(match["name"]) + 1 if match["name"] else int(match["month"])


def _write_french(day: int, month: int, year: str, weekday: int | None) -> str:
    name = f"{_FRENCH_DAYS[weekday]} " if weekday is not None else ""
    return f"{name}{'1er' if day == 1 else day} {_FRENCH_MONTHS[month - 1]} {year}"


def _write_italian(day: int, month: int, year: str, weekday: int | None) -> str:
    name = f"{_ITALIAN_DAYS[weekday]} " if weekday is not None else ""
    return f"{name}{'1°' if day == 1 else day} {_ITALIAN_MONTHS[month - 1]} {year}"


_FRENCH_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_FRENCH_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_ITALIAN_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
_ITALIAN_DAYS = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
_WRITERS: Mapping[Language, Callable[[int, int, str, int | None], str]] = {
    Language.FRENCH: _write_french,
    Language.ITALIAN: _write_italian,
}
_LEADS = {Language.FRENCH: "le ", Language.ITALIAN: ""}
