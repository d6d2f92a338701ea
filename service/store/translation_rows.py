"""Translation rows as domain records, and how their progress changes; refuses answers for a revision that is past."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select, update

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.records import Outcome, Progress, Rendering, StoredTranslation
from service.store.article_rows import ensure_article
from service.store.renderings import Place, newest_place, read_rendering, write_rendering
from service.store.schema import renderings, translations
from service.store.submissions import waiting

_own_rendering = and_(
    renderings.c.article == translations.c.article,
    renderings.c.language == translations.c.language,
    renderings.c.revision == translations.c.revision,
)


def read_translations(connection: Connection, article: str) -> list[StoredTranslation]:
    """The translations of the article's current revision by language, without renderings; raises `NotFound`."""
    rows = connection.execute(_select(article).order_by(translations.c.language)).all()
    if not rows:
        ensure_article(connection, article)
    return [_stored(row, None) for row in rows]


def read_translation(
    connection: Connection, article: str, language: Language, *, with_rendering: bool
) -> StoredTranslation:
    """One of `read_translations`; raises `NotFound` for a language that was not asked for."""
    row = connection.execute(_select(article).where(translations.c.language == str(language))).first()
    if row is None:
        ensure_article(connection, article)
        raise NotFound(f"Article {article} is not translated into {language}.")
    wanted = with_rendering and row.progress == Progress.DONE
    place = Place(article, language, row.revision)
    return _stored(row, read_rendering(connection, place) if wanted else None)


def read_finished(connection: Connection, article: str, language: Language) -> StoredTranslation | None:
    """The newest finished translation with its rendering, also while a newer revision waits; None if there is none."""
    place = newest_place(connection, article, language)
    if place is None:
        ensure_article(connection, article)
        return None
    rendering = read_rendering(connection, place)
    row = connection.execute(select(renderings.c.etag, renderings.c.finished).filter_by(**place.columns)).one()
    number = len(rendering.segments) if rendering else 0
    return StoredTranslation(
        article, language, place.revision, Progress.DONE, number, number, row.finished, row.etag, rendering=rendering
    )


def record_progress(
    connection: Connection, article: str, language: Language, done: int, total: int, now: datetime
) -> None:
    """A queued or running translation runs and is so far; a finished one stays finished."""
    read_translation(connection, article, language, with_rendering=False)
    unfinished = translations.c.progress.in_((str(Progress.QUEUED), str(Progress.RUNNING)))
    row = update(translations).filter_by(article=article, language=str(language)).where(unfinished)
    connection.execute(row.values(progress=str(Progress.RUNNING), done=done, total=total, updated=now))


def finish_translation(connection: Connection, place: Place, rendering: Rendering, etag: str, now: datetime) -> bool:
    """Keep the rendering; False, and nothing kept, if the article has a newer revision."""
    number, outcome = len(rendering.segments), rendering.outcome
    done = {"progress": str(Progress.DONE), "done": number, "total": number, "problem": None}
    if not _conclude(connection, place, {**done, "ok": outcome.ok, "grave": outcome.grave}, now):
        return False
    write_rendering(connection, place, rendering, etag, now)
    return True


def fail_translation(connection: Connection, place: Place, problem: str, now: datetime) -> None:
    """Remember what failed, unless the article has a newer revision or the translation is done."""
    if read_translation(connection, place.article, place.language, with_rendering=False).progress is not Progress.DONE:
        _conclude(connection, place, {"progress": str(Progress.FAILED), "problem": problem}, now)


def retry_failed(connection: Connection, article: str, now: datetime) -> None:
    """Queue the failed translations of the article again."""
    failed = update(translations).filter_by(article=article, progress=str(Progress.FAILED))
    connection.execute(failed.values(**waiting(now)))


def _conclude(connection: Connection, place: Place, outcome: dict[str, object], now: datetime) -> bool:
    read_translation(connection, place.article, place.language, with_rendering=False)
    row = update(translations).filter_by(**place.columns)
    return connection.execute(row.values(**outcome, updated=now)).rowcount > 0


def _select(article: str) -> Select[Any]:
    query = select(translations, renderings.c.etag).outerjoin(renderings, _own_rendering)
    return query.where(translations.c.article == article)


def _stored(row: Row[Any], rendering: Rendering | None) -> StoredTranslation:
    return StoredTranslation(
        article=row.article,
        language=Language(row.language),
        revision=row.revision,
        progress=Progress(row.progress),
        done=row.done,
        total=row.total,
        updated=row.updated,
        etag=row.etag,
        problem=row.problem,
        rendering=rendering,
        outcome=Outcome(row.ok, row.grave) if row.progress == Progress.DONE and row.grave is not None else None,
    )
