"""Replacements in the plain text of a content, its inline codes kept in their places.

The one place that counts offsets: rules see a plain string and say which characters to replace, and know nothing of codes.

Miniature: ``Content("ca. ", b, "70", /b)`` with ``Edit(0, 3, "etwa")`` is ``Content("etwa ", b, "70", /b)``.
Refuses overlapping edits, and leaves out an edit that would swallow the text of a code (a hard break).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from service.domain.content import CodeKind, Content, InlineCode, Part


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a plain text and what stands there afterwards."""

    start: int  # offset of the first character replaced
    end: int  # offset after the last; equal to `start` for an insertion
    replacement: str


Rule = Callable[[str], Iterable[Edit]]  # what a rule is: plain text in, replacements out
Pattern = re.Pattern[str]
Match = re.Match[str]


def substitute(text: str, pattern: Pattern, replace: Callable[[Match], str] | str) -> list[Edit]:
    """The edits that replace each match of `pattern`; matches that would not change anything are left out."""
    edits = []
    for match in pattern.finditer(text):
        replacement = replace if isinstance(replace, str) else replace(match)
        if replacement != match.group():
            edits.append(trim_edit(match, replacement))
    return edits


def trim_edit(match: Match, replacement: str) -> Edit:
    """The edit that replaces a match, without the characters it shares with its replacement at either end."""
    original, start, end = match.group(), match.start(), match.end()
    while original and replacement and original[0] == replacement[0]:
        original, replacement, start = original[1:], replacement[1:], start + 1
    while original and replacement and original[-1] == replacement[-1]:
        original, replacement, end = original[:-1], replacement[:-1], end - 1
    return Edit(start, end, replacement)


def keep_first(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, each that overlaps one before it left out: what is read twice is changed once."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= max(kept[-1].end, kept[-1].start + 1):
            kept.append(edit)
    return kept


def apply_edits(content: Content, edits: Iterable[Edit]) -> Content:
    """The content with `edits` made; raises ValueError if two of them overlap.

    A code inside a replaced stretch goes before it if it opens a pair, else after it; codes never change their order.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return content
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError(f"edits overlap at {after.start}")
    return Content(*_edited(list(_atoms(content)), ordered))


Atom = tuple[Part, int, int]  # one character or one code, with its offsets in the plain text


def _atoms(content: Content) -> Iterator[Atom]:
    offset = 0
    for part in content:
        atoms: Iterable[Part] = part if isinstance(part, str) else (part,)
        for atom in atoms:
            length = 1 if isinstance(atom, str) else len(atom.equivalent)
            yield atom, offset, offset + length
            offset += length


def _edited(atoms: list[Atom], edits: list[Edit]) -> Iterator[Part]:
    """The atoms with the edits made, in one pass: both stand in order."""
    done = 0
    for edit in edits:
        first, last = _stretch(atoms, edit, done)
        yield from (part for part, _, _ in atoms[done:first])
        yield from _replaced(atoms[first:last], edit.replacement)
        done = last
    yield from (part for part, _, _ in atoms[done:])


def _replaced(atoms: list[Atom], replacement: str) -> Iterator[Part]:
    """The replacement among the codes of the atoms it replaces; the atoms themselves if a hard break stands in them."""
    inside = [part for part, _, _ in atoms if isinstance(part, InlineCode)]
    if any(code.equivalent for code in inside):
        yield from (part for part, _, _ in atoms)
        return
    leading = list(takewhile(_opens, inside))
    parts: list[Part] = [*leading, replacement, *inside[len(leading) :]]
    yield from parts


def _stretch(atoms: list[Atom], edit: Edit, done: int) -> tuple[int, int]:
    """The indexes of the atoms an edit replaces, codes at its two ends left outside; none before `done` is looked at."""
    first = done
    while first < len(atoms) and atoms[first][1] < edit.start and atoms[first][2] <= edit.start:
        first += 1
    if edit.start == edit.end:  # an insertion: after the codes that close here, before those that open
        clings = _touches_left if edit.replacement.isspace() else _closes
        while first < len(atoms) and clings(atoms[first][0]) and atoms[first][1] == edit.start:
            first += 1
        return first, first
    while first < len(atoms) and atoms[first][1] == atoms[first][2]:
        first += 1
    last = first
    while last < len(atoms) and atoms[last][1] < edit.end:
        last += 1
    while last > first and atoms[last - 1][1] == atoms[last - 1][2]:
        last -= 1
    return first, last


def _opens(part: Part) -> bool:
    return isinstance(part, InlineCode) and part.kind is CodeKind.OPENING


def _touches_left(part: Part) -> bool:
    """True for what a space must not part from the word before it: ``sûre<fn/>?`` is ``sûre<fn/> ?``."""
    return isinstance(part, InlineCode) and part.kind is not CodeKind.OPENING and not part.equivalent


def _closes(part: Part) -> bool:
    return isinstance(part, InlineCode) and part.kind is CodeKind.CLOSING
