"""A second attempt at segments whose figures or names did not survive; refuses to change one without checking it again.

Figures and missed names are shielded, so that the model cannot change them, and the segment goes through the same steps once more. The
attempt with the lighter issues stays.
"""

from dataclasses import replace

from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.term import CaseRule, Term
from service.pipeline import steps
from service.pipeline.ports import Progress
from service.pipeline.work import Line, Tools, Work

FIGURES = "numbers"  # the check whose issues a second attempt with shielded figures can mend
WEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 10, Severity.MINOR: 1}


def repair(work: Work, tools: Tools) -> Work:
    """Lines with changed figures or missed names are translated again with these shielded; the better attempt stays."""
    doubtful = {index: line for index, line in enumerate(work.lines) if _wants_repair(line)}
    if not doubtful:
        return work
    attempt = replace(
        work.with_lines(tuple(_shielded(line, tools) for line in doubtful.values())), progress=_calm(work)
    )
    for step in (steps.leverage, steps.translate, steps.finish, steps.check):
        attempt = step(attempt, tools)
    lines = list(work.lines)
    for index, line in zip(doubtful, attempt.lines, strict=True):
        lines[index] = min(lines[index], line, key=_burden)
    return work.with_lines(tuple(lines))


def _wants_repair(line: Line) -> bool:
    return line.target is not None and (
        any(issue.check == FIGURES for issue in line.target.issues) or bool(_missed_names(line))
    )


def _names(line: Line) -> list[Term]:
    """The names of the segment: terms whose capitals count."""
    return [term for term in line.terms if term.case is CaseRule.EXACT and not term.kept]


def _missed_names(line: Line) -> list[Term]:
    """The names that the target has in no form."""
    text = line.target.content.text if line.target else ""
    return [term for term in _names(line) if not any(form in text for form in term.accepted)]


def _shielded(line: Line, tools: Tools) -> Line:
    prepared = tools.care.shield_again(line.prepared, _names(line))
    return replace(line, prepared=prepared, key="", draft=None, target=None, reused=False, repaired=True)


def _burden(line: Line) -> int:
    """How heavy the issues of a line weigh; a lost name is worse than a code out of place."""
    issues = line.target.issues if line.target else ()
    return sum(WEIGHTS[issue.severity] for issue in issues) + WEIGHTS[Severity.MAJOR] * len(_missed_names(line))


def _calm(work: Work) -> Progress:
    """The same progress, standing at its end: second attempts are no further segments."""

    def still_there(language: Language, _done: int, _total: int) -> None:
        total = len(work.lines_of(language))
        work.progress(language, total, total)

    return still_there
