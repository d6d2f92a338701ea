"""Does the target name both genders where the source does? Refuses to say who is meant, and to know the policy.

Whoever calls it says which double forms the source has (none under the policies epicene and masculine). Each is answered by a
double form (``citoyennes et citoyens``), by a noun or a word that names no gender (``les élèves``, ``la population``) or by
a short form (``citoyen·ne·s``). An article tells the gender of a noun that has one form for both: ``gli insegnanti`` are men.

The masculine alone is a minor issue: both languages use it for all, so the sense is whole and only the policy is not. The feminine alone
(``les citoyennes``), or one gender twice (``les citoyens et les citoyens``), leaves people out or reads as a slip: major.
"""

import re
from collections.abc import Iterable

from service.domain.content import Content
from service.domain.double_form import DoubleForm
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.quality.person_mentions import (
    BOTH,
    FEMININE,
    MASCULINE,
    Reading,
    are_joined,
    find_any_double,
    find_joined,
    find_mentions,
    read_target,
)
from service.quality.person_nouns import ANY, Wording, find_wording

_SAME_IN_BOTH = {  # endings of nouns with one form for both genders, for persons the list does not have
    Language.FRENCH: re.compile(r"(?:iste|logue|graphe|crate|pathe)s?\b", re.IGNORECASE),
    Language.ITALIAN: re.compile(r"(?<!\bun )(?<!\bil )[^\W\d_](?:ista|ante|ente)\b(?<!mente)", re.IGNORECASE),
}


def check_genders(both: Iterable[DoubleForm], target: Content, language: Language) -> list[Issue]:
    """One issue for each double form of the source that the target answers with one gender, or not at all."""
    asked = [(each, find_wording(each.persons, language)) for each in both]
    if not asked or not target.text.strip():
        return []
    reading = read_target(target.text, language)
    unanswered = [(form, wording) for form, wording in asked if wording is None or not _take_own(reading, wording)]
    unanswered = [each for each in unanswered if not _take_any(reading)]
    return [_judge(form, wording, reading) for form, wording in unanswered if not _is_said_otherwise(wording, reading)]


def _take_own(reading: Reading, wording: Wording) -> bool:
    """True if the words for these persons stand there in both genders or in none; those words are taken."""
    mentions = list(find_mentions(reading, wording.nouns))
    pair = next((pair for pair in find_joined(reading, mentions) if pair[0].answers(pair[1])), None)
    if pair is not None:
        reading.taken |= {pair[0].at, pair[1].at}
        return True
    whole = next((each for each in mentions if each.genders == BOTH), None)
    if whole is not None:
        reading.taken |= reading.short.get(whole.at, {whole.at})
        return True
    return _take_phrase(reading, wording.meaning_all)


def _take_any(reading: Reading) -> bool:
    """True if some other double form or short form stands there that answers nothing yet: a synonym; it is taken."""
    double = find_any_double(reading)
    free = (words for words in reading.short.values() if reading.is_free(*words))
    taken = set(double) if double else next(free, set())
    reading.taken |= taken
    return bool(taken)


def _is_said_otherwise(wording: Wording | None, reading: Reading) -> bool:
    """True if a word that stands for any persons is there and none that names these in one gender."""
    if wording is None and _SAME_IN_BOTH[reading.language].search(reading.text):
        return True
    if wording is not None and any(find_mentions(reading, wording.nouns)):
        return False
    whole = find_wording(ANY, reading.language)
    return whole is not None and _take_phrase(reading, whole.meaning_all)


def _take_phrase(reading: Reading, phrases: Iterable[str]) -> bool:
    """True if one of `phrases` stands there that answers nothing yet; its words are taken."""
    for phrase in phrases:
        for match in re.finditer(rf"\b{re.escape(phrase)}\b", reading.text, re.IGNORECASE):
            words = {at for at, word in enumerate(reading.words) if match.start() <= word.start() < match.end()}
            if words and reading.is_free(*words):
                reading.taken |= words
                return True
    return False


def _judge(form: DoubleForm, wording: Wording | None, reading: Reading) -> Issue:
    """What is wrong: one gender alone, one twice, or none to be found."""
    told = f"“{form.written}” names both genders;"
    mentions = list(find_mentions(reading, wording.nouns)) if wording else []
    if not mentions:
        told += " no such words were found in the translation."
        facts: tuple[tuple[str, str], ...] = (("written", form.written),)
        return Issue("genders", Severity.MINOR, told, None, None, form.start, form.end, kind="unseen", facts=facts)
    first = mentions[0]
    gender, other = (FEMININE, MASCULINE) if FEMININE in first.genders else (MASCULINE, FEMININE)
    twice = next((each for each in mentions[1:] if are_joined(reading, first.at, each.at)), None)
    start, end = reading.words[first.at].start(), reading.words[(twice or first).at].end()
    reading.taken |= {first.at, (twice or first).at}
    told += f" “{reading.text[start:end]}” names the {gender} {'twice' if twice else 'alone'}. Add the {other}."
    severity = Severity.MINOR if gender == MASCULINE and not twice else Severity.MAJOR
    kind = f"{gender}_{'twice' if twice else 'alone'}"
    facts = (("written", form.written), ("words", reading.text[start:end]))
    return Issue("genders", severity, told, start, end, form.start, form.end, kind=kind, facts=facts)
