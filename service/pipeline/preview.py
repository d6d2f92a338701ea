"""The structure of an article as it will be translated, before anything is; refuses to translate and to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.domain.content import CodeKind, Content, Part
from service.domain.language import TARGETS
from service.domain.term import Term
from service.domain.unit import Role, TranslationUnit
from service.pipeline.ports import Format, Linguistics
from service.pipeline.report import list_doubts
from service.pipeline.steps import cut_units
from service.pipeline.terms import look_into
from service.pipeline.work import Tools
from service.quality.doubts import Doubt

CUT_AT_MOST = 100_000  # characters; a longer article is shown by blocks, for finding its sentences takes seconds


class Mark(StrEnum):
    """What a stretch of a block is to the translation."""

    TEXT = "text"  # translated
    OPENING = "opening"  # inline codes
    CLOSING = "closing"
    STANDALONE = "standalone"
    KEPT = "kept"  # shielded: an address, a number of telephone or account, a name, a term not to be translated


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block as a reader sees it."""

    mark: Mark
    text: str  # of a code: the format's own characters


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the article, in its role."""

    role: Role
    segments: tuple[tuple[Stretch, ...], ...]  # empty for a block that is kept as it is
    kept: tuple[Stretch, ...]  # the whole block, if it is kept as it is or was not cut


@dataclass(frozen=True, slots=True)
class Preview:
    """What Gemello understood of an article."""

    blocks: tuple[Block, ...]
    cut: bool  # False for an article too long to be cut into segments while somebody waits
    doubts: tuple[Doubt, ...]  # what is odd about it as it was handed in

    @property
    def segments(self) -> int:
        """How many segments will be translated; 0 if the article was not cut."""
        return sum(len(block.segments) for block in self.blocks)

    def count(self, mark: Mark) -> int:
        """How many stretches of the article have this mark."""
        return sum(
            stretch.mark == mark
            for block in self.blocks
            for stretches in (*block.segments, block.kept)
            for stretch in stretches
        )


def preview(data: bytes, form: Format, tools: Tools) -> Preview:
    """The structure of the article in `data`; raises `InvalidInput` kinds."""
    article = form.extract(data)
    units = article.units
    cut = sum(len(unit.content.text) for unit in units) <= CUT_AT_MOST
    if cut:
        units = cut_units(units, tools.care, tools.max_segments)
    terms = look_into(tools.terms)

    def stretches(content: Content, role: Role) -> tuple[Stretch, ...]:
        found = [term for code in TARGETS for term in terms.find(content.text, code, tools.towns.get(code, ""))]
        kept = {term.key: term for term in found if term.kept}
        return tuple(_mark(content, role, tools.care, list(kept.values())))

    def block(unit: TranslationUnit) -> Block:
        segments = tuple(stretches(segment.content, unit.role) for segment in unit.segments)
        return Block(unit.role, segments, () if segments else stretches(unit.content, unit.role))

    return Preview(tuple(block(unit) for unit in units), cut, list_doubts(article, form))


def _mark(content: Content, role: Role, care: Linguistics, kept: list[Term]) -> Iterator[Stretch]:
    own = set(content.codes)
    for part in care.shield(content, role, kept):
        yield _stretch(part, is_own=part in own)


def _stretch(part: Part, *, is_own: bool) -> Stretch:
    """A name that a format keeps (``Foto: Stadt Ludwigsburg``) is a code of the format's own that reads as words."""
    if isinstance(part, str):
        return Stretch(Mark.TEXT, part)
    if not is_own:
        return Stretch(Mark.KEPT, part.data)
    if part.kind is CodeKind.STANDALONE and part.equivalent.strip():
        return Stretch(Mark.KEPT, part.equivalent)
    return Stretch(Mark(part.kind), part.data)
