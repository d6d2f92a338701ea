"""Finished translations in rows: the document, its report and one row a segment; refuses to touch other revisions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select

from service.domain.content import Content
from service.domain.language import Language
from service.domain.records import Rendering, StoredSegment
from service.domain.unit import Role
from service.store.content import read_content, read_target, write_content, write_target
from service.store.schema import renderings, segments


@dataclass(frozen=True, slots=True)
class Place:
    """Which finished translation: one language of one revision."""

    article: str
    language: Language
    revision: int

    @property
    def columns(self) -> dict[str, object]:
        """The place as columns and values."""
        return {"article": self.article, "language": str(self.language), "revision": self.revision}


def write_rendering(connection: Connection, place: Place, rendering: Rendering, etag: str, now: datetime) -> None:
    """Keep `rendering` in its place; an earlier one of the same revision gives way."""
    connection.execute(delete(renderings).filter_by(**place.columns))
    connection.execute(
        insert(renderings).values(
            **place.columns, etag=etag, document=rendering.document, report=dict(rendering.report), finished=now
        )
    )
    rows = [_segment_row(place, position, segment) for position, segment in enumerate(rendering.segments)]
    if rows:
        connection.execute(insert(segments), rows)


def read_rendering(connection: Connection, place: Place) -> Rendering | None:
    """The rendering in that place, or None."""
    row = connection.execute(select(renderings).filter_by(**place.columns)).first()
    if row is None:
        return None
    rows = connection.execute(select(segments).filter_by(**place.columns).order_by(segments.c.position))
    return Rendering(row.document, tuple(_read_segment(segment) for segment in rows.mappings()), row.report)


def newest_place(connection: Connection, article: str, language: Language) -> Place | None:
    """Where the newest finished translation of that language is, whichever revision it belongs to."""
    finished = select(renderings.c.revision).filter_by(article=article, language=str(language))
    revision = connection.scalar(finished.order_by(renderings.c.revision.desc()).limit(1))
    return None if revision is None else Place(article, language, revision)


def _segment_row(place: Place, position: int, segment: StoredSegment) -> dict[str, object]:
    own = {
        "position": position,
        "unit": segment.unit,
        "role": str(segment.role),
        "source": write_content(segment.source),
    }
    return {**place.columns, **own, **write_target(segment.target)}


def _read_segment(row: RowMapping) -> StoredSegment:
    return StoredSegment(
        row["unit"],
        Role(row["role"]),
        _read_source(row["source"]),
        read_target({str(name): value for name, value in row.items()}),
    )


def _read_source(form: str | list[object]) -> Content:
    """The content; segments kept by an earlier version have only its plain text."""
    return Content(form) if isinstance(form, str) else read_content(form)
