"""Values the store's tests keep and find again."""

import hashlib
from collections.abc import Sequence

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.issue import Issue, Severity
from service.domain.records import Rendering, StoredSegment, Submission
from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.domain.target import Origin, State, Target
from service.domain.unit import Role

SIGNATURE = EngineSignature((PackageIdentity("translate-de_fr", "0.1", "c" * 64),), DecodingOptions())


def submission(text: str = "Der Rat tagt.", external_id: str | None = None, title: str = "") -> Submission:
    source = text.encode()
    return Submission(source, "text/plain", hashlib.sha256(source).hexdigest(), external_id, title)


def rendering(texts: Sequence[str] = ("Le conseil siège.", "Ville jumelée")) -> Rendering:
    segments = tuple(StoredSegment(0, Role.PARAGRAPH, Content(f"Satz {text}"), target(text)) for text in texts)
    return Rendering("\n".join(texts).encode(), segments, {"blocks": len(texts), "warnings": []})


def target(text: str) -> Target:
    content = Content(InlineCode(1, CodeKind.OPENING, "<b>"), text, InlineCode(1, CodeKind.CLOSING, "</b>"))
    issue = Issue("numbers", Severity.MAJOR, "70.000 is missing", 0, 3)
    return Target(content, Origin.MACHINE, State.TRANSLATED, SIGNATURE, -0.25, "alignment", (issue,))
