"""German dates in figures, written with the name of their month, which an engine translates better than ``12. 5.``.

Miniatures: ``am 12. 5.`` reads ``am 12. Mai``; ``30.06.2025`` reads ``30. Juni 2025``. Refuses what may be a section or a version
number: without a year, or with one in two figures, a date needs a word before it that dates have.
"""

import re

from service.domain.years import full_year
from service.linguistics.edits import Edit, keep_first, substitute

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_BEFORE_MONTH = rf"(?=\s?(?:(?:{'|'.join(MONTHS)})\b|{_MONTH.replace('(', '(?:', 1)}\.\s?{_YEAR}))"
_DAYS = re.compile(rf"(?<![\d.,/-]){_DAY}\.(?:\s?(?P<dash>[–-])\s?|/){_DAY}\.{_BEFORE_MONTH}")
_MONTH_TO_MONTH = re.compile(
    rf"(?<![\d.,/-]){_DAY}\.\s?{_MONTH}\.(\s?{_YEAR})?\s?[–-]\s?{_DAY}\.\s?{_MONTH}\.\s?({_YEAR})(?![\d.,]\d|\d|/)"
)
_WITH_YEAR = re.compile(rf"(?<![\d.,/-]){_DAY}\.\s?{_MONTH}\.\s?((?:19|20)\d\d)(?![\d.,]\d|\d|/)")
_WEEKDAY = r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Mo\.|Di\.|Mi\.|Do\.|Fr\.|Sa\.|So\."
_BEFORE = rf"(?:\b(?:[Aa]m|[Vv]om|[Bb]is(?:\s(?:vsl\.|voraussichtlich|einschl\.|einschließlich|zum|ca\.))?|[Zz]um|[Aa]b|[Ss]eit|[Ss]tand:|dem|den)\s|\b(?:{_WEEKDAY}),?\s(?:den\s|dem\s)?)"
_WITHOUT_YEAR = re.compile(rf"{_BEFORE}{_DAY}\.\s?{_MONTH}\.(?!\s?\d)")
_SHORT_YEAR = re.compile(rf"{_BEFORE}{_DAY}\.\s?{_MONTH}\.\s?(\d\d)(?![\d.,]\d|\d|/)")
_FROM = re.compile(r"(?<![\w.])(?P<letter>[Vv])\.\s(?=\d{1,2}\.)")
_FIGURE = re.compile(r"\d\.")  # without one there is no date
_AT_END = re.compile(r"[\s“”\"’»«)\]]*$")


def spell_out_dates(text: str) -> list[Edit]:
    """Dates in figures with the month as a word; a full stop that also ends the sentence stays."""
    if _FIGURE.search(text) is None:
        return []
    with_year = substitute(text, _WITH_YEAR, lambda match: f"{int(match[1])}. {_month(match[2])} {match[3]}")
    short = substitute(text, _SHORT_YEAR, lambda match: f"{_written(text, match)} {full_year(match[3])}")
    return keep_first(with_year + short + substitute(text, _WITHOUT_YEAR, lambda match: _without_year(text, match)))


def spell_out_from(text: str) -> list[Edit]:
    """``v. 12.`` as ``vom 12.``."""
    return substitute(text, _FROM, lambda match: f"{match['letter']}om ")


def spell_out_spans(text: str) -> list[Edit]:
    """``12.–14. Mai`` as ``12. bis 14. Mai``, ``12./13. Mai`` as ``12. und 13. Mai``, ``12.5.–3.6.2026`` with both months."""
    if _FIGURE.search(text) is None:
        return []
    days = substitute(text, _DAYS, lambda match: f"{match[1]}. {'bis' if match['dash'] else 'und'} {match[3]}.")
    return keep_first(days + substitute(text, _MONTH_TO_MONTH, _month_to_month))


def _month_to_month(match: re.Match[str]) -> str:
    year = f" {match[3].strip()}" if match[3] else ""
    return f"{int(match[1])}. {_month(match[2])}{year} bis {int(match[4])}. {_month(match[5])} {match[6]}"


def _without_year(text: str, match: re.Match[str]) -> str:
    return _written(text, match) + ("." if _AT_END.fullmatch(text, match.end()) else "")


def _written(text: str, match: re.Match[str]) -> str:
    return f"{text[match.start() : match.start(1)]}{int(match[1])}. {_month(match[2])}"


def _month(figure: str) -> str:
    return MONTHS[int(figure) - 1]
