"""The article as it was submitted: its units and the skeleton around them; refuses format syntax."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.domain.unit import TranslationUnit


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one unit in the skeleton."""

    unit: int  # index into `Article.units`
    original: str  # the source characters of this place, written back when there is no target
    layout: Mapping[str, str]  # what the format needs to write a target here, e.g. {"width": "72"}


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One file inside a packed article (DOCX, ODT) whose text is in the skeleton."""

    name: str  # its path in the archive: "word/document.xml"
    pieces: int  # how many of the skeleton's pieces are its own
    encoding: str
    bom: bytes


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Everything of the article that is not translated, in order, with slots where the units stand."""

    pieces: tuple[str | Slot, ...]
    encoding: str = "utf-8"  # Python codec name the bytes were read with
    bom: bytes = b""  # byte-order mark found, written back
    parts: tuple[PackagePart, ...] = ()  # of a packed article: the pieces belong to these, in order
    archive: bytes = b""  # of a packed article: the bytes submitted, which hold every other part

    @property
    def original(self) -> str:
        """The whole source text, byte-order mark left out."""
        return "".join(piece if isinstance(piece, str) else piece.original for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document holds beside its words and must hold in its translation; sorted, repetitions kept."""

    links: tuple[str, ...] = ()  # addresses its links lead to, as written
    images: tuple[str, ...] = ()  # addresses or archive members of its images
    blank_lines: int | None = None  # None where a blank line means nothing: HTML, JSON, DOCX, ODT
    stretches: int | None = None  # of lines between blank ones; None where markup tells the blocks


@dataclass(frozen=True, slots=True)
class Article:
    """What a format's `extract` makes of the submitted bytes."""

    media_type: str  # "text/plain", "text/markdown", …
    units: tuple[TranslationUnit, ...]
    skeleton: Skeleton

    def with_units(self, units: tuple[TranslationUnit, ...]) -> "Article":
        """The same article with its units re-cut; their number must not change."""
        if len(units) != len(self.units):
            raise ValueError(f"{len(units)} units for {len(self.units)} slots")
        return replace(self, units=units)
