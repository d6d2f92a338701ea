"""Is the translation about as long as its source? Refuses exact expectations: French and Italian run longer than German."""

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

# Measured on professional German-French and German-Italian news translations: 99.9 % of the segments lie inside.
_LEAST, _MOST = 0.45, 2.3  # characters of the target for one of the source
_LEEWAY = 15  # characters that a short segment may be off: "Rathaus" is "hôtel de ville"


def check_length(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Translation much shorter or longer than its source."""
    given, found = len(source.text.strip()), len(target.text.strip())
    if not given or not found:
        return None
    facts = (("found", str(found)), ("given", str(given)))
    if found < given * _LEAST - _LEEWAY / 3:
        told = f"{found} characters for {given} in the source: part of it may be missing."
        return Issue("length", Severity.MAJOR, told, kind="short", facts=facts)
    if found > given * _MOST + _LEEWAY:
        told = f"{found} characters for {given} in the source: something may have been added."
        return Issue("length", Severity.MAJOR, told, kind="long", facts=facts)
    return None
