"""What the newsroom needs from the store and the queue, as Protocols; refuses implementations."""

import builtins
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from service.domain.language import Language
from service.domain.memory import Match, MemoryUnit
from service.domain.records import (
    AccessToken,
    ArticleCard,
    Rendering,
    StoredArticle,
    StoredTranslation,
    Submission,
    TokenRole,
)
from service.domain.review import Review
from service.domain.term import Term
from service.pipeline.ports import Format


class Articles(Protocol):
    """Articles and their translations, kept durably."""

    def submit(self, submission: Submission, targets: Sequence[Language]) -> tuple[StoredArticle, bool]:
        """Keep a submission; False when the same was there before."""

    def get(self, article_id: str) -> StoredArticle:
        """The article; raises `NotFound`."""

    def list(
        self, language: Language | None = None, limit: int = 50, cursor: str | None = None
    ) -> tuple[builtins.list[ArticleCard], str | None]:
        """Newest first, and the cursor of the next page if there is one."""

    def cards(self, ids: Iterable[str]) -> Mapping[str, ArticleCard]:
        """What is told of each of these articles where it is only mentioned, by id; unknown ones are left out."""

    def delete(self, article_id: str) -> None:
        """Remove an article and what was derived from it; raises `NotFound`."""

    def translations(self, article_id: str) -> builtins.list[StoredTranslation]:
        """Every language of an article; raises `NotFound`."""

    def submission(self, article_id: str, revision: int) -> Submission:
        """What was handed in as that revision; raises `NotFound`."""

    def newest_finished(self, article_id: str, language: Language) -> StoredTranslation | None:
        """The newest finished translation with its rendering, which may belong to an earlier revision."""

    def translation(self, article_id: str, language: Language, *, with_rendering: bool = False) -> StoredTranslation:
        """One language of an article; raises `NotFound`."""

    def unfinished(self) -> builtins.list[str]:
        """Articles with work to do that nobody has a live lease on."""

    def claim(self, article_id: str, worker: str, lease_seconds: int) -> bool:
        """Take the lease of an article; False if another holds it."""

    def renew(self, article_id: str, worker: str, lease_seconds: int) -> bool:
        """Prolong one's own lease; False if it is lost."""

    def release(self, article_id: str, worker: str) -> None:
        """Give one's own lease back."""

    def release_all(self) -> None:
        """Every lease is dead: called by a worker that knows itself alone."""

    def record_progress(self, article_id: str, language: Language, done: int, total: int) -> None:
        """Note how far a translation is."""

    def finish(self, article_id: str, language: Language, revision: int, rendering: Rendering, etag: str) -> bool:
        """Keep a finished translation; False if the article has moved on."""

    def fail(self, article_id: str, language: Language, revision: int, problem: str) -> None:
        """Note why a translation failed."""

    def retry(self, article_id: str) -> None:
        """Queue every failed translation of an article again."""


class Reviews(Protocol):
    """The record of what people did to translations; each act is kept with the text it made, or not at all.

    Raises `Outdated` unless the translation has the ETag `seen`.
    """

    def keep_edit(self, reviews: Sequence[Review], seen: str, rendering: Rendering) -> None:
        """Keep a translation with segments rewritten."""

    def keep_approval(self, review: Review, seen: str, rendering: Rendering, units: Sequence[MemoryUnit]) -> None:
        """Keep an approved translation, and its segments in the memory."""

    def keep_withdrawal(self, review: Review, seen: str, rendering: Rendering) -> None:
        """Keep a translation that is approved no more; the units its approval brought are forgotten."""

    def approval(self, article: str, language: Language, etag: str) -> Review | None:
        """The approval of the text with that ETag, if it stands."""

    def list(self, article: str, language: Language) -> builtins.list[Review]:
        """Every act on a translation, the first one first."""


class Memory(Protocol):
    """The translation memory as reviewers search it."""

    def search(self, source: str, language: Language, floor: int, limit: int, town: str = "") -> builtins.list[Match]:
        """The units whose source is the same as `source` (in notation) or alike, the best first; of one source that nearest to `town`."""


class Tokens(Protocol):
    """Access tokens, kept without their secrets."""

    def create(self, name: str, role: TokenRole, languages: Sequence[Language] = ()) -> tuple[AccessToken, str]:
        """A new token and its secret, which cannot be had again."""

    def find(self, secret: str) -> AccessToken | None:
        """The live token with this secret."""

    def get(self, token_id: str) -> AccessToken | None:
        """The token with this id, revoked or not."""

    def any(self) -> bool:
        """True if a token was ever created."""


class OwnTerms(Protocol):
    """The city's own terms, kept durably."""

    def put(self, terms: Iterable[Term]) -> int:
        """Add the terms, each in the place of an entry with its key; all or none. How many there were."""

    def exchange(self, seen: Term | None, term: Term | None) -> None:
        """Put `term` in the place of the entry `seen`; None stands for no entry. Raises `TermChanged` if it is another by now."""


class TermList(Protocol):
    """All terms at one moment."""

    version: str
    entries: tuple[Term, ...]


class KnownTerms(Protocol):
    """The city's own terms and those shipped, together."""

    def snapshot(self) -> TermList:
        """The terms as they are now."""


class Formats(Protocol):
    """The file formats there are."""

    def find(self, media_type: str) -> Format:
        """The format of a media type, parameters allowed, or of a short name; raises `UnsupportedFormat`."""


Enqueue = Callable[[str], None]  # hands an article id to the job queue
