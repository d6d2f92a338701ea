"""The city's own terms in the database; refuses the starter entries (those are data of the program) and the search in texts.

Every change of an entry raises the version by one, in the same transaction; so a version stands for one set of entries.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.term import CaseRule, Term, TermChanged, fold, read_forms
from service.store.columns import utc_now
from service.store.database import Database
from service.store.likeness import score_likeness
from service.store.schema import termbase as state
from service.store.schema import terms as table
from service.store.upserts import replace_rows

FIRST_VERSION = 0  # of a termbase nobody has written to
LIKE = 75  # likeness from which a source may be meant by another
KEPT = frozenset({"created"})  # what an entry entered again does not change


class TermbaseTable:
    """The terms in one database; one entry a source (case-folded), language and town."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def version(self) -> int:
        """How often the termbase was changed."""
        with self._database.reading() as connection:
            return _version(connection)

    def read(self) -> tuple[int, Sequence[Term]]:
        """The version and every entry of the same moment, by source, language and town."""
        ordered = select(table).order_by(table.c.folded, table.c.language, table.c.town)
        with self._database.reading() as connection:
            return _version(connection), tuple(_term(row) for row in connection.execute(ordered))

    def list(self, language: Language | None = None) -> tuple[Term, ...]:
        """Every entry, of one language if it is given."""
        return tuple(term for term in self.read()[1] if language in {None, term.language})

    def find(self, source: str, language: Language, town: str = "") -> Term | None:
        """The entry for this source, however its capitals; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(*_is(source, language, town))).one_or_none()
        return None if row is None else _term(row)

    def put(self, terms: Iterable[Term]) -> int:
        """Add the terms, each in the place of an entry with its key; all or none. Returns how many there were."""
        rows = list({term.key: _row(term, self._clock()) for term in terms}.values())
        if rows:
            with self._database.writing() as connection:
                replace_rows(connection, table, rows, KEPT)
                _raise_version(connection)
        return len(rows)

    def exchange(self, seen: Term | None, term: Term | None) -> None:
        """Put `term` in the place of the entry `seen`, None standing for no entry; raises `TermChanged` if that is another by now."""
        known = term or seen
        if known is None:
            return
        with self._database.writing() as connection:
            row = connection.execute(select(table).where(*_is(known.source, known.language, known.town))).one_or_none()
            if (None if row is None else _term(row)) != seen:
                raise TermChanged(known.source)
            if term is None:
                connection.execute(delete(table).where(*_is(known.source, known.language, known.town)))
            else:
                replace_rows(connection, table, [_row(term, self._clock())], KEPT)
            _raise_version(connection)

    def remove(self, source: str, language: Language, town: str = "") -> None:
        """Remove one entry; raises `NotFound`."""
        with self._database.writing() as connection:
            if not connection.execute(delete(table).where(*_is(source, language, town))).rowcount:
                place = f" agreed with {town}" if town else ""
                hint = _find_meant(connection, source, language) or "`gemello glossary list` shows all."
                raise NotFound(f"The city's glossary has no {source!r} for {language}{place}. {hint}")
            _raise_version(connection)


def _find_meant(connection: Connection, source: str, language: Language) -> str:
    """The entry most like a mistyped source, or one agreed with somebody else, as a question; "" if none is."""
    there = connection.execute(select(table.c.source, table.c.town).where(table.c.language == str(language))).all()
    best = max(there, key=lambda row: score_likeness(fold(row.source), fold(source)), default=None)
    if best is None or score_likeness(fold(best.source), fold(source)) < LIKE:
        return ""
    return f"Did you mean {best.source!r}{f', agreed with {best.town}' if best.town else ''}?"


def _version(connection: Connection) -> int:
    return connection.scalar(select(state.c.version)) or FIRST_VERSION


def _raise_version(connection: Connection) -> None:
    if not connection.execute(update(state).values(version=state.c.version + 1)).rowcount:
        connection.execute(insert(state).values(id=1, version=FIRST_VERSION + 1))


def _is(source: str, language: Language, town: str) -> tuple[Any, ...]:
    return table.c.folded == fold(source), table.c.language == str(language), table.c.town == town


def _row(term: Term, now: datetime) -> dict[str, object]:
    folded, language, town = term.key
    return {
        "folded": folded,
        "language": str(language),
        "town": town,
        "source": term.source,
        "forms": list(term.written),
        "case_rule": str(term.case),
        "kept": term.kept,
        "note": term.note,
        "created": now,
        "updated": now,
    }


def _term(row: Row[Any]) -> Term:
    forms, grammar = read_forms(row.forms)
    return Term(
        row.source,
        Language(row.language),
        forms,
        CaseRule(row.case_rule),
        kept=row.kept,
        town=row.town,
        note=row.note,
        grammar=grammar,
    )
