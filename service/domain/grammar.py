"""Gender and number of a written form; refuses to work them out (linguistics does).

Where a form is written on one line its grammar stands behind it: ``conseils municipaux [mp]`` is masculine plural.
"""

import re
from enum import StrEnum


class Gender(StrEnum):
    """The two genders of French and Italian."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Number(StrEnum):
    """One or several."""

    SINGULAR = "singular"
    PLURAL = "plural"


class Grammar(StrEnum):
    """What an article has to agree with."""

    MASCULINE = "m"
    FEMININE = "f"
    MASCULINE_PLURAL = "mp"
    FEMININE_PLURAL = "fp"

    @property
    def gender(self) -> Gender:
        """The gender."""
        return Gender.MASCULINE if self.startswith("m") else Gender.FEMININE

    @property
    def number(self) -> Number:
        """The number."""
        return Number.PLURAL if self.endswith("p") else Number.SINGULAR

    @classmethod
    def of(cls, gender: Gender, number: Number) -> "Grammar":
        """The grammar with this gender and number."""
        return next(each for each in cls if (each.gender, each.number) == (gender, number))


_MARK = re.compile(r"^(?P<form>.*\S)\s+\[(?P<mark>[^\[\]]{0,12})\]$", re.DOTALL)


def read_marked(written: str) -> tuple[str, Grammar | None]:
    """``"mairies [fp]"`` as the form and its grammar, None without a mark; raises ValueError for a mark there is none of."""
    match = _MARK.match(written)
    if match is None:
        return written, None
    return match["form"], Grammar(match["mark"].strip())


def write_marked(form: str, grammar: Grammar | None) -> str:
    """The form with its mark, as `read_marked` reads it."""
    return f"{form} [{grammar}]" if grammar else form
