"""Word links between two sentences: reading, symmetrising, projecting onto SentencePiece pieces. Pure.

A link (i, j) joins source word i and target word j, counted from 0. A span (begin, end) counts characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Link = tuple[int, int]
Span = tuple[int, int]
WORD_OR_MARK = re.compile(r"\w+['’]?|[^\w\s]")  # "l'art" is l' and art
BYTE = re.compile(r"<0x([0-9A-F]{2})>")
NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def word_spans(text: str) -> list[Span]:
    """Where the words and punctuation marks of `text` stand."""
    return [m.span() for m in WORD_OR_MARK.finditer(text)]


def split_words(text: str) -> list[str]:
    """The words and punctuation marks of `text`."""
    return WORD_OR_MARK.findall(text)


def read_links(line: str) -> set[Link]:
    """The links of "0-0 2-1": {(0, 0), (2, 1)}; the form that eflomal and fast_align write."""
    pairs = (item.split("-") for item in line.split())
    return {(int(i), int(j)) for i, j in pairs}


def symmetrise(forward: set[Link], backward: set[Link]) -> list[Link]:
    """Links both directions agree on, then those of either that touch one and reach a word without any (grow-diag).

    Agreed links come first, so that who wants one link a word takes the surest.
    """
    agreed, union = sorted(forward & backward), forward | backward
    links = list(agreed)
    sources, targets = {i for i, _ in links}, {j for _, j in links}
    for i, j in links:  # grows while it is read: a link that was added may bring its own neighbours
        for di, dj in NEIGHBOURS:
            near = (i + di, j + dj)
            if near in union and (near[0] not in sources or near[1] not in targets):
                links.append(near)
                sources.add(near[0])
                targets.add(near[1])
    return links


def piece_spans(pieces: Sequence[str]) -> list[Span]:
    """Where SentencePiece `pieces` stand in their text, the leading space ("▁") not counted in; text has single spaces only.

    Byte pieces such as "<0xC3>" share the character they make up.
    """
    spans, place = [], -1  # SentencePiece puts a space before the text
    for piece in pieces:
        byte = BYTE.fullmatch(piece)
        if byte and int(byte.group(1), 16) & 0xC0 == 0x80:  # goes on with the character before
            spans.append((place - 1, place))
            continue
        length = 1 if byte else len(piece)
        begin = place + piece.startswith("▁")
        spans.append((begin, max(begin + 1, place + length)))  # a lone "▁" belongs to the word that follows
        place += length
    return spans


def pieces_of_words(words: Sequence[Span], pieces: Sequence[Span]) -> list[list[int]]:
    """For each word the numbers of the pieces that overlap it."""
    found: list[list[int]] = [[] for _ in words]
    first = 0
    for number, (begin, end) in enumerate(pieces):
        while first < len(words) and words[first][1] <= begin:
            first += 1
        index = first
        while index < len(words) and words[index][0] < end:
            found[index].append(number)
            index += 1
    return found


def project(
    links: Sequence[Link], source_pieces: Sequence[list[int]], target_pieces: Sequence[list[int]], count: int, none: int
) -> list[int]:
    """For each of `count` target pieces one source piece, or `none`.

    The first link of a target word counts. Its pieces are shared out in order: with 2 source and 4 target pieces, the
    first two target pieces go to the first source piece.
    """
    projected = [none] * count
    for i, j in links:
        sources, targets = source_pieces[i], target_pieces[j]
        for place, piece in enumerate(targets):
            if sources and projected[piece] == none:
                projected[piece] = sources[place * len(sources) // len(targets)]
    return projected
