"""How persons of both genders are written for the engine, as each target language wants them; refuses to find them in a text.

Double: ``Bürgerinnen und Bürger``, which a translation answers with *citoyennes et citoyens*. Masculine: ``Bürger``, *citoyens*.
Epicene: ``Lehrkräfte`` where German has such a plural (`data/epicene.tsv`), else the double form.
"""

import re
from enum import StrEnum
from functools import cache

from service.linguistics.lexicon import read_table, read_words
from service.linguistics.persons import Person

_WORD = re.compile(r"[\w-]+|[^\w\s]")
_ARTICLES = frozenset({"die", "der", "das"})
_WEAK_DATIVES = frozenset({"vielen", "einigen", "mehreren", "zahlreichen", "manchen", "wenigen"})
_MEASURES = frozenset(
    {"über", "rund", "etwa", "knapp", "fast", "gut", "bis", "insgesamt", "mehr", "als", "zirka", "ca"}
)
_STRONG_AFTER = re.compile(
    r"(?:alle|keine|beide|(?:uns|eu)e?re|ihre|seine|meine|deine|diese|jene|welche)[rn]?|die|der|den"
)


class GenderPolicy(StrEnum):
    """What a target language is given to translate where German means persons of both genders."""

    DOUBLE = "double"
    EPICENE = "epicene"
    MASCULINE = "masculine"


def write_plural(person: Person, policy: GenderPolicy, before: str) -> str:
    """The plural of `person` in the case that the words `before` it ask for."""
    dative = is_dative(before)
    masculine = person.masculine_dative_plural if dative else person.masculine_plural
    if policy is GenderPolicy.MASCULINE:
        return masculine
    neutral = _neutral_plural(person, before, dative=dative) if policy is GenderPolicy.EPICENE else ""
    return neutral or f"{person.feminine_plural} und {masculine}"


def write_singular(person: Person, policy: GenderPolicy) -> str:
    """The singular of `person` where no article stands before it: ``Lehrerin oder Lehrer``."""
    if policy is GenderPolicy.MASCULINE:
        return person.masculine
    neutral = neutral_singular(person) if policy is GenderPolicy.EPICENE else ""
    return neutral or f"{person.feminine} oder {person.masculine}"


def neutral_singular(person: Person) -> str:
    """A feminine noun that means both genders: ``Lehrkraft``; "" if the list has none."""
    head, row = _find(person.masculine_plural)
    return _joined(head, row[3]) if row and row[3] else ""


def is_dative(before: str) -> bool:
    """True if the words before a plural put it in the dative: "mit engagierten", "den 200", "vielen", but not "die vielen"."""
    strong = False
    for word in reversed(_WORD.findall(_within_list(before))):
        folded = word.lower()
        if folded in read_words("dative.txt"):
            return True
        if folded in _ARTICLES:
            return False
        if not (folded.endswith("n") or folded.isdigit() or folded in _MEASURES) or word[0].isupper():
            return strong
        strong = strong or folded in _WEAK_DATIVES
    return strong


def _within_list(before: str) -> str:
    """The words before the list the plural is in: of "allen Helferinnen und Helfern, 30 " only "allen "."""
    while (shorter := re.sub(r"[^\W\d_]+innen und [^\W\d_]+n(?:,| und| sowie)\s+(?:\d+ )?$", "", before)) != before:
        before = shorter
    return before


def _neutral_plural(person: Person, before: str, *, dative: bool) -> str:
    head, row = _find(person.masculine_plural)
    if not row:
        return ""
    word = _joined(head, row[1])
    if not word.endswith("-"):
        return _joined(head, row[2]) if dative else word
    return word[:-1] + _ending(before, dative=dative)


def _ending(before: str, *, dative: bool) -> str:
    """Of a participle: "die Mitarbeitenden", "viele Mitarbeitende", "vieler Mitarbeitender", "neue Mitarbeitende"."""
    words = _WORD.findall(before)[::-1]
    if dative or any(_STRONG_AFTER.fullmatch(word.lower()) for word in words[:1]):
        return "en"
    if words[1:] and words[0].endswith("n") and words[0].islower():
        return "en"  # an adjective that is weak itself: "die neuen"
    return "er" if words and words[0].islower() and words[0].endswith("er") and words[0] not in _MEASURES else "e"


def _find(plural: str) -> tuple[str, tuple[str, ...] | None]:
    """What stands before the longest listed end of `plural`, and its row."""
    folded = plural.lower()
    for at in range(len(plural) - 1):
        if row := _listed().get(folded[at:]):
            return plural[:at], row
    return "", None


def _joined(head: str, word: str) -> str:
    return head + word if head and not head.endswith("-") else head + word.capitalize()


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    return {row[0]: row for row in read_table("epicene.tsv")}
