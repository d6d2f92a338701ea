"""Figures of a text as values that compare across conventions; refuses to judge them.

``70.000``, ``70 000`` and ``70,000`` are all ``70000``; ``2,5`` is ``2,5``; a date or time with full stops gives one value a part,
``18.30`` and ``18 h 30`` both 18 and 30, ``’24`` also 2024. Minutes of ``00`` are no value, since ``18.00 Uhr`` is ``18 h``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.years import read_years

_SPACES = " \u00a0\u202f\u2009"
_GROUPED = r"\d{1,3}(?:%s\d{3})+(?!\d)"
_MARKS = "[.’',]"
_STAMMERED = r"(?<![\d.,])\d{1,3}(?:\.\d{1,2})+\.\d{3}(?![\d.])"  # no number and no date: "1.1.616"
_SPLIT = re.compile(rf"{_STAMMERED}|{_GROUPED % _MARKS}(?:,\d+)?|\d+(?:,\d+)?")
_JOINED = re.compile(rf"{_STAMMERED}|{_GROUPED % f'[{_SPACES}]'}(?:,\d+)?|{_GROUPED % _MARKS}(?:[.,]\d+)?|\d+(?:,\d+)?")

_BEFORE_MINUTES = re.compile(rf"(?:[.:]|h[{_SPACES}]?)$")
_AMBIGUOUS = re.compile(rf"(?<![\d.,]){_GROUPED % f'[{_SPACES}]'}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a text."""

    value: str  # digits without thousands separators or leading zeros, decimals after a comma: "70000", "2,5"
    written: str  # as it stands in the text
    start: int
    end: int
    also: str = ""  # another value it may stand for: of ``’24`` 2024, of ``1990er`` 90

    def is_same(self, other: "Figure") -> bool:
        """True if one of the values of each is the same."""
        return bool({self.value, self.also or self.value} & {other.value, other.also or other.value})


def read_figures(text: str) -> list[Figure]:
    """The numbers of `text`; digits parted by a space are one number where they can be."""
    return list(_read(text, _JOINED))


def count_ambiguous(text: str) -> int:
    """How many groups of digits may be one number or several: "Platz 3 200 Gäste", "2 400 Fälle"."""
    return len(_AMBIGUOUS.findall(text))


def read_parted_figures(text: str) -> list[Figure]:
    """The same, digits parted by a space taken as separate numbers: "Platz 3 200 Gäste"."""
    return list(_read(text, _SPLIT))


def _read(text: str, pattern: re.Pattern[str]) -> Iterator[Figure]:
    years = read_years(text)
    for match in pattern.finditer(text):
        written = match.group()
        if not (written == "00" and _BEFORE_MINUTES.search(text, max(0, match.start() - 2), match.start())):
            yield Figure(_value(written), written, *match.span(), also=years.get(match.start(), ""))


def _value(written: str) -> str:
    if re.fullmatch(_STAMMERED, written):
        return written  # itself and nothing else
    groups = re.split(rf"[.’',{_SPACES}]", written)
    if len(groups) > 1 and len(groups[-1]) != 3:  # noqa: PLR2004 - a group of thousands has three digits
        *groups, decimals = groups
        return f"{_whole(groups)},{decimals}"
    return _whole(groups)


def _whole(groups: list[str]) -> str:
    return "".join(groups).lstrip("0") or "0"
