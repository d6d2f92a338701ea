"""Hard-wrapped lines: whether a line goes on, how lines join to running text and text goes back to lines.

Refuses to know what a block is; `plaintext_blocks` decides that.
"""

import re
from itertools import pairwise

NARROWEST = 40  # characters; lines of a narrower block are lines of an address or a poem
WIDEST = 120  # characters; longer lines were not broken by hand
MARKER = re.compile(
    r"(?:[-–—•*·▪◦‣+►✓]|\d{1,3}[.)](?![ ](?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|"
    r"November|Dezember|Uhr|Jahrhundert|Stock|Klasse|Auflage)\b)|[a-z]\)|\(\d{1,2}\))[ \t]+(?=\S)"
)
_DANGLING = re.compile(r"[^\W\d_]-$")
_SUSPENDED = re.compile(r"(?:und|oder|bzw\.|sowie|bis|noch|als|wie|statt|aber|u\.)\b")
_OPEN_END = re.compile(  # no line of an address, a list or a headline ends with one of these
    r"(?:^|\s)(?:der|die|das|den|dem|des|eine?|eine[mnrs]|und|oder|sowie|im|am|an|auf|aus|beim?|mit|nach|vo[nm]|zu[mr]?|"
    r"für|über|unter|gegen|ohne|um|durch|als|dass|in)$"
)
_FINAL = (".", "!", "?", ":", "“", "”", '"', "«", ";")


def runs_on(line: str, following: str, width: int, indent: int = 0) -> bool:
    """True if `following` goes on with the sentence of `line` in a block broken at `width` characters.

    ``Die Stadt hat am Montag beschlossen, dass im`` / ``Sommer …``: the next word had no room, so the break is not
    the author's. `indent` is how far both stand from the margin.
    """
    if width > WIDEST:
        return False
    if _DANGLING.search(line) and following[:1].isalpha():
        return True
    if _OPEN_END.search(line):
        return True
    if width < NARROWEST:
        return False
    if indent + len(line) + 1 + len(_first_chunk(following)) > width:
        return True
    return following[:1].islower() and not line.endswith(_FINAL)


def join_lines(lines: list[str]) -> str:
    """The lines as running text: ``Bürger-`` / ``meister`` is one word, ``Haupt-`` / ``und`` stays two."""
    pieces = [lines[0]]
    for previous, line in pairwise(lines):
        if not (_DANGLING.search(previous) and line[:1].isalpha()) or _SUSPENDED.match(line):
            pieces.append(" ")
        elif line[0].islower():
            pieces[-1] = previous[:-1]
        pieces.append(line)
    return "".join(pieces)


def wrap_text(text: str, width: int, first: int) -> list[str]:
    """`text` in lines of at most `width` characters, `first` fewer in the first; no line begins like a list item."""
    lines: list[str] = []
    room = width - first
    for chunk in _chunks(text):
        if lines and len(lines[-1]) + 1 + len(chunk) <= room:
            lines[-1] += " " + chunk
            continue
        if lines:
            room = width
        lines.append(chunk)
    return lines or [""]


def _chunks(text: str) -> list[str]:
    """Words, those that look like a list marker or a dangling hyphen tied to their neighbours."""
    chunks: list[list[str]] = []
    words = re.split(r"[ ]+", text)
    for word, following in zip(words, [*words[1:], "x"], strict=True):
        if chunks and (MARKER.match(f"{word} {following}") or _DANGLING.search(chunks[-1][-1])):
            chunks[-1].append(word)
        else:
            chunks.append([word])
    return [" ".join(words) for words in chunks]


def _first_chunk(text: str) -> str:
    words = text.split(" ", 8)[:8]
    return _chunks(" ".join(words))[0]
