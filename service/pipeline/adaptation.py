"""Memory units that differ from a segment in figures alone, made to fit it; refuses any that a check has doubts about.

``Am 3. Mai`` was approved as ``Le 3 mai``; for ``Am 5. Mai`` that is ``Le 5 mai``. What is not certain is not used; it is still found
as a fuzzy match and offered to the reviewer.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.content import Content
from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.memory import MemoryUnit, shape_key
from service.domain.notation import plain_text, read_notation, write_notation
from service.domain.target import Origin, Target
from service.pipeline.kinship import list_usable
from service.pipeline.work import Line, Tools

PERSON = "person"  # placement of codes that a person put in place


def adapt_lines(lines: Sequence[Line], language: Language, town: str, tools: Tools) -> list[Line]:
    """The lines of one language, read in `town`, those without a target filled in where an approved translation can be made to fit."""
    shapes = [None if line.target else shape_key(write_notation(line.source, line.source)) for line in lines]
    wanted = {shape for shape in shapes if shape is not None}
    known = tools.memory.find_shapes(wanted, language) if tools.memory and wanted else {}
    return [
        _adapted(line, list_usable(known[shape], town, tools), tools) if shape is not None and shape in known else line
        for line, shape in zip(lines, shapes, strict=True)
    ]


def _adapted(line: Line, units: Sequence[MemoryUnit], tools: Tools) -> Line:
    """The line with the first of the units that can be made to fit; as it was if none can."""
    for unit in units:
        content = _exchange(line, unit, tools)
        if content is not None and not _is_doubtful(line, content, tools):
            placement = PERSON if content.codes else "none"
            return replace(line, target=Target(content, Origin.MEMORY_FUZZY, placement=placement))
    return line


def _exchange(line: Line, unit: MemoryUnit, tools: Tools) -> Content | None:
    target = read_notation(unit.target, line.source)
    written = "".join(part for part in line.source if isinstance(part, str))
    return tools.care.exchange_figures(target, plain_text(unit.source), written, line.language)


def _is_doubtful(line: Line, content: Content, tools: Tools) -> bool:
    found = (check(line.source, content, line.language) for check in tools.checks)
    return any(issue is not None and issue.severity is not Severity.MINOR for issue in found)
