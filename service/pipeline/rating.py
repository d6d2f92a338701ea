"""How far each segment can be trusted, and which a person should read first; refuses to judge by itself.

Rated is what a model translated; terms, people's translations and what passes the model by need no such reading.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.target import Origin
from service.pipeline.work import Line, Tools, Work
from service.quality.confidence import Confidence, Evidence, find_calibration, rate_segments


def rate(work: Work, _tools: Tools) -> Work:
    """Every machine's translation gets its confidence."""
    rated = {language: iter(_rate(work, language)) for language in work.targets}
    return work.with_lines(
        tuple(replace(line, confidence=next(rated[line.language])) if _is_rated(line) else line for line in work.lines)
    )


def list_review(lines: Sequence[Line], number: int) -> list[dict[str, object]]:
    """The segments to read first, at most `number`: those with a critical issue, then the least trusted; each text once."""
    firsts = {line.key: (index, line) for index, line in reversed(list(enumerate(lines))) if line.confidence}
    chosen = sorted(firsts.values(), key=lambda pair: _urgency(*pair))[:number]
    return [_review(index, line) for index, line in chosen]


def is_calibrated(work: Work, language: Language) -> bool:
    """True if confidence is a measured chance; False if it is a rank within the article."""
    return find_calibration(work.signature(language)) is not None


def _rate(work: Work, language: Language) -> list[Confidence]:
    lines = [line for line in work.lines_of(language) if _is_rated(line)]
    return rate_segments([_evidence(line) for line in lines], find_calibration(work.signature(language)))


def _is_rated(line: Line) -> bool:
    decoded = line.draft is not None and line.draft.decodes > 0
    return decoded and line.target is not None and line.target.origin is Origin.MACHINE


def _evidence(line: Line) -> Evidence:
    score = line.draft.score if line.draft else 0.0
    target = line.target.content.text if line.target else ""
    return Evidence(score, len(line.source.text), len(target))


def _urgency(index: int, line: Line) -> tuple[bool, float, int]:
    return not _is_critical(line), line.confidence.value if line.confidence else 1.0, index


def _is_critical(line: Line) -> bool:
    return line.target is not None and any(issue.severity is Severity.CRITICAL for issue in line.target.issues)


def _review(index: int, line: Line) -> dict[str, object]:
    confidence = line.confidence
    reason = "issue" if _is_critical(line) or confidence is None else str(confidence.reason)
    return {
        "segment": index,
        "block": line.unit,
        "confidence": confidence.value if confidence else None,
        "reason": reason,
    }
