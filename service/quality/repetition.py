"""Does the model stammer ("cada vez cada vez")? Refuses to count what the source repeats itself."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_WORD = re.compile(r"\w+|[.:;!?]")  # a sentence mark is a word of its own: "Europe: Europe" is no loop
_LONGEST = 8  # words in a phrase that is said again at once


def check_repetition(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Words repeated one after another."""
    phrase = _find_loop(target.text)
    if phrase is None or _find_loop(source.text) is not None:
        return None
    start, end, words = phrase
    told = f"“{words}” is said again and again."
    return Issue("repetition", Severity.MAJOR, told, start, end, kind="loop", facts=(("words", words),))


def _find_loop(text: str) -> tuple[int, int, str] | None:
    """Where a phrase is repeated at once: one word three times (twice is "nous nous"), two words or more twice."""
    matches = list(_WORD.finditer(text.lower()))
    words = [match.group() for match in matches]
    for size in range(1, _LONGEST + 1):
        times = 3 if size == 1 else 2
        for at in range(len(words) - size * times + 1):
            phrase = words[at : at + size]
            if words[at : at + size * times] == phrase * times and not all(
                word.isdigit() or not word.isalnum() for word in phrase
            ):
                start, end = matches[at].start(), matches[at + size * times - 1].end()
                return start, end, " ".join(phrase)
    return None
