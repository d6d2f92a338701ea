"""Sentences that the model goes on with after an agreed form was set in, so that the rest agrees with it; refuses to choose.

``Le bureau local a décidé`` begun as ``La mairie`` may go on ``a été informée``: the words after the form are the model's own, in
full knowledge of it. Every sentence of an article that wants this is decoded together with the others, once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.term import Term
from service.domain.translation import Manner
from service.pipeline import steps
from service.pipeline.progress import at_its_end
from service.pipeline.repair import exchange_figures
from service.pipeline.work import Line, Tools, Work


def go_on(
    work: Work, marked: Mapping[int, Line], wanted: Mapping[int, Sequence[Term]], tools: Tools
) -> dict[int, Line]:
    """By index of the work's lines, each that can begin with an agreed form, continued by the model and checked.

    `marked` are these lines with the drafts of their marked sources, `wanted` the terms they miss.
    """
    whole = {index: line for index, line in marked.items() if line.manner is not Manner.PIECES}
    opened = {index: _open(work.lines[index], line, wanted[index], tools) for index, line in whole.items()}
    asked = {index: line for index, line in opened.items() if line.opening}
    if not asked:
        return {}
    attempt = replace(work.with_lines(tuple(asked.values())), progress=at_its_end(work))
    attempt = steps.translate(steps.leverage(attempt, tools), tools)
    attempt = attempt.with_lines(tuple(exchange_figures(line, tools.care) for line in attempt.lines))
    attempt = steps.check(steps.finish(attempt, tools), tools)
    return dict(zip(asked, attempt.lines, strict=True))


def _open(before: Line, marked: Line, terms: Sequence[Term], tools: Tools) -> Line:
    opening, done = "", tuple[Term, ...]()
    if before.draft is not None and marked.draft is not None:
        text = before.draft.content.text
        opening, done = tools.care.open_with_terms(marked.draft, text, marked.prepared, terms, marked.language)
    again = replace(before, key="", draft=None, target=None, reused=False, exchanges=())
    return replace(again, opening=opening, substituted=done)
