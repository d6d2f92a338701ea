"""Article rows as domain records; refuses to change them (`submissions` does)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.records import ArticleCard, StoredArticle, Submission
from service.domain.towns import parse_towns
from service.store.schema import articles, revisions, translations

_current = and_(revisions.c.article == articles.c.id, revisions.c.revision == articles.c.revision)
_cards = select(
    *articles.c["id", "external_id", "created", "updated"], *revisions.c["revision", "title", "media_type", "towns"]
).join(revisions, _current)


def read_article(connection: Connection, article: str) -> StoredArticle:
    """The article in its current revision; raises `NotFound`."""
    row = connection.execute(select(articles).filter_by(id=article)).first()
    if row is None:
        raise _unknown(article)
    submission = read_submission(connection, article, row.revision)
    languages = select(translations.c.language).filter_by(article=article).order_by(translations.c.language)
    targets = tuple(Language(code) for code in connection.scalars(languages))
    return StoredArticle(row.id, row.revision, submission, targets, row.created, row.updated)


def read_submission(connection: Connection, article: str, revision: int) -> Submission:
    """What was handed in as that revision, under the article's external id; raises `NotFound`."""
    columns = revisions.c["source", "media_type", "fingerprint", "title", "towns"]
    query = select(articles.c.external_id, *columns).join(revisions, revisions.c.article == articles.c.id)
    row = connection.execute(query.where(articles.c.id == article, revisions.c.revision == revision)).first()
    if row is None:
        raise NotFound(f"No article {article} with a revision {revision}.")
    towns = parse_towns(row.towns or "")
    return Submission(row.source, row.media_type, row.fingerprint, row.external_id, row.title, towns)


def read_cards(connection: Connection, ids: Iterable[str]) -> dict[str, ArticleCard]:
    """What is told of each of these articles in its current revision, by id; those there are not are left out."""
    rows = connection.execute(_cards.where(articles.c.id.in_(sorted(set(ids)))))
    return {row.id: _card(row) for row in rows}


def list_articles(
    connection: Connection, language: Language | None, limit: int, cursor: str | None
) -> tuple[list[ArticleCard], str | None]:
    """At most `limit` articles older than the id `cursor`, newest first, and the cursor if more follow."""
    if limit < 1:
        raise ValueError(f"a page of {limit} articles")
    query = _cards
    if cursor is not None:
        query = query.where(articles.c.id < cursor)
    if language is not None:
        wanted = and_(translations.c.article == articles.c.id, translations.c.language == str(language))
        query = query.where(select(translations.c.article).where(wanted).exists())
    rows = connection.execute(query.order_by(articles.c.id.desc()).limit(limit + 1)).all()
    page = [_card(row) for row in rows[:limit]]
    return page, page[-1].id if len(page) < len(rows) else None


def _card(row: Row[Any]) -> ArticleCard:
    towns = parse_towns(row.towns or "")
    return ArticleCard(
        row.id, row.revision, row.title, row.media_type, row.external_id, towns, row.created, row.updated
    )


def ensure_article(connection: Connection, article: str) -> None:
    """Raise `NotFound` if there is no such article."""
    if connection.scalar(select(articles.c.id).filter_by(id=article)) is None:
        raise _unknown(article)


def _unknown(article: str) -> NotFound:
    return NotFound(f"There is no article {article}. It may have been deleted.")
