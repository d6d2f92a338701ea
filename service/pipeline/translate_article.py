"""Translates one article into its target languages; the steps in their order stand here for all to read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.domain.language import Language
from service.domain.records import Rendering, StoredSegment
from service.domain.towns import Towns
from service.pipeline import steps
from service.pipeline.ports import Format, Progress
from service.pipeline.rating import rate
from service.pipeline.repair import repair
from service.pipeline.report import report
from service.pipeline.setting_terms import set_terms
from service.pipeline.work import Line, Tools, Work

STEPS: tuple[Callable[[Work, Tools], Work], ...] = (
    steps.extract,
    steps.segment,
    steps.prepare,
    steps.leverage,
    steps.translate,
    steps.finish,
    steps.check,
    repair,
    set_terms,
    rate,
    steps.merge,
)


def translate_article(
    data: bytes,
    form: Format,
    targets: tuple[Language, ...],
    tools: Tools,
    progress: Progress,
    towns: Towns | None = None,
    earlier: Mapping[Language, Sequence[StoredSegment]] | None = None,
) -> dict[Language, Rendering]:
    """The article in `data`, read by `form`, in each of `targets`.

    `towns` says which town reads a language where it is another than the tools say. `earlier` are the segments of the article's
    earlier revision: what people wrote or approved there is kept. `progress` is called with (language, segments done,
    segments in all) as work goes on. Raises `InvalidInput` kinds for what cannot be read, `NoRoute` and `TranslationFailed`
    for what cannot be translated.
    """
    tools = replace(tools, engine=tools.engine.pinned())
    work = Work(data, form, targets, progress, {**tools.towns, **(towns or {})}, earlier=earlier or {})
    for step in STEPS:
        work = step(work, tools)
    return {language: _rendering(work, language, tools.review) for language in targets}


def _rendering(work: Work, language: Language, review: int) -> Rendering:
    segments = tuple(_segment(line) for line in work.lines_of(language))
    return Rendering((work.documents or {})[language], segments, report(work, language, review))


def _segment(line: Line) -> StoredSegment:
    if line.target is None:
        raise ValueError("every line has a target after the last step")
    return StoredSegment(line.unit, line.role, line.source, line.target)
