"""The segment cache: drafts by cache key, durable; refuses to know what a key is made of (the pipeline makes it)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from service.domain.errors import StoreUnavailable
from service.domain.translation import Draft
from service.store.columns import utc_now
from service.store.content import read_draft, write_draft
from service.store.database import Database
from service.store.schema import cached_segments as table
from service.store.upserts import replace_rows

CHUNK = 500  # keys a query: old builds of SQLite take at most 999 values
TOUCH_AFTER = timedelta(days=1)  # the last use of a draft is written at most once in this time
KEPT = frozenset({"created"})  # what a draft kept again does not change


@dataclass(frozen=True, slots=True)
class CacheStatistics:
    """How much the cache holds."""

    drafts: int
    octets: int  # of the drafts' JSON, without keys and indexes
    labels: Mapping[str, int]  # drafts by label: the digest of the engine signature, or ""
    oldest_use: datetime | None  # to the day; None if the cache is empty


class SegmentCacheTable:
    """The segment cache in one database; one draft a key."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def find(self, keys: Sequence[str]) -> dict[str, Draft]:
        """The drafts kept under `keys`; unknown keys are left out."""
        found: dict[str, Draft] = {}
        stale: list[str] = []
        limit = self._clock() - TOUCH_AFTER
        with self._database.reading() as connection:
            for chunk in _chunks(list(dict.fromkeys(keys))):
                columns = select(table.c.key, table.c.draft, table.c.last_used)
                for row in connection.execute(columns.where(table.c.key.in_(chunk))):
                    found[row.key] = read_draft(row.draft)
                    if row.last_used <= limit:
                        stale.append(row.key)
        self._touch(stale)
        return found

    def keep(self, drafts: Mapping[str, Draft], *, label: str = "") -> None:
        """Keep drafts durably before returning; `label` is the digest of their engine signature, for `purge`."""
        now = self._clock()
        used = {"label": label, "created": now, "last_used": now}
        rows = [{"key": key, "draft": write_draft(draft), **used} for key, draft in drafts.items()]
        if rows:
            with self._database.writing() as connection:
                replace_rows(connection, table, rows, KEPT)

    def statistics(self) -> CacheStatistics:
        """How much the cache holds."""
        count = func.count()
        octets = func.coalesce(func.sum(func.length(table.c.draft)), 0)
        with self._database.reading() as connection:
            labels = connection.execute(select(table.c.label, count).group_by(table.c.label).order_by(table.c.label))
            by_label = {row[0]: row[1] for row in labels}
            totals = connection.execute(select(count, octets, func.min(table.c.last_used))).one()
        return CacheStatistics(totals[0], totals[1], by_label, totals[2])

    def purge(self, *, signature_digest: str | None = None, older_than: timedelta | None = None) -> int:
        """Remove the drafts of one signature, those not used for `older_than`, those that are both, or (neither) all.

        Returns how many were removed.
        """
        removed = delete(table)
        if signature_digest is not None:
            removed = removed.where(table.c.label == signature_digest)
        if older_than is not None:
            removed = removed.where(table.c.last_used < self._clock() - older_than)
        with self._database.writing() as connection:
            return connection.execute(removed).rowcount

    def _touch(self, keys: Sequence[str]) -> None:
        """Write the last use; a read is not refused because this housekeeping has to wait for another day."""
        now = self._clock()
        if not keys:
            return
        with suppress(StoreUnavailable), self._database.writing() as connection:
            for chunk in _chunks(keys):
                connection.execute(update(table).where(table.c.key.in_(chunk)).values(last_used=now))


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
