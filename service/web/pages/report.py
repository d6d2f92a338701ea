"""The structure report as a page shows it, read from its JSON; refuses to judge and to fail at what it does not know.

A report may be older or newer than this module: what is missing is shown as nothing, a count nobody named is shown under
its own name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

GRAVITY = ("critical", "major", "minor")  # most grave first


@dataclass(frozen=True, slots=True)
class Finding:
    """One issue of the report."""

    segment: int
    check: str
    severity: str
    message: str  # in English


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
    findings: tuple[Finding, ...]
    counts: tuple[Count, ...]
    segments: Mapping[str, int]
    terms: Mapping[str, int]
    placements: tuple[tuple[str, int], ...]  # rungs of the ladder and how many segments each placed

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
        findings=tuple(sorted(_findings(report), key=lambda finding: (_gravity(finding), finding.segment))),
        counts=tuple(_count(name, source[name], target.get(name)) for name in source if name in target),
        segments=_numbers(report.get("segments")),
        terms=_numbers(report.get("terms")),
        placements=tuple(sorted(_numbers(report.get("placement")).items(), key=lambda rung: -rung[1])),
    )


def _findings(report: Mapping[str, Any]) -> Iterator[Finding]:
    for issue in report.get("issues") or ():
        yield Finding(
            int(issue.get("segment", 0)),
            str(issue.get("check", "")),
            str(issue.get("severity", GRAVITY[-1])),
            str(issue.get("message", "")),
        )


def _gravity(finding: Finding) -> int:
    return GRAVITY.index(finding.severity) if finding.severity in GRAVITY else len(GRAVITY)


def _count(name: str, source: object, target: object) -> Count:
    return Count(name, _size(source), _size(target), tuple(_lost(source, target)), source == target)


def _size(value: object) -> int:
    """``3``, ``["a", "b", "c"]`` and ``{"x": 1, "y": 2}`` are three each."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, Mapping):
        return sum(_size(each) for each in value.values())
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
