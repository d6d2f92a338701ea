"""What happens to the rows when an article is handed in: a new article, the same again, or a new revision.

Refuses to overwrite: the bytes of every revision stay.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from service.domain.language import Language
from service.domain.records import Progress, Submission
from service.domain.towns import write_towns
from service.store.identifiers import make_identifier
from service.store.schema import articles, revisions, translations


def enter_submission(
    connection: Connection, submission: Submission, targets: Sequence[Language], now: datetime
) -> tuple[str, bool]:
    """The id of the article that now holds `submission`, and whether it is a new one."""
    found = find_same(connection, submission)
    if found is None:
        article, revision = _insert_article(connection, submission, now), 1
    elif found.fingerprint == submission.fingerprint:
        article, revision = found.id, found.revision
        _take_names(connection, found, submission)
    else:
        article, revision = found.id, found.revision + 1
        _revise(connection, article, revision, submission, now)
    _add_targets(connection, article, revision, targets, now)
    return article, found is None


def find_same(connection: Connection, submission: Submission) -> Row[Any] | None:
    """The article that `submission` is, whatever its revision, or None.

    The CMS's name decides; without it the fingerprint does, unless the CMS calls that article by another name.
    """
    same = select(articles).filter_by(fingerprint=submission.fingerprint).with_for_update()
    if submission.external_id is None:
        return connection.execute(same.order_by(articles.c.external_id.is_not(None), articles.c.id).limit(1)).first()
    same_name = select(articles).filter_by(external_id=submission.external_id).with_for_update()
    return (
        connection.execute(same_name).first()
        or connection.execute(same.where(articles.c.external_id.is_(None))).first()
    )


def _insert_article(connection: Connection, submission: Submission, now: datetime) -> str:
    article = make_identifier()
    row = {"id": article, "external_id": submission.external_id, "fingerprint": submission.fingerprint}
    connection.execute(insert(articles).values(**row, revision=1, created=now, updated=now))
    _insert_revision(connection, article, 1, submission, now)
    return article


def _insert_revision(
    connection: Connection, article: str, revision: int, submission: Submission, now: datetime
) -> None:
    connection.execute(
        insert(revisions).values(
            article=article,
            revision=revision,
            fingerprint=submission.fingerprint,
            media_type=submission.media_type,
            title=submission.title,
            source=submission.source,
            towns=write_towns(submission.towns) or None,
            created=now,
        )
    )


def _take_names(connection: Connection, found: Row[Any], submission: Submission) -> None:
    """The same bytes may bring the CMS's name or a title for an article that has none; they change none it has."""
    if submission.external_id is not None and found.external_id is None:
        named = update(articles).where(articles.c.id == found.id)
        connection.execute(named.values(external_id=submission.external_id))
    untitled = update(revisions).filter_by(article=found.id, revision=found.revision, title="")
    connection.execute(untitled.values(title=submission.title))


def _revise(connection: Connection, article: str, revision: int, submission: Submission, now: datetime) -> None:
    _insert_revision(connection, article, revision, submission, now)
    current = update(articles).where(articles.c.id == article)
    connection.execute(current.values(revision=revision, fingerprint=submission.fingerprint, updated=now))
    again = update(translations).where(translations.c.article == article)
    connection.execute(again.values(revision=revision, **waiting(now)))


def _add_targets(
    connection: Connection, article: str, revision: int, targets: Sequence[Language], now: datetime
) -> None:
    present = set(connection.scalars(select(translations.c.language).where(translations.c.article == article)))
    missing = [str(language) for language in dict.fromkeys(targets) if str(language) not in present]
    rows = [{"article": article, "language": language, "revision": revision, **waiting(now)} for language in missing]
    if rows:
        connection.execute(insert(translations), rows)


def waiting(now: datetime) -> dict[str, object]:
    """The columns of a translation that waits to be made."""
    return {"progress": str(Progress.QUEUED), "done": 0, "total": 0, "problem": None, "updated": now}
