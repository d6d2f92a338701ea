"""Are brackets opened and closed in pairs, as in the source? Refuses enumerations ("a)") and smileys, which have half a pair."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_PAIRS = {")": "(", "]": "["}
_HALF = re.compile(r"[:;]-?[()]|(?<![^\W_])(?:\d{1,2}|[a-z])\)")  # ":)", "1)", "a)"


def check_brackets(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Brackets not in pairs."""
    lonely = _find_lonely(target.text)
    if not lonely or _find_lonely(source.text):
        return None
    at = lonely[0]
    told, facts = f"{target.text[at]} has no partner.", (("bracket", target.text[at]),)
    return Issue("brackets", Severity.MINOR, told, at, at + 1, kind="lonely", facts=facts)


def _find_lonely(text: str) -> list[int]:
    """The offsets of brackets without a partner, in order."""
    half = {at for match in _HALF.finditer(text) for at in range(*match.span())}
    opened: list[int] = []
    lonely: list[int] = []
    for at, character in enumerate(text):
        if character in _PAIRS.values():
            opened += [] if at in half else [at]
        elif character in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[character]:
                opened.pop()
            elif at not in half:
                lonely.append(at)
    return sorted(lonely + opened)
