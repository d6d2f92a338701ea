"""Terms the model said in other words, set into its sentence; refuses every place that is not safe.

The ladder, told for each term of a segment in the report: the model wrote an agreed form (applied); the words that translate the
term are found along the alignment and the agreed form is set in their place (substituted); or it is missed, and an issue says
where. A segment is decoded once more for this, its terms marked: the same words, and with them the places of the marks.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.target import Target
from service.domain.term import CaseRule, Term
from service.domain.translation import Draft
from service.pipeline import steps
from service.pipeline.progress import at_its_end
from service.pipeline.repair import WEIGHTS, exchange_figures
from service.pipeline.work import Line, Tools, Work
from service.quality.terms import find_missed

UNSURE = -0.6  # mean log-probability a token below which a model's word for a term that ships is not trusted


def set_terms(work: Work, tools: Tools) -> Work:
    """Missed terms are set in where that is safe; a segment that would be the worse for it stays as it is."""
    wanted = {index: terms for index, line in enumerate(work.lines) if (terms := list_wanted(line))}
    if not wanted:
        return work
    marked = [_mark(work.lines[index], terms, tools) for index, terms in wanted.items()]
    attempt = replace(work.with_lines(tuple(marked)), progress=at_its_end(work))
    attempt = steps.translate(steps.leverage(attempt, tools), tools)
    attempt = attempt.with_lines(
        tuple(_set_in(work.lines[i], line, wanted[i], tools) for i, line in zip(wanted, attempt.lines, strict=True))
    )
    attempt = steps.finish(attempt, tools)
    attempt = steps.check(attempt.with_lines(tuple(_unmark(line, tools) for line in attempt.lines)), tools)
    lines = list(work.lines)
    for index, line in zip(wanted, attempt.lines, strict=True):
        lines[index] = _choose(lines[index], line)
    return work.with_lines(tuple(lines))


def list_wanted(line: Line) -> list[Term]:
    """The terms of a line that are missed and may be set in: the city's own, and those shipped where the model is unsure.

    What ships is a hint: where a model is good, its word for such a term is as often right as the one listed.
    """
    if line.target is None or not line.key:
        return []
    unsure = line.target.score is not None and line.target.score < UNSURE
    missed = find_missed(line.terms, line.target.content, line.language)
    return [term for term in missed if _is_settable(term) and (unsure or not term.starter)]


def _is_settable(term: Term) -> bool:
    """Names have no article to agree with, and the repair brings them back; a kept term is shielded."""
    return bool(term.forms) and not term.kept and term.case is not CaseRule.EXACT


def _mark(line: Line, terms: Sequence[Term], tools: Tools) -> Line:
    prepared = tools.care.mark_terms(line.prepared, terms)
    return replace(line, prepared=prepared, key="", draft=None, target=None, reused=False, exchanges=())


def _set_in(before: Line, line: Line, terms: Sequence[Term], tools: Tools) -> Line:
    line = exchange_figures(line, tools.care) if before.exchanges else line
    if line.draft is None or before.draft is None:
        return line
    text = before.draft.content.text
    content, done = tools.care.set_terms(line.draft, text, line.prepared, terms, line.language)
    return replace(line, draft=replace(line.draft, content=content), substituted=done)


def _unmark(line: Line, tools: Tools) -> Line:
    """The line without its marks, its codes as if there had been none; what a mark still holds is the place of a miss."""
    if line.draft is None or line.target is None:
        return line
    content, places = tools.care.take_marks_off(line.target.content, line.prepared, line.terms)
    prepared, _ = tools.care.take_marks_off(line.prepared, line.prepared, ())
    draft = _without_marks(line.draft, {code.id for code in prepared.codes})
    target = replace(line.target, content=content, placement=draft.placement)
    return replace(line, prepared=prepared, draft=draft, target=target, places=places)


def _without_marks(draft: Draft, codes: set[int]) -> Draft:
    displaced = tuple(code for code in draft.displaced if code in codes)
    phrased = tuple(code for code in draft.phrased if code in codes)
    rung = "segment" if displaced else "phrase" if phrased else "alignment" if codes else "none"
    return replace(draft, displaced=displaced, phrased=phrased, placement=rung)


def _choose(before: Line, after: Line) -> Line:
    """The line with the lighter issues; the first attempt, told where its misses are, if nothing could be set in."""
    if after.substituted and _burden(after.target) < _burden(before.target):
        return after
    if before.target and after.target and before.target.content.text == after.target.content.text:
        issues = after.target.issues if before.target.content == after.target.content else before.target.issues
        return replace(before, target=replace(before.target, issues=issues), places=after.places)
    return before


def _burden(target: Target | None) -> int:
    return sum(WEIGHTS[issue.severity] for issue in target.issues) if target else 0
