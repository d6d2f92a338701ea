"""Is the target still German? Refuses to complain about names, numbers and words that are the same in both languages."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

# German words that neither French nor Italian has
_GERMAN = frozenset(
    "der das und nicht ist wird werden wurde wurden für mit auf dem eine einen einem einer sich auch bei nach zum zur vom im oder "  # noqa: SIM905
    "aber sind hat haben kann können ihr ihre wie durch über aus als noch nur schon mehr wir sie alle diese dieser".split()
)
_WORD = re.compile(r"[^\W\d_]+")
# Endings that tell a German word; a name may have one too (Hartung), so a copy of one such word is only a hint
_ENDING = re.compile(
    r"\w{3}(?:(?:ung|heit|keit|schaft)(?:en)?|(?:lich|isch|sam|haft)(?:e[rnms]?)?)(?!\w)", re.IGNORECASE
)
_FEWEST = 2  # German words in the target that are no accident
_SHARE = 0.15  # of its words; a quoted German title in a long sentence stays below


def check_untranslated(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Text left in German."""
    given, found = _words(source.text), _words(target.text)
    if given == found and (severity := _judge_copy(source.text)):
        told = "The translation is a copy of the source."
        return Issue("untranslated", severity, told, 0, len(target.text), kind="copy")
    german = [word for word in found if word in _GERMAN and word in given]
    if len(german) >= _FEWEST and len(german) >= _SHARE * len(found):
        words = ", ".join(dict.fromkeys(german))
        told, span = f"Part of the translation is still German: {words}.", _find_span(target.text, german)
        return Issue("untranslated", Severity.MAJOR, told, *span, kind="part", facts=(("words", words),))
    return None


def _find_span(text: str, words: list[str]) -> tuple[int, int]:
    """From the first of `words` to the last."""
    spans = [match.span() for match in _WORD.finditer(text) if match.group().lower() in words]
    return spans[0][0], spans[-1][1]


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _judge_copy(text: str) -> Severity | None:
    """How bad it is that `text` was copied; names, numbers and words that are the same in both languages may be."""
    if _has_prose(text):
        return Severity.CRITICAL
    return Severity.MINOR if _ENDING.search(text) else None


def _has_prose(text: str) -> bool:
    """True if there is more than names, numbers and single words: three words, one of them small and longer than a particle.

    In capitals (``ALLES NEU MIT DER APP``) nothing is small, so there it must be one that only German has.
    """
    words = [match.group() for match in _WORD.finditer(text)]
    if text.isupper():
        return len(words) > _FEWEST and any(word.lower() in _GERMAN for word in words)
    return len(text.split()) > _FEWEST and any(word.islower() and (len(word) > 3 or word in _GERMAN) for word in words)  # noqa: PLR2004
