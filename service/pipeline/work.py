"""The value that travels through the steps; refuses behaviour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.domain.article import Article
from service.domain.change import Change
from service.domain.content import Content
from service.domain.double_form import DoubleForm
from service.domain.language import Language
from service.domain.records import StoredSegment
from service.domain.signature import EngineSignature
from service.domain.target import Target
from service.domain.term import Term
from service.domain.towns import Towns
from service.domain.translation import Draft, Manner
from service.domain.unit import Role
from service.pipeline.ports import (
    Check,
    Engine,
    Format,
    Linguistics,
    Progress,
    SegmentCache,
    Termbase,
    TranslationMemory,
)
from service.quality.confidence import Confidence


@dataclass(frozen=True, slots=True)
class Tools:
    """What the steps work with."""

    engine: Engine
    cache: SegmentCache
    care: Linguistics
    checks: tuple[Check, ...]
    max_segments: int = 2000
    chunk: int = 32  # segments decoded between two writes to the cache: what a killed process can lose
    terms: Termbase | None = None  # without one, no term is looked for
    towns: Towns = field(default_factory=dict)  # whose terms count, where the article does not say
    memory: TranslationMemory | None = None  # without one, nothing is recalled
    other_towns: bool = False  # whether what was approved for another town is used like one's own
    review: int = 3  # segments of an article that a person is told to read first


@dataclass(frozen=True, slots=True)
class Line:
    """One segment into one language, filled in step by step."""

    unit: int  # index of its translation unit
    role: Role
    language: Language
    source: Content
    prepared: Content
    terms: tuple[Term, ...] = ()  # the termbase's entries that occur in the source
    people: tuple[Term, ...] = ()  # the persons the source names
    both: tuple[DoubleForm, ...] = ()  # whom it names in both genders, where the target should too
    key: str = ""  # "" if the segment is itself a term: no machine is asked
    draft: Draft | None = None
    reused: bool = False  # the draft came out of the cache
    target: Target | None = None  # from the memory already before a draft is asked for
    preparation: tuple[Change, ...] = ()  # what rules made of the source for the engine
    exchanges: tuple[Change, ...] = ()  # figures of the draft exchanged for those of the source
    finishing: tuple[Change, ...] = ()  # what rules made of the draft
    manner: Manner = Manner.USUAL
    opening: str = ""  # what the draft is to begin with
    attempt: str = ""  # name of the further attempt that made the target; "" for the first translation
    tried: tuple[str, ...] = ()  # names of all further attempts, in their order
    places: Mapping[Term, tuple[int, int]] = field(default_factory=dict)  # where the words for a missed term stand
    substituted: tuple[Term, ...] = ()  # terms set in for the model's own words
    confidence: Confidence | None = None  # of what a model translated


@dataclass(frozen=True, slots=True)
class Work:
    """One article on its way into its target languages."""

    data: bytes
    format: Format
    targets: tuple[Language, ...]
    progress: Progress
    towns: Towns = field(default_factory=dict)  # the twin town that reads each language
    terms_version: str = ""  # of the termbase the prepare step looked into
    article: Article | None = None
    signatures: Mapping[Language, EngineSignature] | None = None
    lines: tuple[Line, ...] = ()
    documents: Mapping[Language, bytes] | None = None
    earlier: Mapping[Language, Sequence[StoredSegment]] = field(default_factory=dict)  # the article's last revision

    @property
    def extracted(self) -> Article:
        """The article; the extract step has run."""
        if self.article is None:
            raise ValueError("the article has not been extracted yet")
        return self.article

    def signature(self, language: Language) -> EngineSignature:
        """What translates into this language; the leverage step has run."""
        return (self.signatures or {})[language]

    def lines_of(self, language: Language) -> tuple[Line, ...]:
        """The lines of one language, in the order of the article."""
        return tuple(line for line in self.lines if line.language is language)

    def with_lines(self, lines: tuple[Line, ...]) -> "Work":
        """The same work with other lines."""
        return replace(self, lines=lines)
