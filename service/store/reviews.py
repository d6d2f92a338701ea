"""What people did to translations: each act with the text it made, in one transaction; refuses acts on a text that has changed.

An act names the ETag of the translation it was done to. If another text stands there, `Outdated` is raised and nothing is kept.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, insert, select

from service.domain.errors import Outdated
from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.records import Rendering
from service.domain.review import Act, Review
from service.store.article_rows import ensure_article
from service.store.database import Database
from service.store.identifiers import make_identifier
from service.store.memory_rows import enter_units, remove_units
from service.store.renderings import Place
from service.store.schema import memory_units, renderings
from service.store.schema import reviews as table
from service.store.translation_rows import finish_translation


class Reviews:
    """The record of reviews in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_edit(self, reviews: Sequence[Review], seen: str, rendering: Rendering) -> None:
        """Keep a translation with segments rewritten, one line of the record each."""
        with self._kept(reviews, seen, rendering):
            pass

    def keep_approval(self, review: Review, seen: str, rendering: Rendering, units: Sequence[MemoryUnit]) -> None:
        """Keep an approved translation, and its segments in the memory."""
        with self._kept([review], seen, rendering) as connection:
            enter_units(connection, units, review.at)

    def keep_withdrawal(self, review: Review, seen: str, rendering: Rendering) -> None:
        """Keep a translation that is approved no more, and forget the units that came by its approval."""
        with self._kept([review], seen, rendering) as connection:
            article, language = memory_units.c.article, memory_units.c.language
            remove_units(connection, article == review.article, language == str(review.language))

    def approval(self, article: str, language: Language, etag: str) -> Review | None:
        """The approval of the text with that ETag; None if there is none or it was withdrawn."""
        acts = [each for each in self.list(article, language) if each.etag == etag]
        return acts[-1] if acts and acts[-1].act is Act.APPROVED else None

    def list(self, article: str, language: Language) -> list[Review]:
        """Every act on a translation, the first one first; raises `NotFound` if there is no such article."""
        done = select(table).filter_by(article=article, language=str(language)).order_by(table.c.at, table.c.id)
        with self._database.reading() as connection:
            ensure_article(connection, article)
            return [
                Review(
                    row.article,
                    language,
                    row.revision,
                    Act(row.act),
                    row.editor,
                    row.digest,
                    row.etag,
                    row.at,
                    row.segment,
                )
                for row in connection.execute(done)
            ]

    @contextmanager
    def _kept(self, reviews: Sequence[Review], seen: str, rendering: Rendering) -> Iterator[Connection]:
        now = reviews[0].at
        place = Place(reviews[0].article, reviews[0].language, reviews[0].revision)
        with self._database.writing() as connection:
            there = select(renderings.c.etag).filter_by(**place.columns).with_for_update()
            if connection.scalar(there) != seen or not finish_translation(
                connection, place, rendering, reviews[0].etag, now
            ):
                raise Outdated
            yield connection
            connection.execute(insert(table), [{"id": make_identifier(), **_row(review)} for review in reviews])


def _row(review: Review) -> dict[str, object]:
    return {
        "article": review.article,
        "language": str(review.language),
        "revision": review.revision,
        "act": str(review.act),
        "segment": review.segment,
        "editor": review.editor,
        "digest": review.digest,
        "etag": review.etag,
        "at": review.at,
    }
