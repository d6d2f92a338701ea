"""Memory units in rows: entered, found, removed, with the index of their words; refuses to choose among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from service.domain.language import Language
from service.domain.memory import MemoryUnit, normalise, shape_key
from service.domain.notation import plain_text
from service.domain.term import fold
from service.store.identifiers import make_identifier
from service.store.schema import memory_units as units
from service.store.schema import memory_words as words
from service.store.upserts import insert_missing, replace_rows

CHUNK = 300  # keys a query: old builds of SQLite take at most 999 values
KEPT = frozenset({"id", "created"})  # what a unit entered again does not change
_WORD = re.compile(r"[^\W\d_]{4,}")
_BEGINNING = 6  # letters of a word that are indexed: "Spielplatz" and "Spielplätze" stay apart, endings do not count


def enter_units(connection: Connection, entered: Sequence[MemoryUnit], now: datetime) -> int:
    """Keep the units, each in the place of one with the same source, neighbours and town; how many were new or changed.

    A unit whose source is known for its town with this very target and no other brings nothing new and is left out.
    """
    wanted = list({(unit.language, unit.key, unit.context, unit.town): unit for unit in entered}.values())
    known = _known_targets(connection, wanted)
    fresh = [unit for unit in wanted if known.get((unit.language, unit.key, unit.town)) != {unit.target}]
    replace_rows(connection, units, [_unit_row(unit, now) for unit in fresh], KEPT)
    insert_missing(connection, words, [row for unit in fresh for row in _word_rows(unit)])
    return len(fresh)


def read_units(connection: Connection, column: str, keys: Iterable[str], language: Language) -> Iterator[MemoryUnit]:
    """The units with one of `keys` in `column` (``source_key``, ``shape_key``, ``id``), those changed last first."""
    for chunk in chunks(sorted(set(keys))):
        found = select(units).where(units.c.language == str(language), units.c[column].in_(chunk))
        for row in connection.execute(found.order_by(units.c.changed.desc(), units.c.id.desc())):
            yield read_unit(row)


def remove_units(connection: Connection, *conditions: Any) -> int:
    """Remove the units for which the conditions hold, and the index of sources that have none left."""
    keys = list(connection.scalars(select(units.c.source_key).where(*conditions).distinct()))
    removed = connection.execute(delete(units).where(*conditions)).rowcount
    same = (units.c.language == words.c.language, units.c.source_key == words.c.source_key)
    for chunk in chunks(keys):
        connection.execute(
            delete(words).where(words.c.source_key.in_(chunk), ~select(units.c.id).where(*same).exists())
        )
    return removed


def match_town(connection: Connection, town: str | None) -> list[Any]:
    """The conditions that a unit was approved for `town`, however its capitals are written; none for None."""
    if town is None:
        return []
    known = connection.scalars(select(units.c.town).distinct())
    return [units.c.town.in_([each for each in known if fold(each) == fold(town)])]


def read_unit(row: Row[Any]) -> MemoryUnit:
    """A row as the unit it is."""
    return MemoryUnit(
        source=row.source,
        target=row.target,
        language=Language(row.language),
        before=row.before,
        after=row.after,
        author=row.author,
        article=row.article or "",
        created=row.created,
        changed=row.changed,
        id=row.id,
        town=row.town,
    )


def index_words(source: str) -> set[str]:
    """The beginnings under which a source (in notation) is found; small words are left out."""
    text = plain_text(normalise(source)).casefold()
    return {word[:_BEGINNING] for word in _WORD.findall(text)} - _FREQUENT


def chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """`keys` in portions that fit into one query."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _known_targets(connection: Connection, wanted: Iterable[MemoryUnit]) -> dict[tuple[Language, str, str], set[str]]:
    """The targets there are, by language, source key and town."""
    known: dict[tuple[Language, str, str], set[str]] = {}
    by_language: dict[Language, list[str]] = {}
    for unit in wanted:
        by_language.setdefault(unit.language, []).append(unit.key)
    for language, keys in by_language.items():
        for unit in read_units(connection, "source_key", keys, language):
            known.setdefault((language, unit.key, unit.town), set()).add(unit.target)
    return known


def _unit_row(unit: MemoryUnit, now: datetime) -> dict[str, object]:
    return {
        "language": str(unit.language),
        "source_key": unit.key,
        "context_key": unit.context,
        "id": make_identifier(),
        "shape_key": shape_key(unit.source),
        "source": unit.source,
        "target": unit.target,
        "before": unit.before,
        "after": unit.after,
        "author": unit.author,
        "article": unit.article or None,
        "created": unit.created or now,
        "changed": unit.changed or now,
        "town": unit.town,
    }


def _word_rows(unit: MemoryUnit) -> Iterator[dict[str, object]]:
    length = len(normalise(unit.source))
    for word in sorted(index_words(unit.source)):
        yield {"language": str(unit.language), "word": word, "length": length, "source_key": unit.key}


_FREQUENT = frozenset(  # words of no more use for finding than the article "der", by their beginnings
    "aber alle allen alles also andere auch beim dann dass dazu dein deren dessen diese diesem diesen dieser dieses doch dort durch "  # noqa: SIM905
    "eine einem einen einer eines gegen haben hatte hier ihre ihrem ihren ihrer jede jeden jeder kann können können mehr müssen nach "
    "nicht noch oder ohne schon sehr sein seine seinem seinen seiner sich sind sollen sowie über unter viele vielen wann waren "
    "weil wenn werden wieder will wird worden wurde wurden während zwischen zum".split()
)
