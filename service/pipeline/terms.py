"""What the termbase does on a segment's way through the steps; refuses to find terms and to judge translations.

Invariant 8 without terms in the key: a kept term is shielded, so it is in the prepared content, and the key, already; a
segment that is one term takes the agreed form and is never looked up in the cache; every other term is only checked, after
the cache, on every use. So a changed term changes the outcome of exactly the segments where it occurs, and none is decoded
again that the engine would answer with the same words.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from service.domain.content import Content
from service.domain.language import Language
from service.domain.term import Term
from service.domain.translation import Draft
from service.pipeline.ports import Linguistics, Termbase, Terms
from service.pipeline.work import Line
from service.quality.terms import find_missed

CERTAIN = 0.0  # score of a draft that people agreed on


class Outcome(StrEnum):
    """What became of a term in a segment."""

    APPLIED = "applied"  # the model wrote an agreed form
    SUBSTITUTED = "substituted"  # the agreed form was set in for its words
    MISSED = "missed"


class NoTerms:
    """The terms where there is no termbase."""

    version = ""

    def find(self, _text: str, _language: Language, _town: str = "") -> Sequence[Term]:
        """None."""
        return ()


def look_into(termbase: Termbase | None) -> Terms:
    """The terms as they are now."""
    return termbase.snapshot() if termbase else NoTerms()


def draft_from_term(line: Line, care: Linguistics) -> Draft | None:
    """The agreed form for a segment that is one term, its article and number with it; None for any other."""
    if line.source.codes or len(line.terms) != 1:
        return None
    worded = care.word_term(line.source.text, line.terms[0])
    return Draft(Content(worded), CERTAIN) if worded else None


def draft_from_wording(line: Line, care: Linguistics) -> Draft | None:
    """The agreed wording of a segment that is nothing but labels or a dateline; None for any other."""
    worded = care.word(line.prepared, line.role, line.language, line.terms)
    return Draft(worded, CERTAIN) if worded else None


def judge_terms(line: Line) -> list[tuple[Term, Outcome]]:
    """What became of each term of a segment, in their order."""
    missed = find_missed(line.terms, line.target.content, line.language) if line.target else []

    def judge(term: Term) -> Outcome:
        if term in missed:
            return Outcome.MISSED
        return Outcome.SUBSTITUTED if term in line.substituted else Outcome.APPLIED

    return [(term, judge(term)) for term in line.terms]


def count_terms(lines: Sequence[Line]) -> dict[str, int]:
    """For the structure report: the terms of all segments by what became of them; a term counts once a segment."""
    counts = Counter(outcome for line in lines for _, outcome in judge_terms(line))
    return {str(outcome): counts[outcome] for outcome in Outcome}
