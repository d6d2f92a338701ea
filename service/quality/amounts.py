"""Does what is counted survive beside its figure: euros, per cent, degrees, millions? Refuses the figures (`numbers` has them)."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_KINDS = {  # name: after a figure in German, anywhere in French or Italian
    "euro": (r"(?:€|EUR\b|Euro\b)", r"€|\beuros?\b|\bEUR\b"),
    "dollar": (r"(?:\$|US-Dollar|Dollar\b)", r"\$|dollar|\bUSD\b"),
    "per cent": (r"(?:%|Prozent\b)", r"%|pour\s?cent|per\s?cento|percentual"),
    "degrees": (r"(?:°|Grad\b)", r"°|degré|grad[oi]"),
    "million": (r"(?:Mio\b|Million(?:en)?\b)", r"million|milion|\d[.\u00a0\u202f ,]?000[.\u00a0\u202f ,]?000"),
    "milliard": (r"(?:Mrd\b|Milliarden?\b)", r"milliard|miliard|(?:[.\u00a0\u202f ,]?000){3}"),
}
_GERMAN = {
    name: re.compile(rf"\d\s?(?:Mio\.?\s?|Mrd\.?\s?|Million(?:en)?\s|Milliarden?\s)?{kind[0]}")
    for name, kind in _KINDS.items()
}
_TARGET = {name: re.compile(kind[1], re.IGNORECASE) for name, kind in _KINDS.items()}
UNITS = tuple(_KINDS)  # what an issue can name as its unit
_SCALES = ("million", "milliard")


def check_amounts(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """What a figure counts changed or lost."""
    for name, german in _GERMAN.items():
        if german.search(source.text) and not _TARGET[name].search(target.text):
            return _issue(name, target.text, source.text)
    return None


def _issue(name: str, text: str, source: str) -> Issue:
    """A million that became a milliard is a wrong word; anything else is a missing one."""
    other = next((each for each in _SCALES if name in _SCALES and each != name), "")
    wrong = _TARGET[other].search(text) if other and not _GERMAN[other].search(source) else None
    if wrong:
        told, facts = f"The source says {name}, not {wrong.group()}.", (("unit", name), ("written", wrong.group()))
        return Issue("amounts", Severity.MAJOR, told, *wrong.span(), kind="other", facts=facts)
    told = f"The source counts by {name}; the translation does not say so."
    return Issue("amounts", Severity.MAJOR, told, kind="lost", facts=(("unit", name),))
