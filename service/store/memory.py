"""The translation memory in the database; refuses to choose among what it finds, and to let anything in by itself.

Every method is one transaction; a failing database raises `StoreUnavailable`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from service.domain.language import Language
from service.domain.memory import MemoryUnit, shape_key
from service.store.columns import utc_now
from service.store.database import Database
from service.store.memory_rows import enter_units, read_units
from service.store.schema import memory_units as table


@dataclass(frozen=True, slots=True)
class MemoryStatistics:
    """How much the memory holds."""

    units: Mapping[Language, int]
    characters: int  # of both sides
    oldest: datetime | None  # when the unit that was not changed for longest was; None if there is none
    newest: datetime | None


class MemoryTable:
    """The memory units in one database; one unit a language, source and pair of neighbours."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def find(self, keys: Iterable[str], language: Language) -> dict[str, list[MemoryUnit]]:
        """The units with these source keys, by key, those changed last first."""
        found: dict[str, list[MemoryUnit]] = {}
        with self._database.reading() as connection:
            for unit in read_units(connection, "source_key", keys, language):
                found.setdefault(unit.key, []).append(unit)
        return found

    def find_shapes(self, shapes: Iterable[str], language: Language) -> dict[str, list[MemoryUnit]]:
        """The units with these shape keys, by key, those changed last first."""
        found: dict[str, list[MemoryUnit]] = {}
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
            totals = connection.execute(select(octets, func.min(table.c.changed), func.max(table.c.changed))).one()
        return MemoryStatistics(units, *totals)
