"""Does the target begin and end as its source does: a capital, a full stop, a question? Refuses to judge what is between."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.verbatim import find_verbatim

_FIRST = re.compile(r"[^\W_]")
_LAST = re.compile(r"[^\s“”„\"’‘'»«›‹)\]]")
_ENDS = {".": ".", "…": ".", "!": "!", "?": "?", ":": ":"}
_LONGEST_LABEL = 3  # words: what is shorter may end in the full stop of an abbreviation


def check_sentence_form(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Another beginning or end than the source."""
    given, found = source.text, target.text
    if not given.strip() or not found.strip():
        return None
    first, model = _FIRST.search(found), _FIRST.search(given)
    if (
        first
        and model
        and model.group().isupper()
        and first.group().islower()
        and not _is_verbatim(found, first.start())
    ):
        return Issue("sentence_form", Severity.MINOR, "It should begin with a capital.", *first.span())
    wanted, has = _end(given), _end(found)
    if wanted != has and len(given.split()) > _LONGEST_LABEL and (not has or "?" in (wanted, has)):
        at = len(found.rstrip())
        told = (
            f"{has} is not at the end of the source." if has == "?" else f"It should end with {wanted} as the source."
        )
        return Issue("sentence_form", Severity.MINOR, told, max(0, at - 1), at)
    return None


def _is_verbatim(text: str, at: int) -> bool:
    return any(start <= at < end for start, end in find_verbatim(text))


def _end(text: str) -> str:
    """The kind of mark a sentence ends with; "" if it ends with a word."""
    marks = [match.group() for match in _LAST.finditer(text)]
    return _ENDS.get(marks[-1], "") if marks else ""
