"""The part of the structure report that goes segment by segment: codes and their rung, shields, numbers, issues.

Refuses to look at the document. JSON values only.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from service.domain.content import CodeKind, InlineCode
from service.pipeline.adaptation import PERSON
from service.pipeline.repair import ATTEMPTS
from service.pipeline.terms import judge_terms
from service.pipeline.work import Line
from service.quality.numbers import pair_numbers


def report_segment(number: int, line: Line) -> dict[str, object]:
    """What became of one segment; `number` counts the segments of the article from 0."""
    placed = _placed(line)
    return {
        "segment": number,
        "block": line.unit,
        "placement": line.target.placement if line.target else "none",
        "codes": len({code.id for code in line.source.codes}),
        "standalone": sum(code.kind is CodeKind.STANDALONE for code in line.source.codes),
        "displaced": [code.data for code in placed if line.draft and code.id in line.draft.displaced],
        "shielded": [code.data for code in shields_of(line)],
        "numbers": _numbers(line),
        "terms": [{"term": term.source, "outcome": str(outcome)} for term, outcome in judge_terms(line)],
        "preparation": [asdict(change) for change in line.preparation],
        "finishing": [asdict(change) for change in (*line.exchanges, *line.finishing)],
        "attempt": line.attempt,
        "confidence": line.confidence.value if line.confidence else None,
    }


def list_issues(number: int, line: Line) -> list[dict[str, object]]:
    """What the checks found; places are offsets in the plain text of the target and of the source, None where there is none."""
    issues = line.target.issues if line.target else ()
    return [
        {
            "segment": number,
            "block": line.unit,
            "check": issue.check,
            "severity": str(issue.severity),
            "code": issue.code,
            "facts": dict(issue.facts),
            "message": issue.message,
            "start": issue.start,
            "end": issue.end,
            "source_start": issue.source_start,
            "source_end": issue.source_end,
        }
        for issue in issues
    ]


def count_codes(lines: Sequence[Line]) -> dict[str, int]:
    """The inline codes of the article, a pair counted once, and how many each rung placed."""
    rungs: Counter[str] = Counter()
    standalone = 0
    for line in lines:
        own = {code.id for code in line.source.codes}
        low = {rung: own.intersection(ids) for rung, ids in _low_rungs(line).items()}
        rungs.update({rung: len(ids) for rung, ids in low.items()})
        rungs[PERSON if line.target and line.target.placement == PERSON else "alignment"] += len(own) - sum(
            map(len, low.values())
        )
        standalone += sum(code.kind is CodeKind.STANDALONE for code in line.source.codes)
    total = {"total": sum(rungs.values()), "standalone": standalone}
    return total | {rung: rungs[rung] for rung in ("alignment", "phrase", "segment", PERSON)}


def count_numbers(lines: Sequence[Line]) -> dict[str, int]:
    """How many numbers the source has, and how many of them the translation."""
    pairs = [pair for line in lines for pair in _numbers(line) if pair["source"] is not None]
    return {"total": len(pairs), "kept": sum(pair["ok"] is True for pair in pairs)}


def count_attempts(lines: Sequence[Line]) -> dict[str, dict[str, int]]:
    """By further attempt, in the order of the ladder: at how many segments it was tried, and how many it made better."""
    tried = Counter(name for line in lines for name in line.tried)
    kept = Counter(line.attempt for line in lines)
    names = (attempt.name for attempt in ATTEMPTS)
    return {name: {"tried": tried[name], "kept": kept[name]} for name in names if name in tried}


def shields_of(line: Line) -> list[InlineCode]:
    """The codes that hold what the model was not shown."""
    own = set(line.source.codes)
    return [code for code in line.prepared.codes if code not in own]


def _placed(line: Line) -> Iterator[InlineCode]:
    """One code for each pair and each code that stands alone."""
    seen: set[int] = set()
    for code in line.prepared.codes:
        if code.id not in seen:
            yield code
        seen.add(code.id)


def _low_rungs(line: Line) -> dict[str, tuple[int, ...]]:
    return {"phrase": line.draft.phrased, "segment": line.draft.displaced} if line.draft else {}


def _numbers(line: Line) -> list[dict[str, object]]:
    if line.target is None:
        return []
    return [asdict(pair) for pair in pair_numbers(line.source, line.target.content, line.language)]
