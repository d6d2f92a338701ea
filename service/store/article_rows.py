"""Article rows as domain records; refuses to change them (`submissions` does)."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from sqlalchemy import Connection, and_, func, select

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.records import ArticleCard, StoredArticle, Submission
from service.domain.towns import parse_towns
from service.store.schema import articles, revisions, translations

PAGE_OCTETS = 16 * 1024 * 1024  # of sources; a page of large documents ends early instead of filling the memory

_current = and_(revisions.c.article == articles.c.id, revisions.c.revision == articles.c.revision)


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
    facts = revisions.c["revision", "title", "media_type", "towns"]
    query = select(articles.c.id, articles.c.created, *facts).join(revisions, _current)
    rows = connection.execute(query.where(articles.c.id.in_(sorted(set(ids))))).all()
    return {
        row.id: ArticleCard(row.id, row.revision, row.title, row.media_type, parse_towns(row.towns or ""), row.created)
        for row in rows
    }


def list_articles(
    connection: Connection, language: Language | None, limit: int, cursor: str | None
) -> tuple[list[StoredArticle], str | None]:
    """At most `limit` articles older than the id `cursor`, newest first, and the cursor if more follow."""
    if limit < 1:
        raise ValueError(f"a page of {limit} articles")
    query = select(articles.c.id, func.length(revisions.c.source).label("octets")).join(revisions, _current)
    if cursor is not None:
        query = query.where(articles.c.id < cursor)
    if language is not None:
        wanted = and_(translations.c.article == articles.c.id, translations.c.language == str(language))
        query = query.where(select(translations.c.article).where(wanted).exists())
    rows = connection.execute(query.order_by(articles.c.id.desc()).limit(limit + 1)).all()
    page = _fit_page([(row.id, row.octets) for row in rows[:limit]])
    return [read_article(connection, article) for article in page], page[-1] if len(page) < len(rows) else None


def _fit_page(candidates: Sequence[tuple[str, int]]) -> list[str]:
    """The first candidates, at least one, whose sources together stay within `PAGE_OCTETS`."""
    totals = accumulate(octets for _, octets in candidates)
    within = zip(candidates, totals, strict=True)
    return [article for place, ((article, _), total) in enumerate(within) if place == 0 or total <= PAGE_OCTETS]


def ensure_article(connection: Connection, article: str) -> None:
    """Raise `NotFound` if there is no such article."""
    if connection.scalar(select(articles.c.id).filter_by(id=article)) is None:
        raise _unknown(article)


def _unknown(article: str) -> NotFound:
    return NotFound(f"There is no article {article}. It may have been deleted.")
