"""Do the terms of a segment stand in its translation in one of their agreed forms? Refuses to find terms and to put them in.

Compared are words without case, accents, articles and the endings of number and gender: ``du conseil municipal`` and
``DEI CONSIGLI COMUNALI`` hold their terms. A term that is kept must stand there to the letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.term import Term

_WORD = re.compile(r"[^\W_]+")
_SMALL = {  # what agrees with what stands around a term, or comes and goes with it
    Language.FRENCH: frozenset("le la les l un une des d de du au aux a".split()),  # noqa: SIM905
    Language.ITALIAN: frozenset(
        "il lo la i gli le l un uno una di d del dello della dei degli delle dell al allo alla ai agli alle all a".split()  # noqa: SIM905
    ),
}
_ENDINGS = {
    Language.FRENCH: (re.compile(r"aux$"), "al", re.compile(r"(?:e?s|x|e)$")),
    Language.ITALIAN: (re.compile(r"h(?=[ei]$)"), "", re.compile(r"[aeio]+$")),
}
_SHORTEST = 3  # letters a word keeps
NOWHERE: Mapping[Term, tuple[int, int]] = MappingProxyType({})


def check_terms(
    terms: Iterable[Term], target: Content, language: Language, places: Mapping[Term, tuple[int, int]] = NOWHERE
) -> list[Issue]:
    """One issue for each term none of whose forms is in the target; lighter for the entries shipped with Gemello.

    `places` says where the words that stand for a term are, if that is known.
    """
    missed = find_missed(terms, target, language)
    return [_missing(term, places.get(term, (None, None))) for term in missed]


def find_missed(terms: Iterable[Term], target: Content, language: Language) -> list[Term]:
    """The terms none of whose forms is in the target."""
    found = _reduce(target.text, language)
    return [term for term in terms if not _holds(term, target.text, found, language)]


def count_uses(term: Term, target: Content, language: Language) -> int:
    """How often the target has one of the term's forms."""
    found = _reduce(target.text, language)
    return sum(found.count(each) for each in {_reduce(form, language) for form in term.forms})


def _holds(term: Term, text: str, found: str, language: Language) -> bool:
    if term.kept and re.search(rf"(?<!\w){re.escape(term.source)}(?!\w)", _spaced(text)):
        return True
    return any(_reduce(form, language) in found for form in term.forms)


def _missing(term: Term, place: tuple[int, int] | tuple[None, None]) -> Issue:
    wanted = " or ".join(term.accepted[:3])
    severity = Severity.MINOR if term.starter else Severity.MAJOR
    facts = (("term", term.source), ("forms", " / ".join(term.accepted[:3])))
    return Issue("terms", severity, f"{term.source} should be {wanted} here.", *place, kind="missed", facts=facts)


def _reduce(text: str, language: Language) -> str:
    """The words of `text` without what inflection changes, each between spaces, so that whole words are compared."""
    words = [word for word in _WORD.findall(_plain(text)) if word not in _SMALL[language]]
    return f" {' '.join(_stem(word, language) for word in words)} " if words else f" {_plain(text)} "


def _stem(word: str, language: Language) -> str:
    before, after, ending = _ENDINGS[language]
    changed = before.sub(after, word)
    bare = ending.sub("", changed)
    return bare if len(bare) >= _SHORTEST else word


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _spaced(text: str) -> str:
    return " ".join(text.split())
