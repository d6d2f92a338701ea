"""Abbreviations written out for the engine, from `data/abbreviations.tsv`. Refuses those whose long form would have to inflect.

Miniature: ``rd. 2,5 Mio. €, z. B. für Schulen`` reads ``rund 2,5 Millionen Euro, zum Beispiel für Schulen``.
"""

import re
from functools import cache

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_table

_ONE = re.compile(r"(?:^|[\s(])(?:1|eine|einer)\s$", re.IGNORECASE)
_SINGULAR = {"Millionen": "Million", "Milliarden": "Milliarde"}
_AMOUNT_IN_EURO = re.compile(r"(?<=\bMi[ol] )€|(?<=\bMrd )€|(?<=\bMio\. )€|(?<=\bMrd\. )€|(?<=\bMio\.)€|(?<=\bMrd\.)€")
_STREET = re.compile(
    r"(?<=[^\W\d_])(?<!Re)(?P<suffix>str)\.(?=\s(?:\d|[a-zäöüß(])|[,;:/)“”\"]|\s*$)|(?<![\w-])Str\.(?=\s)|(?<=-)Str\."
)
_SQUARE = re.compile(r"(?<=[a-zäöüß])pl\.(?=\s\d)|(?<![\w-])Pl\.(?=\s\d)")
_AT_END = re.compile(r"[\s“”\"’»«)\]]*$")


def spell_out_euro(text: str) -> list[Edit]:
    """The euro sign after an abbreviated amount in words."""
    if "€" not in text:
        return []
    return substitute(text, _AMOUNT_IN_EURO, lambda match: "Euro" if text[match.start() - 1] == " " else " Euro")


def spell_out_streets(text: str) -> list[Edit]:
    """``Königstr. 5`` as ``Königstraße 5``, ``Marktpl. 1`` as ``Marktplatz 1``."""
    if "tr." not in text and "l." not in text:
        return []
    streets = substitute(text, _STREET, lambda match: ("straße" if match["suffix"] else "Straße") + _stop(text, match))
    return sorted(
        streets + substitute(text, _SQUARE, lambda match: match.group()[:1] + "latz"), key=lambda edit: edit.start
    )


def expand_abbreviations(text: str) -> list[Edit]:
    """Abbreviations in their long form; the full stop stays where it also ends the sentence."""
    return substitute(text, _pattern(), lambda match: _expansion(text, match))


def _expansion(text: str, match: re.Match[str]) -> str:
    long = _expansions()[_key(match.group())]
    if long in _SINGULAR and _ONE.search(text[max(0, match.start() - 8) : match.start()]):
        long = _SINGULAR[long]
    if match.group()[0].isupper() and not long[0].isupper():
        long = long[0].upper() + long[1:]
    return long + (_stop(text, match) if match.group().endswith(".") else "")


def _stop(text: str, match: re.Match[str]) -> str:
    """A full stop where the one of the abbreviation also ends the sentence."""
    return "." if _AT_END.fullmatch(text, match.end()) else ""


def _key(abbreviation: str) -> str:
    folded = re.sub(r"\s", "", abbreviation)
    return folded if folded in _expansions() else folded[0].lower() + folded[1:]


def _rows() -> list[tuple[str, ...]]:
    """The abbreviations with a long form that does not inflect."""
    return [row for row in read_table("abbreviations.tsv") if row[2] and not row[2].endswith("-")]


@cache
def _expansions() -> dict[str, str]:
    return {row[0].replace(" ", ""): row[2] for row in _rows()}


@cache
def _pattern() -> re.Pattern[str]:
    """All abbreviations that have a long form, longest first, also with a capital at the start of a sentence."""
    shorts = sorted((row[0] for row in _rows()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_spaced, shorts))})(?![\w-])")


def _spaced(short: str) -> str:
    first, *others = (re.escape(part) for part in short.split())
    if short[0].islower() and len(short) > len("u."):  # "U. Müller" has a name
        first = f"[{short[0]}{short[0].upper()}]{first[1:]}"
    return r"\s?".join([first, *others])
