"""Source and target of each segment side by side, with what was found in it; refuses to change either."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.issue import Issue, Severity
from service.domain.notation import write_notation
from service.domain.records import Rendering, StoredSegment
from service.domain.signature import PackageIdentity
from service.domain.target import Origin, State
from service.domain.unit import Role
from service.pipeline.preview import Mark
from service.web.pages.report import GRAVITY


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a target: text, perhaps with an issue on it, or an inline code."""

    mark: Mark
    text: str
    severity: Severity | None = None  # of the gravest issue that points at it


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment."""

    number: int  # position in the article, from 0
    segment: StoredSegment
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    opens_block: bool

    @property
    def issues(self) -> list[Issue]:
        """What was found, the most grave first."""
        return sorted(self.segment.target.issues, key=lambda issue: GRAVITY.index(issue.severity))

    @property
    def notation(self) -> str:
        """The target as an editor would write it."""
        return write_notation(self.segment.target.content, self.segment.source)

    @property
    def waits(self) -> bool:
        """True while no person has read it."""
        return self.segment.target.state is State.TRANSLATED and self.segment.target.origin is Origin.MACHINE


def pair_segments(rendering: Rendering) -> tuple[Pair, ...]:
    """The segments of a rendering in order."""
    blocks = [-1, *(segment.unit for segment in rendering.segments)]
    return tuple(
        Pair(
            number,
            segment,
            tuple(mark_issues(segment.source, ())),
            tuple(mark_issues(segment.target.content, segment.target.issues)),
            segment.unit != before,
        )
        for number, (segment, before) in enumerate(zip(rendering.segments, blocks, strict=False))
    )


def join_blocks(rendering: Rendering) -> tuple[tuple[Role, str], ...]:
    """The blocks of the translation in order, role and plain text, to be read."""
    blocks = groupby(rendering.segments, key=lambda segment: (segment.unit, segment.role))
    return tuple((role, " ".join(each.target.content.text for each in segments)) for (_, role), segments in blocks)


def list_packages(rendering: Rendering) -> tuple[PackageIdentity, ...]:
    """The packages that translated it, each once, in the order of the route."""
    signatures = [segment.target.signature for segment in rendering.segments if segment.target.signature]
    return tuple(dict.fromkeys(package for signature in signatures for package in signature.packages))


def mark_issues(content: Content, issues: Sequence[Issue]) -> Iterator[Piece]:
    """The content cut at its codes and at the ends of the issues that say where they are."""
    placed = [(issue.start, issue.end, issue.severity) for issue in issues if issue.start is not None and issue.end]
    edges = sorted({edge for start, end, _ in placed for edge in (start, end)})
    offset = 0
    for part in content:
        if not isinstance(part, str):
            yield _code(part)
            offset += len(part.equivalent)
            continue
        cuts = [0, *(edge - offset for edge in edges if 0 < edge - offset < len(part)), len(part)]
        for start, end in pairwise(cuts):
            on_it = [severity for first, last, severity in placed if first <= offset + start < last]
            yield Piece(Mark.TEXT, part[start:end], min(on_it, key=GRAVITY.index, default=None))
        offset += len(part)


def _code(code: InlineCode) -> Piece:
    """A name that a format kept reads as words, any other code as the format's own characters."""
    if code.kind is CodeKind.STANDALONE and code.equivalent.strip():
        return Piece(Mark.KEPT, code.equivalent)
    return Piece(Mark(code.kind), code.data)
