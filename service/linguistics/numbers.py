"""Figures a German source writes, found again in a draft and set as the target language sets them.

Only a number that stands in the source is touched: ``70.000`` may come back as ``70,000`` or ``70 000`` and is the same; a
``70,000`` that the source does not know is left alone. Refuses times of day (`times`) and identifiers such as IBANs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.verbatim import find_identifiers, find_verbatim
from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.profiles import SPACES, Typography
from service.linguistics.protected import spare

_GROUPED = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:[.’'{SPACES}]\d{{3}})+)(?:,(\d+))?(?![\d]|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d]|[.,]\d)")
_SEPARATOR = rf"[.,’'{SPACES}]?"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the source writes it."""

    groups: tuple[str, ...]  # its digits by thousands, the first group first
    decimals: str = ""  # what follows the decimal comma

    def set_in(self, profile: Typography) -> str:
        """The number as `profile` sets it."""
        return profile.thousands.join(self.groups) + (f",{self.decimals}" if self.decimals else "")

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the number in whatever convention a model may have used."""
        decimals = rf"[.,]{self.decimals}" if self.decimals else ""
        return re.compile(rf"(?<![\d])(?<!\d[.,’']){_SEPARATOR.join(self.groups)}{decimals}(?!\d|[.,’']\d)")


def find_figures(source: str) -> Iterator[Figure]:
    """The numbers of a German text that have thousands or decimals."""
    spans = find_verbatim(source) + find_identifiers(source)
    for pattern in (_GROUPED, _DECIMAL):
        for match in pattern.finditer(source):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                whole, decimals = match.groups()
                yield Figure(tuple(re.findall(r"\d+", whole)), decimals or "")


def set_figures(text: str, source: str, profile: Typography) -> list[Edit]:
    """The numbers of `source`, where `text` has them, in the profile's convention."""
    figures = dict.fromkeys(find_figures(source))
    edits = [edit for figure in figures for edit in substitute(text, figure.pattern, figure.set_in(profile))]
    return spare(keep_first(edits), find_identifiers(text))
