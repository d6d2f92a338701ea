"""Does a "nicht" get lost, or appear from nowhere? A hint for a reader, since languages negate in many ways; refuses certainty."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_GERMAN = re.compile(r"\b(?:nicht(?!\snur)|kein(?:e[rnms]?)?|niemals|nie|niemand\w*|nirgends)\b", re.IGNORECASE)
_GERMAN_HINT = re.compile(
    r"\b(?:nicht\w*|kein\w*|nie\w*|ohne|weder|noch|kaum|nur|erst|sondern|statt|außer|nein|selten|wenig\w*|fehl\w*|verzicht\w*|verhinder\w*|"
    r"verbot\w*|vermeid\w*|trotz\w*|un[a-zäöüß]{3,}|miss\w+|bevor|bis|weigert\w*|leer\w*|aus|ab\w+|anders|bloß|lediglich|als|gegen|mangel\w*|zu)\b"
    r"|\w+(?:los|frei|leer)(?:e[rnms]?)?\b",
    re.IGNORECASE,
)
_TARGET = {
    Language.FRENCH: re.compile(
        r"\b(?:ne|n[’']|pas|non|ni|jamais|aucun\w*|sans|rien|personne|nul\w*|plus|sauf|hors|impossible\w*|moins|guère|loin|peu|"
        r"refus\w*|interdi\w*|exclu\w*|évit\w*|manqu\w*|absen\w*|in\w{4,}|im\w{4,}|dé\w{3,}|mal\w*|fau[xt]\w*)\b|\bn[’']",
        re.IGNORECASE,
    ),
    Language.ITALIAN: re.compile(
        r"\b(?:non|né|mai|nessun\w*|senza|niente|nulla|neanche|nemmeno|neppure|tranne|no|più|meno|poco|privo|priv[aei]|lontan\w*|"
        r"impossibil\w*|rifiut\w*|vieta\w*|esclu\w*|evit\w*|manca\w*|assen\w*|in\w{4,}|im\w{4,}|dis\w{3,}|s[bcdfgmpqtv]\w{3,}|mal\w*|fals\w*)\b",
        re.IGNORECASE,
    ),
}
_STRONG = {
    Language.FRENCH: re.compile(r"\b(?:ne|n[’'])\s?(?:\S+\s){1,3}?(?:pas|jamais|aucune?)\b", re.IGNORECASE),
    Language.ITALIAN: re.compile(r"\b(?:non (?!solo|soltanto)|nessun[oa]?\b|mai\b)", re.IGNORECASE),
}


def check_negation(source: Content, target: Content, language: Language) -> Issue | None:
    """Negation lost or added."""
    if language not in _TARGET:
        return None
    if (negated := _GERMAN.search(source.text)) and not _TARGET[language].search(target.text):
        told, facts = f"“{negated.group()}” of the source seems to be lost.", (("word", negated.group()),)
        return Issue("negation", Severity.MINOR, told, kind="lost", facts=facts)
    strong = _STRONG[language].search(target.text)
    if strong and not _GERMAN_HINT.search(source.text):
        words = strong.group().strip()
        told = f"“{words}” has no negation in the source."
        return Issue("negation", Severity.MINOR, told, *strong.span(), kind="added", facts=(("words", words),))
    return None
