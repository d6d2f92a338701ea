"""The structure report as a page shows it, read from its JSON; refuses to judge and to fail at what it does not know.

A report may be older or newer than this module: what is missing is shown as nothing, a count nobody named is shown under
its own name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

RUNGS = ("alignment", "phrase", "segment")  # of the ladder, from the best
UNSEEN = ("characters",)  # rules of preparation whose changes nobody sees: soft hyphens, kinds of spaces
DOUBTFUL = 1 / 3  # confidence below which a segment wants care; above it nothing is promised
GRAVITY = ("critical", "major", "minor")  # most grave first


@dataclass(frozen=True, slots=True)
class Finding:
    """One issue of the report."""

    segment: int
    check: str
    severity: str
    code: str  # "numbers.missing"; "" in a report of an earlier version
    facts: Mapping[str, str]  # what it names
    message: str  # in English


@dataclass(frozen=True, slots=True)
class Urgent:
    """A segment to review first."""

    segment: int
    reason: str  # "issue", "certainty", "length"; "" in a report of an earlier version


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one thing went in and came out."""

    name: str
    source: int
    target: int
    lost: tuple[str, ...]  # in the source and not in the target, where things have names
    kept: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report, ready to be written down."""

    ok: bool
    structure_kept: bool
    unreadable: str  # why the translation could not be read again; "" if it could
    doubts: tuple[Mapping[str, Any], ...]  # what is odd about the article as it was handed in
    findings: tuple[Finding, ...]
    first: tuple[Urgent, ...]  # segments to review first, the most urgent first
    confidence: Mapping[int, float]  # by segment, where it was measured for the packages: 0 to 1
    counts: tuple[Count, ...]
    segments: Mapping[str, int]
    terms: Mapping[str, int]
    town: str  # whose own terms counted, "" for none in particular
    placements: tuple[tuple[str, int], ...]  # rungs of the ladder and how many inline codes each placed
    readings: Mapping[int, tuple[tuple[str, str], ...]]  # by segment: what stood in the German, as what it was read

    def is_doubtful(self, segment: int) -> bool:
        """True where it was measured that such a segment is hardly ever among the better ones of its packages."""
        return self.confidence.get(segment, 1.0) < DOUBTFUL

    @property
    def minor(self) -> int:
        """How many issues are only minor."""
        return len(self.findings) - self.grave

    @property
    def grave(self) -> int:
        """How many issues a person must look at."""
        return sum(finding.severity != GRAVITY[-1] for finding in self.findings)


def view_report(report: Mapping[str, Any]) -> ReportView:
    """The view of a structure report."""
    source, target = _mapping(report.get("source")), _mapping(report.get("target"))
    return ReportView(
        ok=bool(report.get("ok")),
        structure_kept=bool(report.get("structure_kept")),
        unreadable=str(target.get("unreadable", "")),
        doubts=tuple(report.get("doubts") or ()),
        findings=tuple(sorted(_findings(report), key=lambda finding: (_gravity(finding), finding.segment))),
        first=tuple(Urgent(int(each["segment"]), str(each.get("reason", ""))) for each in report.get("review") or ()),
        confidence=_confidence(report) if report.get("confidence_calibrated") else {},
        counts=tuple(_counts(report, source, target)),
        segments=_numbers(report.get("segments")),
        terms=_numbers(report.get("terms")),
        town=str(_mapping(report.get("terms")).get("town") or ""),
        placements=tuple((rung, number) for rung, number in _numbers(report.get("codes")).items() if rung in RUNGS),
        readings=_readings(report),
    )


def _findings(report: Mapping[str, Any]) -> Iterator[Finding]:
    for issue in report.get("issues") or ():
        yield Finding(
            int(issue.get("segment", 0)),
            str(issue.get("check", "")),
            str(issue.get("severity", GRAVITY[-1])),
            str(issue.get("code", "")),
            {str(name): str(value) for name, value in _mapping(issue.get("facts")).items()},
            str(issue.get("message", "")),
        )


def _gravity(finding: Finding) -> int:
    return GRAVITY.index(finding.severity) if finding.severity in GRAVITY else len(GRAVITY)


def _counts(report: Mapping[str, Any], source: Mapping[str, Any], target: Mapping[str, Any]) -> Iterator[Count]:
    """What the documents hold, without what neither has, and the numbers of the segments."""
    for name in source:
        count = Count(
            name,
            _size(source[name]),
            _size(target.get(name)),
            tuple(_lost(source[name], target.get(name))),
            source[name] == target.get(name),
        )
        if name in target and (count.source or count.target):
            yield count
    numbers = _numbers(report.get("numbers"))
    if numbers.get("total"):
        total, kept = numbers["total"], numbers.get("kept", 0)
        yield Count("numbers", total, kept, (), kept == total)


def _confidence(report: Mapping[str, Any]) -> dict[int, float]:
    told = ((each.get("segment"), each.get("confidence")) for each in report.get("per_segment") or ())
    return {int(segment): float(value) for segment, value in told if segment is not None and value is not None}


def _readings(report: Mapping[str, Any]) -> dict[int, tuple[tuple[str, str], ...]]:
    changed = ((each.get("segment"), each.get("preparation") or ()) for each in report.get("per_segment") or ())
    return {
        int(segment): tuple(
            (str(each["before"]), str(each["after"])) for each in changes if each.get("rule") not in UNSEEN
        )
        for segment, changes in changed
    }


def _size(value: object) -> int:
    """``3``, ``["a", "b", "c"]`` and ``{"x": 1, "y": 2}`` are three each; of a pair of codes one end counts."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, Mapping):
        return sum(_size(each) for name, each in value.items() if not str(name).startswith("closing:"))
    return len(value) if isinstance(value, list) else 0


def _lost(source: object, target: object) -> Iterator[str]:
    if isinstance(source, list) and isinstance(target, list):
        remaining = list(target)
        for each in source:
            if each in remaining:
                remaining.remove(each)
            else:
                yield str(each)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _numbers(value: object) -> dict[str, int]:
    return {name: number for name, number in _mapping(value).items() if isinstance(number, int)}
