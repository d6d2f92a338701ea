"""Quotation marks of any convention turned into those of a profile, nested ones into its inner ones.

Miniature, fr-FR: ``„Wir sagen ‚Ja‘“`` and ``"Nous disons 'oui'"`` both get « » outside and “ ” inside.
A mark without a partner is kept as half of an outer pair: a quotation often runs over several sentences.
Refuses apostrophes and inch marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.linguistics.edits import Edit
from service.linguistics.profiles import SPACES, Typography

_MARK = re.compile(r"[„“”\"«»‚‘’‹›']")
_ALWAYS_OPEN, _ALWAYS_CLOSE = "„‚", "”"
_DOUBLE = '„“”"«»'
_BEFORE_OPENING = frozenset("([{–—-/’'„“«‚‘‹»›\"")
_AFTER_CLOSING = frozenset(".,;:!?)]}…–—/-")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark with the spaces that belong to it."""

    start: int
    end: int
    opens: bool
    depth: int


def set_quotes(text: str, profile: Typography) -> list[Edit]:
    """The edits that give `text` the quotation marks of `profile`."""
    edits = []
    for mark in _read_marks(text):
        pair = profile.quotes[min(mark.depth, len(profile.quotes) - 1)]
        wanted = pair[0] if mark.opens else pair[1]
        if text[mark.start : mark.end] != wanted:
            edits.append(Edit(mark.start, mark.end, wanted))
    return edits


def _read_marks(text: str) -> Iterator[_Mark]:
    """The quotation marks in order, each with its depth; the marks of both halves of a pair agree."""
    open_kinds: list[bool] = []  # for every quotation that is open: is its mark a double one
    consumed = 0
    for match in _MARK.finditer(text):
        at, character = match.start(), match.group()
        double = character in _DOUBLE
        opens = _opens(text, at, opened=bool(open_kinds) and open_kinds[-1] is double)
        if opens is None or (not double and not _is_quote(text, at, opens=opens, open_kinds=open_kinds)):
            continue
        if opens:
            depth = len(open_kinds)
            open_kinds.append(double)
            start, end = at, _skip(text, at + 1, 1)
        else:
            while open_kinds and open_kinds.pop() is not double:
                pass
            depth = len(open_kinds)
            start, end = max(consumed, _skip(text, at - 1, -1) + 1), at + 1
        consumed = end
        yield _Mark(start, end, opens, depth)


def _opens(text: str, at: int, *, opened: bool) -> bool | None:
    """True for an opening mark, False for a closing one, None if it is no quotation mark."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    free_after = not after or after.isspace() or after in _AFTER_CLOSING
    if character in _ALWAYS_OPEN + _ALWAYS_CLOSE:
        return character in _ALWAYS_OPEN
    if character in "«‹":
        return free_before or not free_after
    if character in "»›":
        return (not before or before in (" ", "\n", "(", "[")) and not free_after
    if character == '"' and before.isdigit() and not opened:
        return None
    return not opened if free_before and free_after else free_before


def _is_quote(text: str, at: int, *, opens: bool, open_kinds: list[bool]) -> bool:
    """A single mark is a quotation mark if it opens one that is closed later, or closes one that is open."""
    if text[at] in "‚‹›":
        return True
    if opens:
        following = text[at + 1 : at + 2]
        return (
            following.isalpha() and re.search(r"\w[.,!?…]?[’'‘](?!\w)", text[at + 1 :]) is not None and text[at] != "’"
        )
    return False in open_kinds and not text[at + 1 : at + 2].isalnum()


def _skip(text: str, at: int, step: int) -> int:
    """The first offset from `at` on, going by `step`, that is no space."""
    while 0 <= at < len(text) and text[at] in SPACES:
        at += step
    return at
