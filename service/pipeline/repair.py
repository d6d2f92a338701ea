"""Further attempts at segments in which a check found what another attempt can mend; refuses to change one unchecked.

The ladder of attempts stands here for all to read. Each goes through steps of the first translation, on the segments that
still have an issue it can mend; it starts from the best attempt so far, and the one with the lighter issues stays (of
equals the earlier). What no attempt mends keeps its issue, for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.domain.issue import Severity
from service.domain.target import Origin
from service.domain.term import CaseRule, Term
from service.domain.translation import Manner
from service.pipeline import steps
from service.pipeline.ports import Linguistics
from service.pipeline.progress import at_its_end
from service.pipeline.work import Line, Tools, Work
from service.quality.numbers import NumberPair, pair_numbers
from service.quality.substitution import find_substitutions

FIGURES = "numbers"  # the check whose issues shielded figures can mend
NAMES = "names"  # no check: a name of the termbase or of a person that the target has in no form
FAILURES = frozenset({"empty", "untranslated", "repetition", "length"})  # checks that find an answer that is none
WEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 10, Severity.MINOR: 1}


Step = Callable[[Work, Tools], Work]
DECODING: tuple[Step, ...] = (steps.leverage, steps.translate, steps.finish, steps.check)
FINISHING: tuple[Step, ...] = (steps.finish, steps.check)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rung of the ladder."""

    name: str
    mends: frozenset[str]  # names of the checks whose issues it can mend
    change: Callable[[Line, Linguistics], Line]  # the line as it is tried; the same line if there is nothing to try
    steps: tuple[Step, ...] = DECODING  # that the changed line goes through


def _forbid_repeats(line: Line, _care: Linguistics) -> Line:
    return replace(line, manner=Manner.NO_REPEAT)


def _recase(line: Line, care: Linguistics) -> Line:
    recased = care.recase(line.prepared)
    return replace(line, prepared=recased.content, preparation=line.preparation + recased.changes)


def _halve(line: Line, _care: Linguistics) -> Line:
    return replace(line, manner=Manner.PIECES)


def _shield(line: Line, care: Linguistics) -> Line:
    return replace(line, prepared=care.shield_again(line.prepared, _names(line)))


def exchange_figures(line: Line, care: Linguistics) -> Line:
    """The draft with the figures of the source where wrong ones certainly stand for them: their place is right already."""
    if line.draft is None:
        return line
    draft = line.draft.content
    exchanged = care.exchange(draft, find_substitutions(line.prepared.text, draft.text, line.language))
    return replace(line, draft=replace(line.draft, content=exchanged.content), exchanges=exchanged.changes)


ATTEMPTS = (
    Attempt("re-cased", FAILURES, _recase),
    Attempt("no-repeat", FAILURES, _forbid_repeats),
    Attempt("pieces", FAILURES, _halve),
    Attempt("exchange", frozenset({FIGURES}), exchange_figures, FINISHING),
    Attempt("shields", frozenset({FIGURES, NAMES}), _shield),
)


def repair(work: Work, tools: Tools) -> Work:
    """Every attempt in its order, on the lines that want it."""
    for attempt in ATTEMPTS:
        work = try_again(attempt, work, tools)
    return work


def try_again(attempt: Attempt, work: Work, tools: Tools) -> Work:
    """One attempt at the lines whose issues it can mend; of both translations the better one stays."""
    wanted = {index: line for index, line in enumerate(work.lines) if attempt.mends & _find_faults(line)}
    changed = {index: attempt.change(line, tools.care) for index, line in wanted.items()}
    tried = {index: _begin(line, attempt) for index, line in changed.items() if line != wanted[index]}
    if not tried:
        return work
    again = replace(work.with_lines(tuple(tried.values())), progress=at_its_end(work))
    for step in attempt.steps:
        again = step(again, tools)
    lines = list(work.lines)
    for index, line in zip(tried, again.lines, strict=True):
        best = min(lines[index], line, key=weigh_line)
        lines[index] = replace(best, tried=line.tried)
    return work.with_lines(tuple(lines))


def _begin(line: Line, attempt: Attempt) -> Line:
    begun = replace(line, target=None, attempt=attempt.name, tried=(*line.tried, attempt.name))
    return replace(begun, key="", draft=None, reused=False, exchanges=()) if attempt.steps is DECODING else begun


def _find_faults(line: Line) -> set[str]:
    """What is wrong with a machine's translation; nothing for what people said."""
    if line.draft is None or line.target is None or line.target.origin is not Origin.MACHINE:
        return set()
    return {issue.check for issue in line.target.issues} | ({NAMES} if _missed_names(line) else set())


def _names(line: Line) -> list[Term]:
    """The names of the segment: terms whose capitals count, and persons."""
    return [*(term for term in line.terms if term.case is CaseRule.EXACT and not term.kept), *line.people]


def _missed_names(line: Line) -> list[Term]:
    """The names that the target has in no form."""
    text = line.target.content.text if line.target else ""
    return [term for term in _names(line) if not any(form in text for form in term.accepted)]


def weigh_line(line: Line) -> int:
    """How heavy the issues of a line weigh; each lost name or figure is worse than a code out of place."""
    issues = line.target.issues if line.target else ()
    lost = len(_missed_names(line)) + len(_lost_figures(line))
    return sum(WEIGHTS[issue.severity] for issue in issues) + WEIGHTS[Severity.MAJOR] * lost


def _lost_figures(line: Line) -> list[NumberPair]:
    """The figures of the source that the target has neither in figures nor in words."""
    pairs = pair_numbers(line.source, line.target.content, line.language) if line.target else []
    return [pair for pair in pairs if pair.source is not None and not pair.ok]
