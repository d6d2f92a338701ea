"""Do addresses survive to the letter: URLs, e-mail, telephone and bank account numbers, tags, file names? Refuses to repair them."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_END = r"[^\s<>„“”«»\".,;:!?)\]'’]"
_LITERAL = re.compile(
    rf"""
      (?<![a-zA-Z0-9+.-])(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)[^\s<>„“”«»"]*{_END}
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![\w&])[\#@][^\W\d]\w*
    | (?<![\w/.-])[\w-]+(?:\.[\w-]+)*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|zip|csv|txt|html?|ics)\b
    | (?<![\w.@/-])(?:[a-zA-Z0-9äöüß-]+\.)+(?:de|eu|fr|it|com|org|net|info)\b(?:/[^\s<>„“”«»"]*{_END})?(?![\w@])
    | (?<!\w)\w*[^\W_]_+(?!in\b|innen)[^\W_]\w*
    """,
    re.VERBOSE,
)
_SPACED = re.compile(
    r"""
      \b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b
    | (?<![\w.,])(?:\+\d{1,3}|0\d{2,5})[\s./()-]{1,3}\d[\d\s./()–-]{2,25}\d(?!\w|,\d)
    """,
    re.VERBOSE,
)
_LOOSE = re.compile(r"[\s./()–-]")


def check_addresses(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Addresses, tags or file names changed or lost."""
    text = target.text
    lost = [match.group() for match in _LITERAL.finditer(source.text) if not _occurs(match.group(), text)]
    digits = _LOOSE.sub("", text)
    lost += [match.group() for match in _SPACED.finditer(source.text) if _LOOSE.sub("", match.group()) not in digits]
    if not lost:
        return None
    return Issue(
        "addresses", Severity.CRITICAL, f"{', '.join(lost)} must be in the translation as it is in the source."
    )


def _occurs(address: str, text: str) -> bool:
    """True if `text` has the address as a whole, not as the beginning of a longer one."""
    return re.search(rf"(?<![\w@/]){re.escape(address)}(?![\w@/])", text) is not None
