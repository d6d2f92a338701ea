"""Marks around the terms of a prepared segment, so that the engine shows where their words went; refuses to judge those words.

A mark is a pair of inline codes with ids of their own: ``Der {Gemeinderat} tagt`` comes back as ``Le {bureau local} siège``, placed
along the alignment like any other pair. What it holds is not in the mark, so the segment's key in the cache says where a
term stands and nothing of how it is to be translated.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.grammar import Grammar, Number
from service.domain.language import Language
from service.domain.term import Term
from service.linguistics.agreement import end_in_form, set_form
from service.linguistics.edits import Edit, apply_edits
from service.linguistics.german_number import read_number
from service.linguistics.shields import LAST_ID
from service.linguistics.terms import TermIndex

Span = tuple[int, int]
CONTEXT = 80  # characters before a word that are asked for its number


@dataclass(frozen=True, slots=True)
class Marked:
    """A term where a mark holds it."""

    term: Term
    number: Number | None  # of the German words
    bare: bool  # nothing stands before it that could be its article


def mark_terms(prepared: Content, terms: Iterable[Term]) -> Content:
    """The content with a mark around each of `terms`; one that a code cuts in two has none."""
    index, ids = TermIndex(terms), count(LAST_ID)
    return Content(
        *(piece for part in prepared for piece in (_cut(part, index, ids) if isinstance(part, str) else (part,)))
    )


def set_terms(
    draft: Content, marked: Content, terms: Sequence[Term], language: Language, unplaced: Collection[int] = ()
) -> tuple[Content, tuple[Term, ...]]:
    """The draft of a marked source with the agreed form in each mark where that is safe, and the terms set in.

    Those marks are gone, the others stay. `unplaced` are the ids of marks that the engine could place by no alignment.
    """
    text, held = draft.text, read_marks(marked, terms)
    edits: list[Edit] = []
    done: dict[int, Term] = {}
    for mark, place in sorted(_read_places(draft).items(), key=lambda entry: entry[1]):
        if mark not in held or mark in unplaced:
            continue
        term, bare = held[mark].term, held[mark].bare
        found = set_form(text, place, _forms(term), held[mark].number, language, bare=bare)
        if found and (not edits or found[0].start >= edits[-1].end):
            edits += found
            done[mark] = term
    rest = Content(*(part for part in draft if not (isinstance(part, InlineCode) and part.id in done)))
    return apply_edits(rest, edits), tuple(dict.fromkeys(done.values()))


def open_with_terms(
    draft: Content, marked: Content, terms: Sequence[Term], language: Language, unplaced: Collection[int] = ()
) -> tuple[str, tuple[Term, ...]]:
    """The text of the draft up to the last mark that may hold an agreed form, ending in that form; and the terms in it.

    Marks before it hold theirs where `set_terms` would set it in. Nothing where there is no such mark.
    """
    text, held = draft.text, read_marks(marked, terms)
    edits: list[Edit] = []
    done: list[Term] = []
    opening, opened = "", tuple[Term, ...]()
    for mark, place in sorted(_read_places(draft).items(), key=lambda entry: entry[1]):
        if mark not in held or mark in unplaced:
            continue
        term, number, bare = held[mark].term, held[mark].number, held[mark].bare
        ending = end_in_form(text, place, _forms(term), number, language, bare=bare)
        if ending and (not edits or ending[0].start >= edits[-1].end):
            begun = Content(text[: ending[-1].end])
            opening, opened = apply_edits(begun, [*edits, *ending]).text, (*done, term)
        found = set_form(text, place, _forms(term), number, language, bare=bare)
        if found and (not edits or found[0].start >= edits[-1].end):
            edits += found
            done.append(term)
    return opening, tuple(dict.fromkeys(opened))


def fit_spaces(draft: Content, text: str) -> Content | None:
    """The marked draft without the spaces that came with its marks, so that it reads `text`; None if it says anything else.

    Codes keep their distance from words, so a mark that ends inside ``n’est`` would part it.
    """
    fitted: list[Part] = []
    place = 0
    for part in draft:
        if isinstance(part, InlineCode):
            fitted.append(part)
            place += len(part.equivalent)
            continue
        for character in part:
            if text[place : place + 1] == character:
                fitted.append(character)
                place += 1
            elif character != " ":
                return None
    return Content(*fitted) if place == len(text) else None


def take_marks_off(content: Content, marked: Content, terms: Sequence[Term]) -> tuple[Content, dict[Term, Span]]:
    """The content without marks, and where the words of those that are left stand in its text, by the term they hold."""
    spans = _read_spans(content)
    held = read_marks(marked, terms) if spans and terms else {}
    places = {held[mark].term: span for mark, span in spans.items() if mark in held and span[0] < span[1]}
    return Content(*(part for part in content if not is_mark(part))), places


def read_marks(marked: Content, terms: Iterable[Term]) -> dict[int, Marked]:
    """What each mark of a marked source holds, by the mark's id."""
    index, held, before = TermIndex(terms), {}, ""
    for part, standing in pairwise((*marked.parts, "")):
        if isinstance(part, str):
            before = (before + part)[-CONTEXT:]
        elif is_mark(part) and part.kind is CodeKind.OPENING and isinstance(standing, str):
            for occurrence in index.locate(standing)[:1]:
                number = read_number(occurrence.term.source, standing, before)
                bare = not before.strip() or not before.rstrip()[-1].isalnum()
                held[part.id] = Marked(occurrence.term, number, bare)
    return held


def is_mark(part: Part) -> bool:
    """True for a code that `mark_terms` made."""
    return isinstance(part, InlineCode) and part.id >= LAST_ID


def _cut(text: str, index: TermIndex, ids: Iterator[int]) -> Iterator[Part]:
    done = 0
    for each in (each for each in index.locate(text) if each.whole):
        mark = next(ids)
        yield text[done : each.start]
        yield InlineCode(mark, CodeKind.OPENING, "")
        yield text[each.start : each.end]
        yield InlineCode(mark, CodeKind.CLOSING, "")
        done = each.end
    yield text[done:]


def _read_places(content: Content) -> dict[int, Span]:
    """Where in the plain text the words of each mark stand, in order; without marks that hold none, or other codes among them."""
    spans, parts = _read_spans(content), content.parts
    sound = {
        part.id
        for part, held, end in zip(parts, parts[1:], parts[2:], strict=False)
        if isinstance(part, InlineCode) and isinstance(held, str) and isinstance(end, InlineCode) and end.id == part.id
    }
    return {mark: span for mark, span in spans.items() if mark in sound}


def _read_spans(content: Content) -> dict[int, Span]:
    """What each mark holds, as offsets in the plain text."""
    spans: dict[int, Span] = {}
    starts: dict[int, int] = {}
    offset = 0
    for part in content:
        if isinstance(part, str) or not is_mark(part):
            offset += len(part if isinstance(part, str) else part.equivalent)
        elif part.kind is CodeKind.OPENING:
            starts[part.id] = offset
        else:
            spans[part.id] = (starts.get(part.id, offset), offset)
    return spans


def _forms(term: Term) -> list[tuple[str, Grammar | None]]:
    return [(form, term.grammar_of(form)) for form in term.forms]
