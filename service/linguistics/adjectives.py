"""Abbreviated adjectives (`data/abbreviations.tsv`, those with "-") written out with the ending their article and noun ask for.

Miniature: ``die stellv. Leiterin`` reads ``die stellvertretende Leiterin``, ``dem ehem. Rathaus`` ``dem ehemaligen Rathaus``.
Refuses to guess: where neither article nor noun tells the ending, the abbreviation stays.
"""

import re
from functools import cache

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_table

_WEAK = frozenset(
    "dem den des im am vom zum zur beim einem einen einer eines diesem diesen dieses "  # noqa: SIM905
    "seinem seinen seiner ihrem ihren ihrer unserem unseren unserer allen alle keine".split()
)
_SINGULAR = frozenset({"das", "diese", "eine", "seine", "ihre", "unsere"})
_OFFICE = re.compile(r"(?:er|or|in|ent|ant|ist|eur|ende|ender|igter|rat|wart|vorstand|präsident)$")
_PLURAL = re.compile(r"(?:innen|[^e]en|ungen|heiten|häuser|räte|kräfte)$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")


def write_adjectives(text: str) -> list[Edit]:
    """Adjectives in their long form, agreeing with what stands around them."""
    return substitute(text, _pattern(), lambda match: _written(text, match))


def _written(text: str, match: re.Match[str]) -> str:
    before = _LAST_WORD.search(text[max(0, match.start() - 40) : match.start()])
    ending = _ending(before[1].lower() if before else "", match["noun"])
    if not ending:
        return match.group()
    stem = _stems()[re.sub(r"\s", "", match["short"]).lower()]
    raised = match["short"][0].isupper() and not before
    return f"{stem.capitalize() if raised else stem}{ending} {match['noun']}"


def _ending(article: str, noun: str) -> str:
    feminine = noun.endswith("in")
    if article in _WEAK or (article == "der" and feminine):
        return "en"
    if article in ("die", *_SINGULAR):
        return "en" if _PLURAL.search(noun) and article == "die" else "e"
    if article == "der":
        return "e" if _OFFICE.search(noun) else ""
    if not _OFFICE.search(noun) or _PLURAL.search(noun):
        return ""
    return "e" if feminine else "er"


@cache
def _stems() -> dict[str, str]:
    rows = read_table("abbreviations.tsv")
    return {row[0].replace(" ", "").lower(): row[2][:-1] for row in rows if row[2].endswith("-")}


@cache
def _pattern() -> re.Pattern[str]:
    rows = [row[0].split() for row in read_table("abbreviations.tsv") if row[2].endswith("-")]
    shorts = "|".join(sorted((r"\s?".join(map(re.escape, parts)) for parts in rows), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<short>(?i:{shorts}))\s(?P<noun>[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ]?[a-zäöüß]+)*)")
