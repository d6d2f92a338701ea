"""What the pipeline needs from the rooms around it, as Protocols; refuses implementations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from service.domain.article import Article, Outline
from service.domain.change import Rewriting, Substitution
from service.domain.content import Content
from service.domain.double_form import DoubleForm
from service.domain.issue import Issue
from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.signature import EngineSignature
from service.domain.term import Term
from service.domain.translation import Draft, Request
from service.domain.unit import Ignorable, Role, Segment


class Format(Protocol):
    """One file format: bytes to article and back."""

    media_type: str

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `InvalidInput` kinds."""

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` (by unit index) in place; units without a target keep their original bytes."""

    def outline(self, article: Article) -> Outline:
        """The links, images and blank lines of an article this format extracted, for the structure report."""


class Engine(Protocol):
    """The translation engine over installed packages."""

    def languages(self) -> frozenset[Language]:
        """The targets a route leads to."""

    def signature(self, target: Language) -> EngineSignature:
        """What would translate into `target`; raises `NoRoute`."""

    def pinned(self) -> "Engine":
        """The engine as it stands now: packages installed later do not change what it answers."""

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        """One draft a request, same order (invariant 3); empty where the model is mute. Raises `NoRoute`."""


class SegmentCache(Protocol):
    """Drafts kept by cache key (invariant 8)."""

    def find(self, keys: Sequence[str]) -> Mapping[str, Draft]:
        """The drafts kept under `keys`; unknown keys are left out."""

    def keep(self, drafts: Mapping[str, Draft], *, label: str = "") -> None:
        """Keep drafts durably before returning; `label` is the digest of their engine signature, to purge them by."""


class TranslationMemory(Protocol):
    """Segments with the translation a person approved."""

    def find(self, keys: Iterable[str], language: Language) -> Mapping[str, Sequence[MemoryUnit]]:
        """The units with these source keys, by key, those changed last first."""

    def find_shapes(self, shapes: Iterable[str], language: Language) -> Mapping[str, Sequence[MemoryUnit]]:
        """The units with these shape keys: sources that differ in digits alone; by key, those changed last first."""


class Linguistics(Protocol):
    """Language knowledge as the pipeline uses it."""

    preparation_version: str  # names the rules and lists that `prepare` follows

    def split(self, content: Content, role: Role) -> Sequence[Segment | Ignorable]:
        """Cut a unit's content into sentences (invariant 2)."""

    def shield(self, content: Content, role: Role, terms: Sequence[Term] = ()) -> Content:
        """A content with what no model may touch as standalone codes, the rest as it was: what `prepare` will shield."""

    def prepare(self, content: Content, role: Role, language: Language, terms: Sequence[Term] = ()) -> Rewriting:
        """A segment as the engine should read it: its codes in order, and shields for what no model may touch.

        That is addresses, numbers of telephones and accounts, and those of its `terms` that are kept. `language` decides
        how persons of both genders are written.
        """

    def name_people(self, text: str, language: Language) -> Sequence[Term]:
        """The persons named in a German text, as terms that stay as they are."""

    def find_double_forms(self, source: Content, prepared: Rewriting, language: Language) -> Sequence[DoubleForm]:
        """The persons a segment names in both genders, where translations into `language` are to name both."""

    def word(self, prepared: Content, role: Role, language: Language, terms: Sequence[Term] = ()) -> Content | None:
        """A prepared segment that needs no model, worded: labels, a dateline; None for any other."""

    def word_term(self, text: str, term: Term) -> str | None:
        """The agreed form for a text that is one of its terms, with article and number; None if it says more."""

    def shield_again(self, prepared: Content, names: Sequence[Term] = ()) -> Content:
        """A prepared segment for a second attempt: its figures shielded too, and `names` in the form of the target."""

    def recase(self, prepared: Content) -> Rewriting:
        """A prepared segment for another attempt: its words in capitals as German writes them, acronyms kept."""

    def mark_terms(self, prepared: Content, terms: Sequence[Term]) -> Content:
        """A prepared segment with a pair of codes around each of `terms`, which `take_marks_off` takes away again."""

    def set_terms(
        self, draft: Draft, text: str, marked: Content, terms: Sequence[Term], language: Language
    ) -> tuple[Content, tuple[Term, ...]]:
        """The content of the draft of a marked segment, agreed forms set in where that is safe, and for which terms.

        `text` is what the draft of the segment without marks says.
        """

    def open_with_terms(
        self, draft: Draft, text: str, marked: Content, terms: Sequence[Term], language: Language
    ) -> tuple[str, tuple[Term, ...]]:
        """How the draft of a marked segment begins, up to an agreed form in the place of other words, and the terms in it.

        Empty where no form may stand. `text` is what the draft of the segment without marks says.
        """

    def take_marks_off(
        self, content: Content, marked: Content, terms: Sequence[Term]
    ) -> tuple[Content, Mapping[Term, tuple[int, int]]]:
        """The content without marks, and where in its text the words for those of `terms` stand that were not set in."""

    def exchange(self, draft: Content, figures: Sequence[Substitution]) -> Rewriting:
        """A draft with some of its figures exchanged, its codes in their places."""

    def exchange_figures(self, target: Content, old: str, new: str, language: Language) -> Content | None:
        """The translation of the text `old` for `new`, which differs in digits alone; None where that is not certain."""

    def finish(self, draft: Content, source: Content, role: Role, language: Language) -> Rewriting:
        """A draft as the language is written (typography, quotes, case), the shields of `prepare` taken off."""


class Terms(Protocol):
    """The termbase as it was at one moment."""

    version: str  # stands for one set of entries

    def find(self, text: str, language: Language, town: str = "") -> Sequence[Term]:
        """The terms that occur in a German text, each once, in order; those agreed with `town` win."""


class Termbase(Protocol):
    """Agreed translations of single terms."""

    def snapshot(self) -> Terms:
        """The terms as they are now; an article is translated with one snapshot from beginning to end."""


Check = Callable[[Content, Content, Language], Issue | None]  # (source segment, target, target language)
Progress = Callable[[Language, int, int], None]  # (language, segments done, segments in all)
