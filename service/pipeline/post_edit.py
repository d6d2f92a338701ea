"""A finished translation with some of its segments rewritten by a person; refuses to translate.

The article is read and cut again, and its segments must be those the translation was made of. What the report tells of the
machine's work (segments decoded, codes placed) stays as it was.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from service.domain.content import Content
from service.domain.errors import Conflict, InvalidInput, NotFound
from service.domain.language import Language
from service.domain.notation import plain_text, read_notation, write_notation
from service.domain.records import Rendering
from service.domain.target import Origin, State, Target
from service.pipeline import steps
from service.pipeline.adaptation import PERSON
from service.pipeline.ports import Format
from service.pipeline.renewed_report import renew_report
from service.pipeline.report import report
from service.pipeline.work import Line, Tools, Work
from service.quality.codes import check_codes

_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")


class UnusableText(InvalidInput):
    """A rewritten segment that cannot stand in a document."""

    title = "Unusable text"


class LostCodes(InvalidInput):
    """A rewritten segment without all the inline codes of its source, each once and well nested."""

    title = "Inline codes lost"


def rewrite(
    rendering: Rendering, edits: Mapping[int, str], language: Language, data: bytes, form: Format, tools: Tools
) -> Rendering:
    """The rendering of the article in `data` with the segments in `edits` (by number, from 0; in notation) rewritten and checked.

    Raises `NotFound` for a number there is not, `UnknownCode`, `LostCodes` and `UnusableText` for a text that cannot
    stand there, `Conflict` if the article is cut into other segments now than when it was translated.
    """
    for number in edits:
        if not 0 <= number < len(rendering.segments):
            raise NotFound(f"There is no segment {number}; there are {len(rendering.segments)}, counted from 0.")
    work = _read_again(rendering, language, Work(data, form, (language,), lambda *_: None, tools.towns), tools)
    lines = enumerate(work.lines)
    work = work.with_lines(tuple(_edited(line, at, edits[at], tools) if at in edits else line for at, line in lines))
    work = steps.merge(work, tools)
    segments = (
        replace(segment, target=line.target or segment.target)
        for segment, line in zip(rendering.segments, work.lines, strict=True)
    )
    renewed = renew_report(report(work, language), rendering.report, edits)
    return Rendering((work.documents or {})[language], tuple(segments), renewed)


def _read_again(rendering: Rendering, language: Language, work: Work, tools: Tools) -> Work:
    """The work as it was after its last check."""
    for step in (steps.extract, steps.segment, steps.prepare):
        work = step(work, tools)
    if [line.source for line in work.lines] != [segment.source for segment in rendering.segments]:
        raise Conflict(
            "This translation was made by an earlier version, which cut the article into other segments. "
            "Submit the article again under a new external id to translate it anew."
        )
    pairs = zip(work.lines, rendering.segments, strict=True)
    work = work.with_lines(tuple(replace(line, target=segment.target) for line, segment in pairs))
    made = (segment.target.signature for segment in rendering.segments if segment.target.signature)
    return replace(work, signatures={language: next(made, None) or tools.engine.signature(language)})


def _edited(line: Line, number: int, text: str, tools: Tools) -> Line:
    """The line as a person has written it: read and therefore reviewed, its issues as grave as they are."""
    content = _read(line, number, text)
    target = Target(content, Origin.POST_EDITED, placement=PERSON if content.codes else "none")
    checked = steps.check_line(replace(line, target=target), tools)
    return replace(checked, target=checked.target and replace(checked.target, state=State.REVIEWED))


def _read(line: Line, number: int, text: str) -> Content:
    """The text with the codes of the source; raises `UnknownCode`, `LostCodes`, `UnusableText`."""
    try:
        content = read_notation(_one_line(text), line.source)
    except UnusableText as error:
        raise UnusableText(f"Segment {number}: {error}") from error
    wrong = check_codes(line.source, content, line.language)
    if wrong is not None:
        every = write_notation(Content(*line.source.codes), line.source)
        raise LostCodes(f"Segment {number}: {wrong.message} Write {every} with each code once, opened before closed.")
    return content


def _one_line(text: str) -> str:
    """The text without breaks, which would end the block it stands in; raises `UnusableText`."""
    line = _BREAKS.sub(" ", text).strip()
    if not plain_text(line).strip():
        raise UnusableText("A translation cannot be empty. Write at least one word.")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in line):
        raise UnusableText("The text holds a control character. Write it again without.")
    return line
