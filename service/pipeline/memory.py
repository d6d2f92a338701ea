"""What people approved before, put in the place of machine work; refuses to use what is only alike.

For each segment the first that fits: what people wrote or approved in the article's earlier revision; a unit of the memory with
the same source, approved for the town that reads before those for every reader, between the same neighbours before others, changed
last before older; one that differs in figures alone and can be made to fit (see `adaptation`). What was approved for another town is
not used unless the tools say so. Codes are those of the segment at hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.memory import InvalidUnit, MemoryUnit, context_key, has_words, source_key
from service.domain.notation import read_notation, write_notation
from service.domain.records import StoredSegment
from service.domain.target import Origin, State, Target
from service.pipeline.adaptation import PERSON, adapt_lines
from service.pipeline.kinship import list_nearest
from service.pipeline.work import Line, Tools, Work

TERMS = "terms"  # the check that reports a term of the glossary that is missing
REVIEWED = frozenset({State.REVIEWED, State.FINAL})
RECALLED = frozenset({Origin.MEMORY_EXACT, Origin.MEMORY_FUZZY})


@dataclass(frozen=True, slots=True)
class _Known:
    """A translation that people stand behind, ready for any segment with the same source."""

    context: str  # names its neighbours
    notation: str
    target: Target  # its content belongs to the segment it was made for


def recall(work: Work, tools: Tools) -> Work:
    """The lines that people translated before get their target; a second attempt of the machine is none of them."""
    if all(line.attempt for line in work.lines):
        return work
    contexts = _contexts([(line.language, line.source) for line in work.lines])
    recalled = list(work.lines)
    for language in work.targets:
        mine = [place for place, line in enumerate(work.lines) if line.language is language]
        answered = _recall_lines([(work.lines[place], contexts[place]) for place in mine], language, work, tools)
        for place, line in zip(mine, adapt_lines(answered, language, work.towns.get(language, ""), tools), strict=True):
            recalled[place] = line
    return work.with_lines(tuple(recalled))


def units_from(
    segments: Sequence[StoredSegment], language: Language, article: str, author: str, town: str = ""
) -> list[MemoryUnit]:
    """The units that an approved translation brings into the memory, for the readers in `town`.

    Left out are terms (the termbase has them), segments without words, and targets that are empty or lack a code.
    """
    texts = ["", *(segment.source.text for segment in segments), ""]
    units: list[MemoryUnit] = []
    for place, segment in enumerate(segments):
        source, target = _notations(segment)
        if segment.target.origin is Origin.TERM or not has_words(source):
            continue
        with suppress(InvalidUnit):
            before, after = texts[place], texts[place + 2]
            units.append(MemoryUnit(source, target, language, before, after, author, article, town=town))
    return units


def weigh_issues(target: Target, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues as heavy as they are for this target.

    What a check finds in words that a person approved for this very source is shown and no more: minor. But a term missed keeps
    its weight, for the glossary may be newer than the approval.
    """
    if target.origin is not Origin.MEMORY_EXACT and target.state not in REVIEWED:
        return tuple(issues)
    return tuple(issue if issue.check == TERMS else replace(issue, severity=Severity.MINOR) for issue in issues)


def _recall_lines(lines: Sequence[tuple[Line, str]], language: Language, work: Work, tools: Tools) -> list[Line]:
    """The lines of one language, each given with its context key, with the targets that are known for their sources."""
    keys = [source_key(write_notation(line.source, line.source)) for line, _ in lines]
    known = _known(language, keys, work, tools)
    return [
        _answered(line, context, known[key]) if key in known else line
        for (line, context), key in zip(lines, keys, strict=True)
    ]


def _known(language: Language, keys: Iterable[str], work: Work, tools: Tools) -> Mapping[str, Sequence[_Known]]:
    """What is known by source key, best first."""
    known: dict[str, list[_Known]] = {}
    for key, each in _from_earlier(work.earlier.get(language, ())):
        known.setdefault(key, []).append(each)
    found = tools.memory.find([key for key in keys if key not in known], language) if tools.memory else {}
    for key, units in found.items():
        if nearest := list_nearest(units, work.towns.get(language, ""), tools):
            known[key] = [_Known(unit.context, unit.target, Target(Content(), Origin.MEMORY_EXACT)) for unit in nearest]
    return known


def _from_earlier(segments: Sequence[StoredSegment]) -> Iterator[tuple[str, _Known]]:
    contexts = _contexts([(None, segment.source) for segment in segments])
    for segment, context in zip(segments, contexts, strict=True):
        source, target = _notations(segment)
        if segment.target.origin is Origin.POST_EDITED or segment.target.state in REVIEWED:
            yield source_key(source), _Known(context, target, replace(segment.target, state=State.REVIEWED))


def _answered(line: Line, context: str, known: Sequence[_Known]) -> Line:
    best = next((each for each in known if each.context == context), known[0])
    content = read_notation(best.notation, line.source)
    placement = PERSON if content.codes and best.target.origin is not Origin.MACHINE else best.target.placement
    return replace(line, target=replace(best.target, content=content, placement=placement, issues=()))


def _notations(segment: StoredSegment) -> tuple[str, str]:
    return write_notation(segment.source, segment.source), write_notation(segment.target.content, segment.source)


def _contexts(sources: Sequence[tuple[Language | None, Content]]) -> list[str]:
    """The context keys of segments, whose neighbours are those beside them in the same language."""

    def beside(place: int, other: int) -> str:
        inside = 0 <= other < len(sources) and sources[other][0] == sources[place][0]
        return sources[other][1].text if inside else ""

    return [context_key(beside(place, place - 1), beside(place, place + 1)) for place in range(len(sources))]
