"""Replacements in the plain text of a content, its inline codes kept in their places.

The one place that counts offsets: rules see a plain string and say which characters to replace, and know nothing of codes.

Miniature: ``Content("ca. ", b, "70", /b)`` with ``Edit(0, 3, "etwa")`` is ``Content("etwa ", b, "70", /b)``.
Refuses overlapping edits, and leaves out an edit that would swallow the text of a code (a hard break).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

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
            edits.append(_trimmed(match, replacement))
    return edits


def apply_rule(content: Content, rule: Rule) -> Content:
    """The content with one rule applied to its plain text."""
    return apply_edits(content, rule(content.text))


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
    atoms = list(_atoms(content))
    for edit in reversed(ordered):
        _replace(atoms, edit)
    return Content(*(part for part, _, _ in atoms))


Atom = tuple[Part, int, int]  # one character or one code, with its offsets in the plain text


def _atoms(content: Content) -> Iterator[Atom]:
    offset = 0
    for part in content:
        for atom in part if isinstance(part, str) else (part,):
            length = 1 if isinstance(atom, str) else len(atom.equivalent)
            yield atom, offset, offset + length
            offset += length


def _replace(atoms: list[Atom], edit: Edit) -> None:
    """Make one edit in place; the offsets of what stands before it stay true."""
    first, last = _stretch(atoms, edit)
    inside = [atom for atom in atoms[first:last] if isinstance(atom[0], InlineCode)]
    if any(end > start for _, start, end in inside):
        return  # a hard break stands in it
    leading = 0
    while leading < len(inside) and _opens(inside[leading][0]):
        leading += 1
    atoms[first:last] = [*inside[:leading], (edit.replacement, edit.start, edit.start), *inside[leading:]]


def _stretch(atoms: list[Atom], edit: Edit) -> tuple[int, int]:
    """The indexes of the atoms an edit replaces, codes at its two ends left outside."""
    first = next((n for n, (_, start, end) in enumerate(atoms) if end > edit.start or start >= edit.start), len(atoms))
    if edit.start == edit.end:  # an insertion: after the codes that close here, before those that open
        while first < len(atoms) and _closes(atoms[first][0]):
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


def _closes(part: Part) -> bool:
    return isinstance(part, InlineCode) and part.kind is CodeKind.CLOSING


def _trimmed(match: Match, replacement: str) -> Edit:
    """The match's edit without the characters it shares with its replacement at either end."""
    original, start, end = match.group(), match.start(), match.end()
    while original and replacement and original[0] == replacement[0]:
        original, replacement, start = original[1:], replacement[1:], start + 1
    while original and replacement and original[-1] == replacement[-1]:
        original, replacement, end = original[:-1], replacement[:-1], end - 1
    return Edit(start, end, replacement)
