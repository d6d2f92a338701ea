"""Where German sentences begin and end in a plain text; holds SoMaJo and the corrections to it, refuses inline codes.

SoMaJo splits; abbreviations that never end a sentence (`data/abbreviations.tsv`) join what it cut too early, and a word
that begins sentences, after a number ("Platz 3. Die Stadt …") or an abbreviation, cuts what it left together.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from threading import Lock
from typing import Any

from somajo import SoMaJo

from service.linguistics.lexicon import read_table, read_words

Span = tuple[int, int]  # first character of a sentence, and the one after its last

_LOCK = Lock()
_AFTER_NUMBER = re.compile(r"(?<=\d\.)[“\"»)]?\s+(?=[„\"»(]?([^\W\d_]+)\b)")
_ENUMERATION = re.compile(r"(^|[.!?:]\s)\s*\d{1,2}\.$")  # "2. Die Stadt zahlt." is one sentence
_RUN = re.compile(r"\s+|\S+")
_LONGEST_WORD = 200  # characters; few addresses are longer
_PAGE = re.compile(r"(?<![^\W_])[SZ]\.$")  # "S. 4", "Z. 12"
_FULL_STOP = re.compile(r"[.!?…]+")
_WORDLIKE = re.compile(r"[^\W_]")


def find_sentences(text: str) -> list[Span]:
    """The sentences of a German text in order, white space between them left out.

    Source of the hard cases: German press releases; see `tests/examples/linguistics/sentences.txt`.
    """
    borders = sorted({*_somajo_borders(text), *_number_borders(text), *_abbreviation_borders(text)})
    kept = [border for border in borders if text[border - 1].isspace() and not _joins(text, border)]
    return list(_spans(text, [0, *kept, len(text)]))


def is_wordlike(text: str) -> bool:
    """True if there is anything to translate: a letter or a digit."""
    return _WORDLIKE.search(text) is not None


def _spans(text: str, edges: list[int]) -> Iterator[Span]:
    for start, end in pairwise(edges):
        piece = text[start:end]
        if is_wordlike(piece):
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _number_borders(text: str) -> Iterator[int]:
    """Borders after a number that is no ordinal: "Platz 3. Die Stadt", but not in "2. Die Stadt zahlt."."""
    for match in _AFTER_NUMBER.finditer(text):
        enumeration = _ENUMERATION.search(text, max(0, match.start() - 20), match.start())
        if match[1] in read_words("starters.txt") and not (enumeration and not _joins(text, enumeration.end(1))):
            yield match.end()


def _abbreviation_borders(text: str) -> Iterator[int]:
    """Borders after an abbreviation that may end a sentence, if a word follows that begins one: "im 19. Jh. Die Kirche"."""
    for match in _maybe_final().finditer(text):
        if match[1] in read_words("starters.txt"):
            yield match.end()


def _joins(text: str, border: int) -> bool:
    """True if the words before the border are an abbreviation that never ends a sentence, and not the end of one that may: "a. Bd."."""
    before = text[max(0, border - 80) : border].rstrip()[-40:]
    if _PAGE.search(before) and text[border : border + 1].isdigit():
        return True
    never, maybe = (pattern.search(before) for pattern in (_ending("inside"), _ending("either")))
    return never is not None and (maybe is None or never.start() <= maybe.start())


@cache
def _ending(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives(kind)})$")


@cache
def _maybe_final() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives('either')})[“\"»)]?\s+(?=[„\"»(]?([^\W\d_]+)\b)")


def _alternatives(kind: str) -> str:
    shorts = [row[0].split() for row in read_table("abbreviations.tsv") if row[0].endswith(".") and row[1] == kind]
    return "|".join(r"\s?".join(map(re.escape, parts)) for parts in shorts)


@cache
def _splitter() -> Any:
    return SoMaJo("de_CMC", split_sentences=True)


def _somajo_borders(text: str) -> list[int]:
    """Offsets of the first visible character of every sentence but the first.

    SoMaJo drops or composes characters (soft hyphens, combining accents), so sentences are counted in visible characters.
    """
    kept = list(_without_long_runs(text))
    visible = [(mark, offset) for offset in kept for mark in _visible(text[offset])]
    if not visible:
        return []
    seen = "".join(text[offset] for offset in kept)
    with _LOCK:
        sentences = [[token.text for token in sentence] for sentence in _splitter().tokenize_text([_flat(seen)])]
    pieces = ["".join(_visible(piece)) for sentence in sentences for piece in _cut_before_numbers(sentence)]
    if "".join(pieces) != "".join(mark for mark, _ in visible):
        return []  # SoMaJo rewrote the text; one long segment is safe, a wrong cut is not
    return [visible[length][1] for length in accumulate(map(len, pieces[:-1])) if length < len(visible)]


def _cut_before_numbers(tokens: list[str]) -> Iterator[str]:
    """A sentence's pieces: SoMaJo does not see that a sentence begins in "Gäste kamen. 1.500 davon"."""
    start = 0
    for index, (token, following) in enumerate(pairwise(tokens), start=1):
        if _FULL_STOP.fullmatch(token) and following[0].isdigit():
            yield "".join(tokens[start:index])
            start = index
    yield "".join(tokens[start:])


def _without_long_runs(text: str) -> Iterator[int]:
    """The offsets of the characters SoMaJo gets to see: it takes seconds over thousands of characters without a space."""
    for match in _RUN.finditer(text):
        yield from range(match.start(), min(match.end(), match.start() + _LONGEST_WORD))


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _visible(text: str) -> Iterator[str]:
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.category(character)[0] not in "CMZ":
            yield character
