"""The translation memory's units, segments with the translation a person approved; refuses how they are found and stored.

Invariant: machine output becomes a unit only by a person's approval. Both sides are in the notation of `notation`, so a unit fits
every segment with the same words and the same structure of codes, whatever link stands behind ``<1>``:

    MemoryUnit("Zum <1>Rathaus</1>.", "À la <1>mairie</1>.", FRENCH)

A unit with a town was approved for that town's readers; one without is for every reader of its language.

Two sources are the same if nothing but this tells them apart: soft hyphens, composed or decomposed letters, and which white space
stands where (a no-break space is a space, several are one). Capitals count: ``RATHAUS`` is not ``Rathaus``.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from service.domain.errors import InvalidInput
from service.domain.language import TARGETS, Language
from service.domain.notation import list_codes, plain_text
from service.domain.term import fold
from service.domain.towns import LONGEST_TOWN

_CODE_OR_DIGITS = re.compile(r"(</?\d+/?>)|\d+")


class InvalidUnit(InvalidInput):
    """A pair of texts that cannot be kept in the memory."""

    title = "Invalid memory unit"


class MatchKind(StrEnum):
    """How a unit fits a segment, the best first."""

    CONTEXT = "context"  # the same source between the same neighbours
    EXACT = "exact"  # the same source
    FUZZY = "fuzzy"  # a source that is alike


class Kinship(IntEnum):
    """For whom a unit was approved, seen from the town that reads; the nearest first."""

    OWN = 0  # for that very town; if no town reads, for every reader
    GENERAL = 1  # for every reader of the language
    OTHER = 2  # for another town


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A source and its approved translation, with where they stood and who approved them."""

    source: str  # German, in notation
    target: str  # in notation, with the codes of the source
    language: Language
    before: str = ""  # plain text of the segment before it, "" at an article's beginning or if unknown
    after: str = ""
    author: str = ""  # who approved it, for people
    article: str = ""  # id of the article whose approval brought it; "" if it was imported
    created: datetime | None = None  # None until it is kept
    changed: datetime | None = None
    id: str = ""  # given when it is kept
    town: str = ""  # the twin town it was approved for; "" is every reader of the language

    def __post_init__(self) -> None:
        if self.language not in TARGETS:
            raise InvalidUnit(f"{self.language} is no target language. Use one of: {', '.join(TARGETS)}.")
        if not plain_text(self.source).strip() or not plain_text(self.target).strip():
            raise InvalidUnit("A memory unit needs words on both sides.")
        if Counter(list_codes(self.source)) != Counter(list_codes(self.target)):
            raise InvalidUnit(f"The translation of {self.source!r} does not have the same inline codes.")
        if len(self.town) > LONGEST_TOWN:
            raise InvalidUnit(f"The town {self.town[:20]!r}… has {len(self.town)} characters, {LONGEST_TOWN} at most.")

    @property
    def key(self) -> str:
        """What the exact matches of a segment share."""
        return source_key(self.source)

    @property
    def context(self) -> str:
        """Names the two neighbours."""
        return context_key(self.before, self.after)

    def kinship(self, town: str) -> Kinship:
        """Whose the unit is to a reader in `town` ("" for no town in particular); capitals do not tell towns apart."""
        if fold(self.town) == fold(town):
            return Kinship.OWN
        return Kinship.OTHER if self.town else Kinship.GENERAL


@dataclass(frozen=True, slots=True)
class Match:
    """A unit found for a segment."""

    unit: MemoryUnit
    kind: MatchKind
    score: int  # 100 if the sources are the same, else less: how much of them is alike


def normalise(text: str) -> str:
    """`text` as the memory compares it."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def source_key(source: str) -> str:
    """32 hex digits, the same for two sources (in notation) exactly if they are the same to the memory."""
    return _digest(normalise(source))


def shape_key(source: str) -> str | None:
    """The same for two sources that differ in nothing but digits (``Am 3. Mai``, ``Am 15. Mai``); None if it has none."""
    text = normalise(source)
    masked = _CODE_OR_DIGITS.sub(lambda match: match[1] or "\0", text)
    return _digest(masked) if "\0" in masked else None


def context_key(before: str, after: str) -> str:
    """32 hex digits for two neighbours, plain texts."""
    return _digest(f"{normalise(before)}\0{normalise(after)}")


def has_words(source: str) -> bool:
    """False for what needs no memory: figures, marks and emoji alone."""
    return any(character.isalpha() for character in plain_text(source))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
