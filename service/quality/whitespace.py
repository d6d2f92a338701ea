"""Is the white space of the translation in order? Refuses to touch what the source does the same way."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_DOUBLE = re.compile(r"[ \u00a0\u202f]{2,}")
_MISPLACED = re.compile(r"[ \u00a0\u202f](?=[,)\]])|(?<=[(\[])[ \u00a0\u202f]")
_INSIDE = (
    (_DOUBLE, "Two spaces in a row.", "double"),
    (_MISPLACED, "A space where none belongs.", "misplaced"),
)


def check_whitespace(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Missing, doubled or misplaced spaces."""
    given, found = source.text, target.text
    if not found.strip():
        return None
    if _ends(given) != _ends(found):
        at_end = _ends(given)[0] == _ends(found)[0]
        return Issue(
            "whitespace",
            Severity.MINOR,
            "The translation starts or ends with other white space than the source.",
            *((len(found) - 1, len(found)) if at_end else (0, 1)),
            kind="ends",
        )
    for pattern, what, kind in _INSIDE:
        match = pattern.search(found)
        if match and not pattern.search(given):
            return Issue("whitespace", Severity.MINOR, what, *match.span(), kind=kind)
    return None


def _ends(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
