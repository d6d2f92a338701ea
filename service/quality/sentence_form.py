"""Does the target begin and end as its source does: a capital, a full stop, a question? Refuses to judge what is between."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.verbatim import find_verbatim

_FIRST = re.compile(r"[^\W_]")
_AROUND = " \n\t\u00a0\u202f“”„\"’‘'»«›‹)]"  # may stand after the mark a sentence ends with
_ENDS = {".": ".", "…": ".", "!": "!", "?": "?", ":": ":"}
_LONGEST_LABEL = 3  # words: what is shorter may end in the full stop of an abbreviation


def check_sentence_form(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Another beginning or end than the source."""
    if not source.text.strip() or not target.text.strip():
        return None
    return _judge_beginning(source.text, target.text) or _judge_end(source.text, target.text)


def _judge_beginning(source: str, target: str) -> Issue | None:
    model, first = _FIRST.search(source), _FIRST.search(target)
    if model is None or first is None or not model.group().isupper() or not first.group().islower():
        return None
    if any(start <= first.start() < end for start, end in find_verbatim(target)):
        return None
    return Issue("sentence_form", Severity.MINOR, "It should begin with a capital.", *first.span(), kind="capital")


def _judge_end(source: str, target: str) -> Issue | None:
    """A mark that is missing, and a question that is none or became one; between . and ! and : a translator may choose."""
    wanted, has = _end(source), _end(target)
    if wanted == has or len(source.split()) <= _LONGEST_LABEL or (has and "?" not in (wanted, has)):
        return None
    at = len(target.rstrip())
    if has == "?":
        told, kind = f"{has} is not at the end of the source.", "end_added"
    else:
        told, kind = f"It should end with {wanted} as the source.", "end_lost"
    return Issue("sentence_form", Severity.MINOR, told, at - 1, at, kind=kind, facts=(("mark", has or wanted),))


def _end(text: str) -> str:
    """The kind of mark a sentence ends with; "" if it ends with a word."""
    return _ENDS.get(text.rstrip(_AROUND)[-1:], "")
