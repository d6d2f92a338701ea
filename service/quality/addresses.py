"""Do addresses survive to the letter: URLs, e-mail, telephone and bank account numbers, tags, file names? Refuses to repair them."""

import re

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.verbatim import find_identifiers, find_verbatim

_LOOSE = re.compile(r"[\s./()–-]")


def check_addresses(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Addresses, tags or file names changed or lost."""
    text = target.text
    literal = [source.text[start:end] for start, end in find_verbatim(source.text)]
    lost = [address for address in literal if not _occurs(address, text)]
    digits = _LOOSE.sub("", text)
    spaced = [source.text[start:end] for start, end in find_identifiers(source.text)]
    lost += [number for number in spaced if _LOOSE.sub("", number) not in digits]
    if not lost:
        return None
    told = f"{', '.join(lost)} must be in the translation as it is in the source."
    place = _find_strange(text, source.text)
    return Issue("addresses", Severity.CRITICAL, told, *place, kind="lost", facts=(("addresses", ", ".join(lost)),))


def _find_strange(text: str, source: str) -> tuple[int | None, int | None]:
    """Where the first address stands that the source does not have: most often what became of the lost one."""
    spans = (*find_verbatim(text), *find_identifiers(text))
    return next(((start, end) for start, end in spans if text[start:end] not in source), (None, None))


def _occurs(address: str, text: str) -> bool:
    """True if `text` has the address as a whole, not as the beginning of a longer one."""
    return re.search(rf"(?<![\w@/]){re.escape(address)}(?![\w@/])", text) is not None
