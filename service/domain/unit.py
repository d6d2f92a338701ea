"""Translation units and what they are cut into; refuses to lose a character between the two (invariant 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from service.domain.content import Content, join


class Role(StrEnum):
    """What a block is in the article; decides how it is treated (a headline gets no full stop)."""

    HEADLINE = "headline"
    TEASER = "teaser"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    CAPTION = "caption"
    AUTHOR = "author"
    DATELINE = "dateline"
    CONTACT = "contact"
    LIST_ITEM = "list-item"
    CELL = "cell"
    NAVIGATION = "navigation"
    ATTRIBUTE = "attribute"  # alt, title, front-matter value: text that is not a block of its own


@dataclass(frozen=True, slots=True)
class Segment:
    """What is translated at once, usually a sentence; its content neither starts nor ends with white space."""

    content: Content


@dataclass(frozen=True, slots=True)
class Ignorable:
    """What stands between segments and is kept as it is: spaces, a lone code, a rule of dashes."""

    content: Content


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One block of the article: a heading, a paragraph, a table cell."""

    role: Role
    content: Content
    parts: tuple[Segment | Ignorable, ...] = ()  # empty until segmented

    def __post_init__(self) -> None:
        if self.parts and join(part.content for part in self.parts) != self.content:
            raise ValueError("the parts of a translation unit must join to its content")

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in order, ignorables left out."""
        return tuple(part for part in self.parts if isinstance(part, Segment))

    def with_parts(self, parts: Iterable[Segment | Ignorable]) -> "TranslationUnit":
        """The same unit cut into `parts`; raises ValueError if they do not join to its content."""
        return TranslationUnit(self.role, self.content, tuple(parts))

    def assemble(self, targets: Iterable[Content]) -> Content:
        """The unit's translation: `targets` in the places of its segments, ignorables kept."""
        remaining = iter(targets)
        pieces = [next(remaining) if isinstance(part, Segment) else part.content for part in self.parts]
        if next(remaining, None) is not None:
            raise ValueError("more targets than segments")
        return join(pieces)
