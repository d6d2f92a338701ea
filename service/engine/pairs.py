"""Where in the target a pair of codes goes: around which words, and with which marks beside them; refuses standalone codes.

The words that belong to the pair are a row in which what the words give it outweighs what they give to words outside (the
row of greatest sum). Small words at its edges are not counted but follow the source: with ``<a>der Rat</a>`` the article is inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.engine.alignment import Span
from service.engine.ground import Ground
from service.engine.small_words import GENITIVE, Kind, plain
from service.engine.spans import CodeSpan

GAIN = 2.0  # how much more a link into the pair counts than one out of it
LEAST = 0.08  # a word that belongs to the pair less than this does not tell its place
SAME = 0.95  # so strongly belong only words that are the same
_BLANKS = " \u00a0\u202f"
_MARKED = ":;!?»«„“”"  # marks that French parts from their word by a space


@dataclass(frozen=True, slots=True)
class Run:
    """A row of target words, both ends included, and how strongly they belong to what is held."""

    first: int
    last: int
    worth: float


def find_run(ground: Ground, held: Sequence[int], window: Span, taken: Sequence[Span]) -> Run | None:
    """The row of free words that belongs to the source words `held`; None if none does."""
    runs = [run for words in _free_rows(ground, window, taken) if (run := _best_run(ground, held, words))]
    return max(runs, key=lambda run: run.worth, default=None)


def guess_run(ground: Ground, held: Sequence[int], window: Span, taken: Sequence[Span]) -> Run | None:
    """The free word that belongs to `held` the most, though it belongs to other words more; None if none does at all."""
    meaning = ground.with_meaning(held)
    is_small = ground.source_kinds[meaning[0]] is not None
    free = [
        word
        for words in _free_rows(ground, window, taken)
        for word in words
        if is_small or ground.target_kinds[word] is None
    ]
    word = max(free, key=lambda word: ground.pull(word, meaning), default=None)
    if word is None or ground.pull(word, meaning) < LEAST:
        return None
    return Run(word, word, 0.0)


def cover_small_words(ground: Ground, run: Run, held: Sequence[int], window: Span, taken: Sequence[Span]) -> Span:
    """The place of the run with the articles and prepositions before it that the pair has in the source."""
    free = next((words for words in _free_rows(ground, window, taken) if run.first in words), [])
    first = run.first
    for kind, word in _small_words_before(ground, first):
        if word not in free or not _has_kind(ground, kind, word, held):
            break
        first = word
    return ground.target[first][0], ground.target[run.last][1]


def settle_edges(ground: Ground, span: CodeSpan, outer: Span, place: Span, room: Span) -> Span:
    """`place` less white space at its edges, with the punctuation that belongs to the pair and no other."""
    words = ground.target_words(place)
    start, end = (ground.target[words[0]][0], ground.target[words[-1]][1]) if words else place
    held = ground.source_text[span.start : span.end].strip()
    left_of, right_of = ground.source_text[outer[0] : span.start], ground.source_text[span.end : outer[1]]
    if place == room and not left_of.strip():
        start = place[0]
    elif held and not held[0].isalnum():
        start = grow_over_marks(ground.target_text, start, -1, room)
    if place == room and not right_of.strip():
        end = place[1]
    elif held and not held[-1].isalnum():
        end = grow_over_marks(ground.target_text, end, 1, room)
    return trim(ground.target_text, start, end)


def grow_over_marks(text: str, edge: int, step: int, room: Span, most: int = 99) -> int:
    """`edge` moved over the punctuation that touches it, `most` marks of it, inside `room`.

    ``« ``, `` :`` and the like touch with their space.
    """
    while (room[0] < edge if step < 0 else edge < room[1]) and most:
        character = text[edge - 1 if step < 0 else edge]
        if character in _BLANKS:
            beyond = edge - 2 if step < 0 else edge + 1
            if not (room[0] <= beyond < room[1] and text[beyond] in _MARKED):
                break
        elif character.isalnum() or character.isspace():
            break
        else:
            most -= 1
        edge += step
    return edge


def trim(text: str, start: int, end: int) -> Span:
    """The stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _free_rows(ground: Ground, window: Span, taken: Sequence[Span]) -> Iterator[list[int]]:
    """The words of the window that no other code has, row by row."""
    row: list[int] = []
    for word in ground.target_words(window):
        start, end = ground.target[word]
        if any(low < end and start < high for low, high in taken):
            yield row
            row = []
        else:
            row.append(word)
    yield row


def _best_run(ground: Ground, held: Sequence[int], words: Sequence[int]) -> Run | None:
    """The row of greatest sum; it begins and ends with words that are drawn into it, small words at its edges left out."""
    meaning = ground.with_meaning(held)
    best: Run | None = None
    start, total = None, 0.0
    for word in words:
        worth = _worth(ground, word, held, meaning)
        is_own = worth > 0 and ground.is_drawn(word, held)
        if start is None and not is_own:
            continue
        start, total = (word, worth) if start is None else (start, total + worth)
        if total <= 0:
            start = None
        elif is_own and (best is None or total > best.worth):
            best = Run(start, word, total)
    return best


def _worth(ground: Ground, word: int, held: Sequence[int], meaning: Sequence[int]) -> float:
    """What a target word adds to a row for `held`, whose words with a meaning count; small words add nothing."""
    is_small = ground.target_kinds[word] is not None and ground.source_kinds[meaning[0]] is None
    if is_small and max(ground.pull(word, [each]) for each in meaning) < SAME:
        return 0.0
    return GAIN * ground.pull(word, meaning) - ground.pull_away(word, held)


def _small_words_before(ground: Ground, first: int) -> Iterator[tuple[Kind, int]]:
    """The small words in front of a target word, nearest first, as long as only spaces are between."""
    for word in range(first - 1, -1, -1):
        kind = ground.target_kinds[word]
        if kind is None or ground.target_text[ground.target[word][1] : ground.target[word + 1][0]].strip():
            return
        yield kind, word


def _has_kind(ground: Ground, kind: Kind, word: int, held: Sequence[int]) -> bool:
    """True if what is held begins with a small word that the target word stands for."""
    leading = _leading_kinds(ground, held)
    if not leading:
        return False
    if kind is not Kind.PREPOSITION or leading - {Kind.ARTICLE}:
        return True
    before = ground.source_kinds[held[0] - 1] if held[0] else None
    is_genitive = plain(ground.target_text[slice(*ground.target[word])]) in GENITIVE
    return is_genitive and before not in (Kind.PREPOSITION, Kind.CONTRACTION)


def _leading_kinds(ground: Ground, held: Sequence[int]) -> set[Kind]:
    kinds: set[Kind] = set()
    for word in held:
        kind = ground.source_kinds[word]
        if kind is None:
            break
        kinds.add(kind)
    return kinds
