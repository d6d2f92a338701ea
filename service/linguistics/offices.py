"""Offices that municipal German writes in letters (OB, EBM, BM, GR), written out in the gender and case that stand around them.

Miniature: ``die EBM Schmetz`` reads ``die Erste Bürgermeisterin Schmetz``, ``OB Eva Maier`` ``Oberbürgermeisterin Eva Maier``. The article
tells the gender, else the given name behind. Refuses to guess from a surname: ``OB Maier`` is an Oberbürgermeister.
"""

import re

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_words

_ARTICLE = r"(?P<article>\b(?:die|der|den|dem|des|eine[rn]?|zur|zum|vom)\s)?"
_MAYOR = re.compile(
    rf"{_ARTICLE}(?<![\w-])(?P<kind>OB|EBM|(?P<first>(?:1\.|Erste[rnms]?)\s)BM|BM(?=\s(?:Dr\.|[A-ZÄÖÜ][a-zäöüß]{{2}})))"
    r"(?P<ending>(?:['’*:/_-]*in)?)(?![\w-])(?=(?P<behind>\s(?:Dr\.\s)?[A-ZÄÖÜ][\w-]+)?)",
    re.IGNORECASE,
)
_TITLES = {"OB": "Oberbürgermeister", "EBM": "Bürgermeister", "BM": "Bürgermeister"}
_FIRST = {  # of the first mayor: the endings behind each article, feminine and masculine
    "": ("e", "er"),
    "eine": ("e", "er"),
    "die": ("e", "e"),
    "der": ("en", "e"),
    "einer": ("en", "en"),
}
_SIGNS = tuple("*:_/")
_FEMININE = frozenset({"die", "eine", "zur", "einer"})
_COUNCIL = re.compile(r"\b(?P<article>[Dd](?:er|em|en|es)|[Ii]m|[Vv]om|[Zz]um|[Bb]eim)\sGR(?![\w-])")


def spell_out_mayor(text: str) -> list[Edit]:
    """OB, BM and EBM as the office they stand for."""
    if "OB" not in text and "BM" not in text:
        return []
    return substitute(text, _MAYOR, _mayor)


def spell_out_council(text: str) -> list[Edit]:
    """``des GR`` as ``des Gemeinderats``; without an article GR may be Griechenland."""
    return substitute(
        text,
        _COUNCIL,
        lambda match: f"{match['article']} Gemeinderat{'s' if match['article'].lower() == 'des' else ''}",
    )


def _mayor(match: re.Match[str]) -> str:
    kind = "BM" if match["first"] else match["kind"]
    if kind not in _TITLES:  # "ob" is a word
        return match.group()
    article = (match["article"] or "").strip().lower()
    feminine = bool(match["ending"]) or article in _FEMININE or _is_woman(match["behind"])
    first = kind == "EBM" or bool(match["first"])
    if match["ending"].startswith(_SIGNS):
        rank = f"Erste{match['ending'][0]}r " if first else ""
        return f"{match['article'] or ''}{rank}{_TITLES[kind]}{match['ending']}"
    rank = f"Erst{_FIRST.get(article, ('en', 'en'))[not feminine]} " if first else ""
    ending = "in" if feminine else "s" if article == "des" else ""
    return f"{match['article'] or ''}{rank}{_TITLES[kind]}{ending}"


def _is_woman(behind: str | None) -> bool:
    name = (behind or "").strip().removeprefix("Dr.").strip()
    return name.partition("-")[0] in read_words("given_names_feminine.txt")
