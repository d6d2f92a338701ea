"""Is a German noun one or several where it stands? Refuses to guess: many nouns do not tell, and then nothing is said.

Miniature: ``die Gemeinderäte`` are several, ``des Gemeinderats`` is one, ``Bürgermeister`` alone may be either, ``der
Bürgermeister hat`` is one, ``die Bürgermeister`` are several.
"""

import re

from service.domain.grammar import Number
from service.domain.term import fold
from service.linguistics.term_forms import list_plurals

_ALIKE = re.compile(r"(?:er|el|en|chen|lein|sel)$")  # nouns with these endings may be the same in singular and plural
_ALWAYS_SEVERAL = re.compile(r"(?:arbeiten|zeiten|ferien|kosten|leute|mittel|eltern|papiere|berechtigte)$")
_ONE = frozenset(
    {
        "das",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "keinem",
        "im",
        "am",
        "zum",
        "zur",
        "vom",
        "beim",
        "ans",
        "ins",
        "dieses",
        "diesem",
        "jeder",
        "jede",
        "jedes",
        "jedem",
        "jeden",
    }
)
_SEVERAL = frozenset(
    {
        "alle",
        "allen",
        "aller",
        "beide",
        "beiden",
        "viele",
        "vielen",
        "mehrere",
        "mehreren",
        "einige",
        "einigen",
        "zwei",
        "drei",
        "vier",
        "fünf",
    }
)
_WORD = re.compile(r"[^\W\d_]+")


def read_number(source: str, standing: str, before: str) -> Number | None:
    """The number of the term `source` where it stands as `standing` after the text `before`; None if nothing tells."""
    base, form = fold(source), fold(standing)
    if _ALWAYS_SEVERAL.search(base):
        return Number.PLURAL
    if form != base:
        return _read_ending(base, form)
    article = next(reversed(_WORD.findall(before[-40:])), "").lower()
    if article in _SEVERAL:
        return Number.PLURAL
    if article in _ONE or not _ALIKE.search(base):
        return Number.SINGULAR
    if article == "die":  # no singular with such an ending is feminine, but for words like "Feier"
        return None if base.endswith(("eier", "auer", "steuer", "mauer", "kammer")) else Number.PLURAL
    return None


def _read_ending(base: str, form: str) -> Number | None:
    """Of a noun that is inflected."""
    if any(form in {plural, plural + "n"} for plural in list_plurals(base)):
        return Number.PLURAL
    ending = form.removeprefix(base)
    if ending in {"s", "es"}:  # ``Kitas`` may be either
        return None if base[-1:] in "aeiouy" or ending == form else Number.SINGULAR
    if ending in {"en", "n", "nen", "e", "se", "sen"} and " " not in base:
        return Number.PLURAL
    return None
