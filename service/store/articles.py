"""Articles and their translations as the newsroom asks for them; refuses to decide what is translated when.

Every method is one transaction. Unknown ids raise `NotFound`, a failing database `StoreUnavailable`.
"""

import builtins
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete
from sqlalchemy.exc import IntegrityError

from service.domain.language import Language
from service.domain.records import ArticleCard, Rendering, StoredArticle, StoredTranslation, Submission
from service.store import leases, schema, translation_rows
from service.store.article_rows import ensure_article, list_articles, read_article, read_cards, read_submission
from service.store.columns import utc_now
from service.store.database import Database
from service.store.renderings import Place
from service.store.submissions import enter_submission


class Articles:
    """The articles in one database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def submit(self, submission: Submission, targets: Sequence[Language]) -> tuple[StoredArticle, bool]:
        """The article that holds `submission` durably, and whether it is a new one.

        The same bytes again are the same article, with targets added that it lacked. Other bytes under the same
        external id are its next revision: every language is queued again, what was finished stays readable.
        """
        try:
            return self._submit(submission, targets)
        except IntegrityError:  # PostgreSQL: another transaction entered the same article first; now it is found
            return self._submit(submission, targets)

    def get(self, article_id: str) -> StoredArticle:
        """The article in its current revision."""
        with self._database.reading() as connection:
            return read_article(connection, article_id)

    def submission(self, article_id: str, revision: int) -> Submission:
        """What was handed in as that revision."""
        with self._database.reading() as connection:
            return read_submission(connection, article_id, revision)

    def list(
        self, language: Language | None = None, limit: int = 50, cursor: str | None = None
    ) -> tuple[builtins.list[ArticleCard], str | None]:
        """At most `limit` articles, newest first, and the cursor of the next page if there is one."""
        with self._database.reading() as connection:
            return list_articles(connection, language, limit, cursor)

    def cards(self, ids: Iterable[str]) -> dict[str, ArticleCard]:
        """What is told of each of these articles where it is only mentioned, by id; unknown ones are left out."""
        with self._database.reading() as connection:
            return read_cards(connection, ids)

    def delete(self, article_id: str) -> None:
        """Remove the article with every revision, translation and rendering."""
        with self._writing(article_id) as connection:
            connection.execute(delete(schema.articles).filter_by(id=article_id))

    def translations(self, article_id: str) -> builtins.list[StoredTranslation]:
        """The translations of the current revision by language, without renderings."""
        with self._database.reading() as connection:
            return translation_rows.read_translations(connection, article_id)

    def translation(self, article_id: str, language: Language, *, with_rendering: bool = False) -> StoredTranslation:
        """One of `translations`, with its rendering if that is asked for and done."""
        with self._database.reading() as connection:
            return translation_rows.read_translation(connection, article_id, language, with_rendering=with_rendering)

    def newest_finished(self, article_id: str, language: Language) -> StoredTranslation | None:
        """The newest finished translation with its rendering, which may belong to an earlier revision."""
        with self._database.reading() as connection:
            return translation_rows.read_finished(connection, article_id, language)

    def retry(self, article_id: str) -> None:
        """Queue every failed translation of the article again."""
        with self._writing(article_id) as connection:
            translation_rows.retry_failed(connection, article_id, self._clock())

    def unfinished(self) -> builtins.list[str]:
        """The articles with work left and nobody at it, the longest waiting first."""
        with self._database.reading() as connection:
            return leases.list_unfinished(connection, self._clock())

    def claim(self, article_id: str, worker: str, lease_seconds: float) -> bool:
        """Take the article for `worker`; False while any lease lives, its own included (see `renew`)."""
        now = self._clock()
        with self._writing(article_id) as connection:
            return leases.claim_article(connection, article_id, worker, now, now + timedelta(seconds=lease_seconds))

    def renew(self, article_id: str, worker: str, lease_seconds: float) -> bool:
        """Prolong the lease of `worker`; False if it holds none any more and must stop."""
        with self._writing(article_id) as connection:
            until = self._clock() + timedelta(seconds=lease_seconds)
            return leases.renew_lease(connection, article_id, worker, until)

    def release(self, article_id: str, worker: str) -> None:
        """End the lease of `worker`; nothing to do if it has none any more, or the article was deleted."""
        with self._database.writing() as connection:
            leases.release_article(connection, article_id, worker)

    def release_all(self) -> None:
        """End every lease, for a worker that starts knowing it is the only one."""
        with self._database.writing() as connection:
            leases.release_articles(connection)

    def record_progress(self, article_id: str, language: Language, done: int, total: int) -> None:
        """The translation runs and `done` of `total` segments are made; a finished one stays finished."""
        with self._database.writing() as connection:
            translation_rows.record_progress(connection, article_id, language, done, total, self._clock())

    def finish(self, article_id: str, language: Language, revision: int, rendering: Rendering, etag: str) -> bool:
        """Keep a finished translation; False, and nothing kept, if the article has a newer revision."""
        place = Place(article_id, language, revision)
        with self._database.writing() as connection:
            return translation_rows.finish_translation(connection, place, rendering, etag, self._clock())

    def fail(self, article_id: str, language: Language, revision: int, problem: str) -> None:
        """Remember for people what failed; a newer revision and what is done are left alone."""
        place = Place(article_id, language, revision)
        with self._database.writing() as connection:
            translation_rows.fail_translation(connection, place, problem, self._clock())

    def _submit(self, submission: Submission, targets: Sequence[Language]) -> tuple[StoredArticle, bool]:
        with self._database.writing() as connection:
            article, created = enter_submission(connection, submission, targets, self._clock())
            return read_article(connection, article), created

    @contextmanager
    def _writing(self, article_id: str) -> Iterator[Connection]:
        with self._database.writing() as connection:
            ensure_article(connection, article_id)
            yield connection
