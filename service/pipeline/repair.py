"""Further attempts at segments in which a check found what another attempt can mend; refuses to change one unchecked.

The ladder of attempts stands here for all to read. Each goes through the same steps as the first translation, on the segments
that still have an issue it can mend; it starts from the best attempt so far, and the one with the lighter issues stays (of
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

FIGURES = "numbers"  # the check whose issues shielded figures can mend
NAMES = "names"  # no check: a name of the termbase that the target has in no form
FAILURES = frozenset({"empty", "untranslated", "repetition", "length"})  # checks that find an answer that is none
WEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 10, Severity.MINOR: 1}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rung of the ladder."""

    name: str
    mends: frozenset[str]  # names of the checks whose issues it can mend
    change: Callable[[Line, Linguistics], Line]  # the line as it is tried; the same line if there is nothing to try


def _forbid_repeats(line: Line, _care: Linguistics) -> Line:
    return replace(line, manner=Manner.NO_REPEAT)


def _recase(line: Line, care: Linguistics) -> Line:
    recased = care.recase(line.prepared)
    return replace(line, prepared=recased.content, preparation=line.preparation + recased.changes)


def _halve(line: Line, _care: Linguistics) -> Line:
    return replace(line, manner=Manner.PIECES)


def _shield(line: Line, care: Linguistics) -> Line:
    return replace(line, prepared=care.shield_again(line.prepared, _names(line)))


ATTEMPTS = (
    Attempt("re-cased", FAILURES, _recase),
    Attempt("no-repeat", FAILURES, _forbid_repeats),
    Attempt("pieces", FAILURES, _halve),
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
    for step in (steps.leverage, steps.translate, steps.finish, steps.check):
        again = step(again, tools)
    lines = list(work.lines)
    for index, line in zip(tried, again.lines, strict=True):
        best = min(lines[index], line, key=_burden)
        lines[index] = replace(best, tried=line.tried)
    return work.with_lines(tuple(lines))


def _begin(line: Line, attempt: Attempt) -> Line:
    tried = (*line.tried, attempt.name)
    return replace(line, key="", draft=None, target=None, reused=False, attempt=attempt.name, tried=tried)


def _find_faults(line: Line) -> set[str]:
    """What is wrong with a machine's translation; nothing for what people said."""
    if line.target is None or line.target.origin is not Origin.MACHINE:
        return set()
    return {issue.check for issue in line.target.issues} | ({NAMES} if _missed_names(line) else set())


def _names(line: Line) -> list[Term]:
    """The names of the segment: terms whose capitals count."""
    return [term for term in line.terms if term.case is CaseRule.EXACT and not term.kept]


def _missed_names(line: Line) -> list[Term]:
    """The names that the target has in no form."""
    text = line.target.content.text if line.target else ""
    return [term for term in _names(line) if not any(form in text for form in term.accepted)]


def _burden(line: Line) -> int:
    """How heavy the issues of a line weigh; a lost name is worse than a code out of place."""
    issues = line.target.issues if line.target else ()
    return sum(WEIGHTS[issue.severity] for issue in issues) + WEIGHTS[Severity.MAJOR] * len(_missed_names(line))
