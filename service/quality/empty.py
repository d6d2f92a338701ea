"""Is there a translation at all? Refuses to judge what it says."""

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language


def check_empty(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Empty translation."""
    if source.text.strip() and not target.text.strip():
        return Issue("empty", Severity.CRITICAL, "The translation is empty.", kind="nothing")
    return None
