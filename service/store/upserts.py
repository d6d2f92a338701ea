"""Insert or replace (or leave alone) in one statement, as both databases spell it; refuses other databases."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def replace_rows(connection: Connection, table: Table, rows: list[dict[str, object]], kept: frozenset[str]) -> None:
    """Insert `rows`; where the primary key is there already, replace every column but those `kept`."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = {column.name for column in table.primary_key}
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys | kept}
    connection.execute(statement.on_conflict_do_update(index_elements=sorted(keys), set_=replaced), rows)


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert `rows`; where the primary key is there already, leave what is there."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def _insert(connection: Connection, table: Table) -> Any:
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
