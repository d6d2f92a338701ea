"""Finds the termbase's terms in German text, inflected or not; refuses to judge translations and to store anything.

A term stands on whole words: ``Rat`` is not found in ``Ratsinformationssystem``, ``Rathaus-Saal`` is a hall and no ``Rathaus``.
A hyphen does not make another word (``Gemeinderats-Sitzung`` is ``Gemeinderatssitzung``), and the last part of a hyphenated word is
what it is (``CDU-Fraktion`` is a ``Fraktion``); both not for names. Where two terms begin together the longest wins, and no
word belongs to two terms. Time grows with the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.domain.language import Language
from service.domain.term import CaseRule, Term, fold
from service.linguistics.term_forms import inflect

_WORD = re.compile(r"[^\W_]+(?:[-’'.&/][^\W_]+)*")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_GAP = re.compile(r"\s+")
LONG = 5  # letters: a name this long in capitals is the name; ``WEIL`` may be another word


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One term where it stands in a text."""

    term: Term
    start: int
    end: int
    whole: bool = True  # False for the last part of a hyphenated word: the word says more than the term


@dataclass(frozen=True, slots=True)
class _Entry:
    term: Term
    words: tuple[frozenset[str], ...]  # the folded forms of each of its words


class TermIndex:
    """Terms of one language, ready to be found; built once, read by any thread."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        for term in terms:
            self._add(term)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (-len(entry.words), entry.term.case is CaseRule.FOLDED))

    def locate(self, text: str) -> list[Occurrence]:
        """Every term in `text`, in order, none overlapping another."""
        words = list(_WORD.finditer(text))
        folded = [fold(word.group()) for word in words]
        found, place = [], 0
        while place < len(words):
            entry = self._match(text, words, folded, place)
            if entry:
                after = place + len(entry.words)
                found.append(Occurrence(entry.term, words[place].start(), words[after - 1].end()))
            elif "-" in folded[place]:
                found += self._locate_hyphenated(words[place], folded[place])
            place += len(entry.words) if entry else 1
        return found

    def _add(self, term: Term) -> None:
        words = _WORD.findall(term.source)
        forms = tuple(inflect(word, last=place == len(words) - 1) for place, word in enumerate(words))
        for form in forms[0] if forms else ():
            self._entries.setdefault(form, []).append(_Entry(term, forms))

    def _locate_hyphenated(self, word: re.Match[str], folded: str) -> list[Occurrence]:
        joined, head = self._find_word(folded.replace("-", "")), self._find_word(folded.rpartition("-")[2])
        if joined:
            return [Occurrence(joined, word.start(), word.end())]
        start = word.end() - len(word.group().rpartition("-")[2])
        return [Occurrence(head, start, word.end(), whole=False)] if head else []

    def _find_word(self, folded: str) -> Term | None:
        """The term of one word, no name, that has this form."""
        single = (each for each in self._entries.get(folded, ()) if len(each.words) == 1)
        return next((each.term for each in single if each.term.case is CaseRule.FOLDED), None)

    def _match(self, text: str, words: list[re.Match[str]], folded: list[str], place: int) -> _Entry | None:
        return next(
            (each for each in self._entries.get(folded[place], ()) if _stands(each, text, words, folded, place)), None
        )


class Terms:
    """The termbase at one moment: the starter entries and the city's own, which win over them."""

    def __init__(self, version: str, starter: Iterable[Term], own: Iterable[Term]) -> None:
        self.version = version  # changes with every entry
        self.entries = tuple({term.key: term for term in (*starter, *own)}.values())
        self._indexes: dict[tuple[Language, str], TermIndex] = {}

    def find(self, text: str, language: Language, town: str = "") -> Sequence[Term]:
        """The terms that occur in `text`, each once, in order; those agreed with `town` win over those for all."""
        visible = _INVISIBLE.sub("", text)
        return tuple(dict.fromkeys(each.term for each in self._index(language, town).locate(visible)))

    def _index(self, language: Language, town: str) -> TermIndex:
        known = self._indexes.get((language, town))
        if known is None:
            readers = {"", fold(town)}
            here = [term for term in self.entries if term.language is language and fold(term.town) in readers]
            here.sort(key=lambda term: term.town)  # the town's own come last and replace
            known = TermIndex({fold(term.source): term for term in here}.values())
            self._indexes[language, town] = known
        return known


def find_kept(text: str, terms: Iterable[Term]) -> Iterator[tuple[int, int]]:
    """Where the kept among `terms` stand to the letter; a genitive (``Ludwigsburgs``) is left for the engine to resolve."""
    for each in TermIndex(term for term in terms if term.kept).locate(text):
        if each.whole and _GAP.sub(" ", text[each.start : each.end]) == each.term.source:
            yield each.start, each.end


def _stands(entry: _Entry, text: str, words: list[re.Match[str]], folded: list[str], place: int) -> bool:
    count = len(entry.words)
    if place + count > len(words) or any(folded[place + step] not in entry.words[step] for step in range(count)):
        return False
    gaps = (text[words[step].end() : words[step + 1].start()] for step in range(place, place + count - 1))
    if not all(_GAP.fullmatch(gap) for gap in gaps):
        return False
    return entry.term.case is CaseRule.FOLDED or _is_cased(entry.term.source, text[words[place].start() :])


def _is_cased(source: str, text: str) -> bool:
    """True if `text` begins as `source` does, a last letter aside that inflection may change; or in capitals, if it is long."""
    stem = source[:-1] if len(source) > 1 else source
    return text.startswith(stem) or (len(source) >= LONG and text.startswith(stem.upper()))
