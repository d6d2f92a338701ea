"""Are quotations opened and closed as in the source? Refuses to judge which marks are used."""

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language

_MARKS = '„“”«»"'
_BEFORE_OPENING = " \n\t([{–—/\u00a0\u202f’'"


def check_quotes(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Quotation marks not in pairs."""
    given, found = _count(source.text), _count(target.text)
    if sum(given) and not sum(found):
        return Issue("quotes", Severity.MINOR, "The quotation marks of the source are missing.", kind="lost")
    if given[0] - given[1] == found[0] - found[1]:
        return None
    return Issue(
        "quotes",
        Severity.MINOR,
        f"{found[0]} quotation marks open and {found[1]} close; in the source {given[0]} and {given[1]}.",
        *_find_last(target.text),
        kind="unpaired",
        facts=tuple(zip(("opened", "closed", "given_opened", "given_closed"), map(str, (*found, *given)), strict=True)),
    )


def _find_last(text: str) -> tuple[int, int]:
    """Where the last quotation mark stands: the pair that is not closed is most often there."""
    at = max(text.rfind(mark) for mark in _MARKS)
    return at, at + 1


def _count(text: str) -> tuple[int, int]:
    """How many quotation marks of `text` open, and how many close."""
    opening = closing = 0
    for at, character in enumerate(text):
        if character not in _MARKS:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if character == '"' and before.isdigit() and opening == closing:
            continue  # inches
        if _opens(character, before, after, is_open=opening > closing):
            opening += 1
        else:
            closing += 1
    return opening, closing


def _opens(character: str, before: str, after: str, *, is_open: bool) -> bool:
    if character in "„”":
        return character == "„"
    free = not before or before in _BEFORE_OPENING
    if character == "«":
        return free or not after or after.isalnum()
    if character == "»":  # opens in »German«, never after the space of « French »
        return before in ("", " ", "\n", "(") and after.isalnum() and not is_open
    return free and not is_open if character == '"' else free
