"""Terms the model said in other words, set into its sentence; refuses every place that is not safe.

The ladder, told for each term of a segment in the report: the model wrote an agreed form (applied); the words that translate the
term are found along the alignment and the agreed form is set in their place (substituted); or it is missed, and an issue says
where. A segment is decoded once more for this, its terms marked: the same words, and with them the places of the marks. A
model is then also asked to go on from the agreed form (`continuation`), which needs nothing behind it to agree; its sentence is taken if
nothing is wrong with it that was not wrong before, and nothing left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.term import CaseRule, Term
from service.domain.translation import Draft
from service.pipeline import steps
from service.pipeline.continuation import go_on
from service.pipeline.progress import at_its_end
from service.pipeline.repair import exchange_figures, weigh_line
from service.pipeline.work import Line, Tools, Work
from service.quality.terms import count_uses, find_missed

UNSURE = -0.6  # mean log-probability a token below which a model's word for a term that ships is not trusted
SHORTEST = 0.9  # of the first attempt's length that a sentence gone on with has at least: small models leave out what they cannot say


def set_terms(work: Work, tools: Tools) -> Work:
    """Missed terms are set in where that is safe; a segment that would be the worse for it stays as it is."""
    wanted = {index: terms for index, line in enumerate(work.lines) if (terms := list_wanted(line))}
    if not wanted:
        return work
    marked = [_mark(work.lines[index], terms, tools) for index, terms in wanted.items()]
    attempt = replace(work.with_lines(tuple(marked)), progress=at_its_end(work))
    attempt = steps.translate(steps.leverage(attempt, tools), tools)
    continued = go_on(work, dict(zip(wanted, attempt.lines, strict=True)), wanted, tools)
    attempt = attempt.with_lines(
        tuple(_set_in(work.lines[i], line, wanted[i], tools) for i, line in zip(wanted, attempt.lines, strict=True))
    )
    attempt = steps.finish(attempt, tools)
    attempt = steps.check(attempt.with_lines(tuple(_unmark(line, tools) for line in attempt.lines)), tools)
    lines = list(work.lines)
    for index, line in zip(wanted, attempt.lines, strict=True):
        chosen = _choose(lines[index], line)
        lines[index] = _prefer(continued[index], chosen, lines[index]) if index in continued else chosen
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
    if after.substituted and weigh_line(after) < weigh_line(before):
        return after
    if before.target and after.target and before.target.content.text == after.target.content.text:
        issues = after.target.issues if before.target.content == after.target.content else before.target.issues
        return replace(before, target=replace(before.target, issues=issues), places=after.places)
    return before


def _prefer(continued: Line, chosen: Line, before: Line) -> Line:
    """The continued sentence if nothing is wrong with it that was not wrong before, and it is not the shorter one."""
    if continued.draft is None or before.draft is None or not _is_sound(continued, chosen, before):
        return chosen
    sure = min(continued.draft.score, before.draft.score)  # no surer than the words before the form
    draft = replace(continued.draft, score=sure)
    return replace(continued, draft=draft, target=continued.target and replace(continued.target, score=sure))


def _is_sound(continued: Line, chosen: Line, before: Line) -> bool:
    """True if it has its terms, each as often as is chosen already, is as long, and no check objects that did not before."""
    if continued.target is None or chosen.target is None:
        return False
    said, told, language = continued.target.content, chosen.target.content, continued.language
    uses = ((count_uses(term, said, language), count_uses(term, told, language)) for term in continued.substituted)
    least = len(told.text) * (1 if chosen.substituted else SHORTEST)
    return (
        all(1 <= use <= max(1, known) for use, known in uses)
        and len(said.text) >= least
        and weigh_line(continued) <= weigh_line(chosen)
        and _objections(continued) <= _objections(before)
    )


def _objections(line: Line) -> set[str]:
    return {issue.check for issue in line.target.issues} if line.target else set()
