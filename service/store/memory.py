"""The translation memory in the database; refuses to choose among what it finds, and to let anything in by itself.

Every method is one transaction; a failing database raises `StoreUnavailable`.
"""

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from service.domain.errors import NotFound
from service.domain.language import TARGETS, Language
from service.domain.memory import Match, MemoryUnit, shape_key
from service.store.columns import utc_now
from service.store.database import Database
from service.store.memory_rows import enter_units, match_town, read_unit, read_units, remove_units
from service.store.memory_search import find_alike
from service.store.schema import memory_units as table

PAGE = 1000  # units read at once for an export


@dataclass(frozen=True, slots=True)
class MemoryStatistics:
    """How much the memory holds."""

    units: Mapping[Language, int]
    towns: Mapping[tuple[Language, str], int]  # how many of them were approved for a town
    characters: int  # of both sides
    oldest: datetime | None  # when the unit that was not changed for longest was; None if there is none
    newest: datetime | None


class MemoryTable:
    """The memory units in one database; one unit a language, source, pair of neighbours and town."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def find(self, keys: Iterable[str], language: Language) -> dict[str, builtins.list[MemoryUnit]]:
        """The units with these source keys, by key, those changed last first."""
        found: dict[str, builtins.list[MemoryUnit]] = {}
        with self._database.reading() as connection:
            for unit in read_units(connection, "source_key", keys, language):
                found.setdefault(unit.key, []).append(unit)
        return found

    def find_shapes(self, shapes: Iterable[str], language: Language) -> dict[str, builtins.list[MemoryUnit]]:
        """The units with these shape keys, by key, those changed last first."""
        found: dict[str, builtins.list[MemoryUnit]] = {}
        with self._database.reading() as connection:
            for unit in read_units(connection, "shape_key", shapes, language):
                found.setdefault(shape_key(unit.source) or "", []).append(unit)
        return found

    def enter(self, units: Sequence[MemoryUnit]) -> int:
        """Keep units that a person has approved, all or none; how many were new or changed."""
        with self._database.writing() as connection:
            return enter_units(connection, units, self._clock())

    def statistics(self) -> MemoryStatistics:
        """How much the memory holds."""
        count, language = func.count(), table.c.language
        octets = func.coalesce(func.sum(func.length(table.c.source) + func.length(table.c.target)), 0)
        with self._database.reading() as connection:
            by_language = connection.execute(select(language, count).group_by(language).order_by(language))
            units = {Language(row[0]): row[1] for row in by_language}
            by_town = connection.execute(
                select(language, table.c.town, count)
                .where(table.c.town != "")
                .group_by(language, table.c.town)
                .order_by(language, table.c.town)
            )
            towns = {(Language(row[0]), row[1]): row[2] for row in by_town}
            totals = connection.execute(select(octets, func.min(table.c.changed), func.max(table.c.changed))).one()
        return MemoryStatistics(units, towns, *totals)

    def towns(self, language: Language) -> tuple[str, ...]:
        """The twin towns some unit of this language was approved for, by name."""
        named = select(table.c.town).where(table.c.language == str(language), table.c.town != "").distinct()
        with self._database.reading() as connection:
            return tuple(connection.scalars(named.order_by(table.c.town)))

    def search(self, source: str, language: Language, floor: int, limit: int, town: str = "") -> builtins.list[Match]:
        """The units whose source is the same as `source` (in notation) or alike, scored at least `floor`, the best first.

        Of those with one source the one nearest to `town`.
        """
        with self._database.reading() as connection:
            return find_alike(connection, source, language, floor, limit, town)

    def list(
        self,
        language: Language | None = None,
        text: str = "",
        limit: int = 50,
        cursor: str | None = None,
        town: str | None = None,
    ) -> tuple[builtins.list[MemoryUnit], str | None]:
        """At most `limit` units, the newest first, and the cursor of the next page; those that hold `text` on a side.

        With `town` only those approved for it ("" for those of every reader).
        """
        found = select(table).order_by(table.c.id.desc())
        if language is not None:
            found = found.where(table.c.language == str(language))
        if text:
            sides = (table.c.source.icontains(text, autoescape=True), table.c.target.icontains(text, autoescape=True))
            found = found.where(or_(*sides))
        if cursor is not None:
            found = found.where(table.c.id < cursor)
        with self._database.reading() as connection:
            found = found.where(*match_town(connection, town))
            rows = connection.execute(found.limit(limit + 1)).all()
        page = [read_unit(row) for row in rows[:limit]]
        return page, page[-1].id if len(rows) > limit else None

    def every(self, language: Language | None = None, town: str | None = None) -> Iterator[MemoryUnit]:
        """Every unit, of one language or town if it is given, by language, the oldest first; read a page at a time."""
        for each in TARGETS if language is None else (language,):
            last: str | None = ""
            while last is not None:
                page = select(table).where(table.c.language == str(each), table.c.id > last).order_by(table.c.id)
                with self._database.reading() as connection:
                    page = page.where(*match_town(connection, town))
                    rows = connection.execute(page.limit(PAGE)).all()
                yield from map(read_unit, rows)
                last = rows[-1].id if rows else None

    def remove(self, unit_id: str) -> None:
        """Remove one unit; raises `NotFound`."""
        with self._database.writing() as connection:
            if not remove_units(connection, table.c.id == unit_id):
                raise NotFound(f"The memory has no unit {unit_id}. It may have been removed.")

    def purge(
        self, language: Language | None = None, unchanged_for: timedelta | None = None, town: str | None = None
    ) -> int:
        """Remove the units of one language, those not changed for so long, those of one town, what is all of these, or all."""
        conditions = [table.c.language == str(language)] if language else []
        if unchanged_for is not None:
            conditions.append(table.c.changed < self._clock() - unchanged_for)
        with self._database.writing() as connection:
            return remove_units(connection, *conditions, *match_town(connection, town))

    def forget_article(self, article: str) -> int:
        """Remove what the approvals of that article brought in; how many units there were."""
        with self._database.writing() as connection:
            return remove_units(connection, table.c.article == article)
