"""Which persons a prepared German segment names in both genders, and where its source does; refuses translations.

Miniature: ``Jede*r Lehrer*in`` was prepared as ``Jede Lehrerin und jeder Lehrer``, where ``Lehrerin und jeder Lehrer`` is one.
Between the two nouns stand only small words and one that joins them: ``Bürgermeisterin Schwarz und Bürgermeister Mannl`` are two.
"""

import re
from collections.abc import Iterator, Sequence

from service.domain.change import Change, Rewriting
from service.domain.double_form import ANYONE, DoubleForm
from service.linguistics.persons import Person, inflect_person
from service.linguistics.shields import unshield

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]")
_JOINS = frozenset({"und", "oder", "sowie", "bzw", "beziehungsweise", "wie", "noch", "&", "/"})
_FEMININE = re.compile(r"[^\W\d_]{2}in(?:nen)?(?![^\W_])|frau(?:en)?(?![^\W_])")
_PRONOUNS = re.compile(r"\b(jede[rmn]?) (?:und|oder|sowie|bzw\.) (?!\1\b)jede[rmn]?\b(?! [^\W\d_]+in\b)", re.IGNORECASE)
_FARTHEST = 5  # words between the two: "eine neue Lehrerin oder ein ebenso neuer Lehrer"
_TRADE = re.compile(r"frau(?:en)?$")
_RANK = re.compile(r"(?:Erst|Zweit|Stellvertretend)e[rnms]?$")  # part of an office: "oder Erster Bürgermeister"


def find_double_forms(source: str, prepared: Rewriting) -> list[DoubleForm]:
    """The double forms of a segment, in order; `prepared` is what was made of the plain text `source`."""
    text = unshield(prepared.content).text
    found = []
    for start, stop, name in sorted([*_find_nouns(text), *_find_pronouns(text)]):
        places = _place_in_source(start, stop, prepared.changes)
        if 0 <= places[0] < places[1] <= len(source):
            found.append(DoubleForm(text[start:stop], name, *places))
    return found


def _find_nouns(text: str) -> Iterator[tuple[int, int, str]]:
    """Where two nouns name the same persons, and who they are."""
    if _FEMININE.search(text) is None:  # as nearly always; the rest looks at every word
        return
    words = [match for match in _WORD.finditer(text) if match.group() != "."]
    for at, word in enumerate(words):
        end = _find_partner(words, at)
        if end is not None:
            yield word.start(), words[end].end(), _name(word, words[end])


def _find_pronouns(text: str) -> Iterator[tuple[int, int, str]]:
    """Where ``jede und jeder`` stand for any person."""
    for match in _PRONOUNS.finditer(text):
        yield *match.span(), ANYONE


def _find_partner(words: Sequence[re.Match[str]], at: int) -> int | None:
    """The index of the other noun of a double form that begins at `at`."""
    if not words[at].group()[0].isupper():
        return None
    joined = False
    for end in range(at + 1, min(len(words), at + 2 + _FARTHEST)):
        word = words[end].group()
        if joined and _is_pair(words[at].group(), word):
            return end
        if (word[0].isupper() and not _RANK.match(word)) or not (word.isalpha() or word in _JOINS):
            return None
        joined = joined or word in _JOINS
    return None


def _is_pair(one: str, other: str) -> bool:
    return any(masculine in _forms_beside(feminine) for feminine, masculine in ((one, other), (other, one)))


def _name(one: re.Match[str], other: re.Match[str]) -> str:
    words = (one.group(), other.group())
    feminine = words[0] if words[1] in _forms_beside(words[0]) else words[1]
    trade = _TRADE.sub("männer", feminine)
    return trade.lower() if trade != feminine else _person(feminine).masculine_plural.lower()


def _forms_beside(feminine: str) -> frozenset[str]:
    """What the masculine beside a feminine noun may look like, in every case."""
    if _TRADE.search(feminine):
        return frozenset(
            _TRADE.sub(ending, feminine) for ending in ("mann", "manns", "mannes", "männer", "männern", "leute")
        )
    if not feminine.endswith(("in", "innen")) or len(feminine) < 5:  # noqa: PLR2004 - "Ahnin" is the shortest
        return frozenset()
    person = _person(feminine)
    return frozenset(_decline(person))


def _person(feminine: str) -> Person:
    return inflect_person(re.sub(r"in(?:nen)?$", "", feminine))


def _decline(person: Person) -> Iterator[str]:
    yield from (person.masculine, person.masculine_plural, person.masculine_dative_plural)
    yield from (f"{person.masculine}{ending}" for ending in ("s", "es", "n", "en"))


def _place_in_source(start: int, end: int, changes: Sequence[Change]) -> tuple[int, int]:
    """Where in the source stands what stands at `start` to `end` now: the changes are undone, the last first."""
    for change in reversed(changes):
        grown, after = len(change.after) - len(change.before), change.start + len(change.after)
        if start >= after:
            start -= grown
        elif start > change.start:
            start = change.start
        if end >= after:
            end -= grown
        elif end > change.start:
            end = change.start + len(change.before)
    return start, end
