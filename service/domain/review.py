"""What people do to a translation, as it is remembered; refuses how that is stored and who may do it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.language import Language


class Act(StrEnum):
    """What a person did."""

    POST_EDITED = "post-edited"  # rewrote one segment
    APPROVED = "approved"  # said that this text may go out
    WITHDRAWN = "withdrawn"  # took the approval back


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the record of reviews: who did what, when, to which text."""

    article: str
    language: Language
    revision: int
    act: Act
    editor: str  # the name on the access token
    digest: str  # sha256 of the document as it was after the act, hex
    etag: str  # of the translation as it was after the act
    at: datetime
    segment: int | None = None  # which one was post-edited, from 0
