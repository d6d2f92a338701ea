"""What the newsroom remembers: submissions, their translations, access tokens; refuses how it is stored.

Times are timezone-aware UTC datetimes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.domain.content import Content
from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.target import Target
from service.domain.towns import Towns
from service.domain.unit import Role


class Progress(StrEnum):
    """Where one translation of one revision stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Submission:
    """The bytes an editor handed in, and what identifies them."""

    source: bytes
    media_type: str
    fingerprint: str  # sha256 over media type and bytes, hex: the same article again has the same
    external_id: str | None = None  # the CMS's own name for the article
    title: str = ""
    towns: Towns = field(default_factory=dict)  # the twin town that reads a language, where the article says so


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article as the newsroom keeps it."""

    id: str  # 26 characters, sortable by time of submission (ULID)
    revision: int  # 1 for the first submission, one more for each changed one under the same external id
    submission: Submission
    targets: tuple[Language, ...]
    created: datetime
    updated: datetime

    @property
    def card(self) -> "ArticleCard":
        """What is told of it where it is only mentioned."""
        known = self.submission
        return ArticleCard(
            self.id,
            self.revision,
            known.title,
            known.media_type,
            known.external_id,
            known.towns,
            self.created,
            self.updated,
        )


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What people are told of an article where it is only mentioned: everything but its bytes."""

    id: str
    revision: int
    title: str
    media_type: str
    external_id: str | None
    towns: Towns
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """One translated segment as readers and reviewers see it."""

    unit: int  # index of its block in the article
    role: Role
    source: Content
    target: Target


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a translation came out, in what fits into a list."""

    ok: bool  # no person needs to look
    grave: int  # issues graver than minor


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished translation."""

    document: bytes  # in the article's own media type
    segments: tuple[StoredSegment, ...]
    report: Mapping[str, Any]  # the structure report, JSON values only

    @property
    def outcome(self) -> Outcome:
        """What lists say of it."""
        issues = self.report.get("issues", ())
        grave = sum(issue.get("severity") != Severity.MINOR for issue in issues)
        return Outcome(bool(self.report.get("ok")), grave)


@dataclass(frozen=True, slots=True)
class StoredTranslation:
    """One language of one article."""

    article: str
    language: Language
    revision: int  # the article revision it belongs to
    progress: Progress
    done: int  # segments finished
    total: int  # segments in all; 0 until known
    updated: datetime
    etag: str | None = None  # strong validator of the document, without quotes; present when done
    problem: str | None = None  # what failed, for people; present when failed
    rendering: Rendering | None = None  # present when done and asked for
    outcome: Outcome | None = None  # present when done


class TokenRole(StrEnum):
    """What the bearer of an access token may do."""

    EDITOR = "editor"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token as it is remembered: everything but its secret."""

    id: str
    name: str
    role: TokenRole
    languages: tuple[Language, ...]  # what a reader may read; empty means all
    created: datetime
    revoked: datetime | None = None
