"""Who works on an article: at most one worker, for as long as its lease lives; refuses to know what the work is.

A lease that was not renewed in time is dead, and so is its worker for all we know: another may claim the article.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Update, or_, select, update

from service.domain.records import Progress
from service.store.schema import articles, translations


def claim_article(connection: Connection, article: str, worker: str, now: datetime, until: datetime) -> bool:
    """Give the article to `worker`; False if another lease lives, whoever holds it."""
    free = update(articles).where(articles.c.id == article, _is_free(now))
    return _changed(connection, free.values(worker=worker, lease_until=until))


def renew_lease(connection: Connection, article: str, worker: str, until: datetime) -> bool:
    """Prolong the lease of `worker`; False if the article went to another meanwhile."""
    own = update(articles).where(articles.c.id == article, articles.c.worker == worker)
    return _changed(connection, own.values(lease_until=until))


def release_article(connection: Connection, article: str, worker: str) -> None:
    """End the lease of `worker` if it has one."""
    own = update(articles).where(articles.c.id == article, articles.c.worker == worker)
    connection.execute(own.values(worker=None, lease_until=None))


def release_articles(connection: Connection) -> None:
    """End every lease."""
    leased = update(articles).where(articles.c.worker.is_not(None))
    connection.execute(leased.values(worker=None, lease_until=None))


def list_unfinished(connection: Connection, now: datetime) -> list[str]:
    """The articles with work left and nobody at it, the longest waiting first."""
    waiting = translations.c.progress.in_((str(Progress.QUEUED), str(Progress.RUNNING)))
    has_work = select(translations.c.article).where(translations.c.article == articles.c.id, waiting).exists()
    unfinished = select(articles.c.id).where(_is_free(now), has_work)
    return list(connection.scalars(unfinished.order_by(articles.c.updated, articles.c.id)))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(articles.c.lease_until.is_(None), articles.c.lease_until <= now)


def _changed(connection: Connection, statement: Update) -> bool:
    return connection.execute(statement).rowcount > 0
