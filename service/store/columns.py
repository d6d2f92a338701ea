"""How Python values lie in columns, the same in SQLite and PostgreSQL; refuses domain types (`content` knows those)."""

import json
import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC because SQLite knows no zones; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware to naive UTC; raises ValueError for a datetime without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Naive UTC to aware."""
        return None if value is None else value.replace(tzinfo=UTC)


class Json(TypeDecorator[object]):
    r"""JSON as UTF-8 bytes, so that every Python string comes back as it was.

    Text columns refuse half a surrogate pair (``"\ud83d"``), and JSON's ``\u`` escapes would join two halves that stood
    side by side into one character. Bytes written with ``surrogatepass`` do neither. SQL ``NULL`` is Python ``None``.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """JSON value to bytes."""
        return None if value is None else dump_json(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Bytes to JSON value."""
        return None if value is None else load_json(value)


class Line(TypeDecorator[str]):
    """Text for people and names given by others.

    Half a surrogate pair and NUL are no characters a database can keep as text; they become U+FFFD, as in any encoder.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Text every database takes."""
        return None if value is None else _replace_non_characters(value)


class Identifier(TypeDecorator[str]):
    """A ULID, or whatever a caller sends in its place: that is found nowhere, and is no error of the driver."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Text every database takes."""
        return None if value is None else _replace_non_characters(value)


def dump_json(value: object) -> bytes:
    """The one JSON spelling of a value: no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def load_json(data: bytes) -> object:
    """What `dump_json` wrote."""
    value: object = json.loads(data.decode("utf-8", "surrogatepass"))
    return value


def _replace_non_characters(text: str) -> str:
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)
