"""Where in the target a standalone code goes; refuses pairs.

A code that touches a word clings to it: a footnote mark stands behind the words that translate its word. One with space on
either side (a break, a placeholder, an icon) goes where most of the words before it stand before it and most of the words after it
after it, near words counting more; a place behind a preposition that has lost its noun is the place of the word it stands for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.engine.alignment import Span
from service.engine.ground import Ground
from service.engine.pairs import find_run, grow_over_marks, guess_run
from service.engine.small_words import CONJUNCTIONS, Kind

NEARNESS = 0.7  # weight of a word for each word it is further from the code
ORPHAN = 2.0  # what a preposition without its noun is worth
APART = 0.5  # what it costs to come between a small word and its noun
_HOLLOW = ("()", "[]", "„“", "«»")  # what is left of ``(<1/>)``
_CLOSING = ("“”»", ")", "]", ":", "!", "?")  # marks that a translation keeps; German closes with the first
_MARKS = ".,;:!?…»“”)]"

Place = tuple[int, str]  # in the target, and the rung


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a standalone code stands in the source, and the part of the target it may go to."""

    offset: int
    outer: Span  # the part of the source its parent holds
    window: Span  # the part of the target its parent holds
    is_break: bool  # it stands in the place of a space, and belongs to no word
    held: frozenset[int] = frozenset()  # places in the target where other codes stand alone


def find_point(ground: Ground, gap: Gap) -> Place:
    """The place in the target for a code in `gap`, by the first way that tells it."""
    ways = (_find_edge, _find_hollow, _find_mark, _find_own_word, _divide_words, _find_neighbour)
    found = (place for way in ways if (place := way(ground, gap)) is not None)
    return next(found, None) or _find_share(ground, gap)


def scale(offset: float, outer: Span, window: Span) -> float:
    """The same relative place."""
    share = (offset - outer[0]) / max(1, outer[1] - outer[0])
    return window[0] + share * (window[1] - window[0])


def _sides(ground: Ground, gap: Gap) -> tuple[list[int], list[int]]:
    """The source words before the code and those after it; one the code stands in is both."""
    return ground.source_words((gap.outer[0], gap.offset)), ground.source_words((gap.offset, gap.outer[1]))


def _find_edge(ground: Ground, gap: Gap) -> Place | None:
    """At the start or the end; at the end before the marks it stands before in the source: ``Rat<fn/>.`` keeps its stop last."""
    before, after = _sides(ground, gap)
    if not before:
        return gap.window[0], "alignment"
    if after:
        return None
    marks = ground.source_text[gap.offset : gap.outer[1]].strip()
    text = ground.target_text[slice(*gap.window)]
    if not marks or not text.endswith(marks):
        return gap.window[1], "alignment"
    return gap.window[0] + len(text.removesuffix(marks).rstrip()), "alignment"


def _find_hollow(ground: Ground, gap: Gap) -> Place | None:
    """Between the brackets that hold nothing else."""
    hollow = ground.source_text[gap.offset - 1 : gap.offset + 1]
    found = ground.find_once(hollow, gap.window) if hollow in _HOLLOW else None
    return (found[0] + 1, "alignment") if found else None


def _find_mark(ground: Ground, gap: Gap) -> Place | None:
    """Behind the closing quotation mark or bracket the code stands behind, if both texts have as many of them."""
    mark = ground.source_text[gap.offset - 1]
    kind = next((marks for marks in _CLOSING if mark in marks), "")
    in_source = [i for i in range(*gap.outer) if ground.source_text[i] in kind]
    in_target = [i for i in range(*gap.window) if ground.target_text[i] in kind]
    if not kind or len(in_source) != len(in_target):
        return None
    return in_target[in_source.index(gap.offset - 1)] + 1, "alignment"


def _find_own_word(ground: Ground, gap: Gap) -> Place | None:
    """Behind (or in front of) the words that translate the word it touches."""
    before, after = _sides(ground, gap)
    touches_left = not ground.source_text[gap.offset - 1].isspace()
    if gap.is_break or not (touches_left or ground.source_text[gap.offset].isalnum()):
        return None
    word = before[-1] if touches_left else after[0]
    run, rung = find_run(ground, [word], gap.window, ()), "alignment"
    if run is None:
        if (same := _find_same(ground, gap, word, after=touches_left)) is not None:
            return same
        run, rung = guess_run(ground, [word], gap.window, ()), "segment"
    if run is None:
        return None
    if not touches_left:
        return ground.target[run.first][0], rung
    return _pass_marks(ground, gap, ground.target[run.last][1]), rung


def _find_neighbour(ground: Ground, gap: Gap) -> Place | None:
    """Beside a word next to it that stands in the target as it is."""
    before, after = _sides(ground, gap)
    return _find_same(ground, gap, before[-1], after=True) or _find_same(ground, gap, after[0], after=False)


def _find_share(ground: Ground, gap: Gap) -> Place:
    """At the same relative place, between two words."""
    aim = scale(gap.offset, gap.outer, gap.window)
    edges = [gap.window[1], *(ground.target[word][1] for word in ground.target_words(gap.window))]
    return min(edges, key=lambda edge: abs(edge - aim)), "segment"


def _find_same(ground: Ground, gap: Gap, word: int, *, after: bool) -> Place | None:
    found = ground.find_once(ground.source_text[slice(*ground.source[word])], gap.window)
    return (found[1] if after else found[0], "phrase") if found else None


def _pass_marks(ground: Ground, gap: Gap, place: int) -> int:
    """`place` behind as many marks as the source has before the code."""
    before = ground.source_text[: gap.offset].rstrip()
    return grow_over_marks(ground.target_text, place, 1, gap.window, len(before) - len(before.rstrip(_MARKS)))


def _divide_words(ground: Ground, gap: Gap) -> Place | None:
    """The place that parts the words of the window as the code parts those of the source."""
    words = ground.target_words(gap.window)
    if not words or ground.weights is None:
        return None
    left, right = _sides(ground, gap)
    sides = [(each, NEARNESS**far) for far, each in enumerate(reversed(left))]
    sides += [(each, -(NEARNESS**far)) for far, each in enumerate(right)]
    sums = [0.0]
    for word in words:
        row = ground.weights[word]
        sums.append(sums[-1] + sum([row[each] * side for each, side in sides]))
    cuts = range(1, len(words) + 1)
    best = max(cuts, key=lambda cut: sums[cut] + (0.0 if gap.is_break else _fit(ground, gap, words, cut, left[-1])))
    return _pass_marks(ground, gap, ground.target[words[best - 1]][1]), "alignment"


def _fit(ground: Ground, gap: Gap, words: Sequence[int], cut: int, before: int) -> float:
    """What speaks for a place whatever the alignment: a preposition left alone there, no small word parted from its noun."""
    last = words[cut - 1]
    if ground.target_kinds[last] is None:
        return 0.0
    is_orphan = cut == len(words) or _has_no_noun(ground, last, words[cut])
    if is_orphan and ground.target[last][1] not in gap.held:
        return ORPHAN * (1 + ground.pull(last, [before]))
    return 0.0 if ground.source_kinds[before] is not None else -APART


def _has_no_noun(ground: Ground, word: int, following: int) -> bool:
    """True if a small word's noun cannot be what follows: a mark, a preposition, an ``et``."""
    (_, end), (start, _) = ground.target[word], ground.target[following]
    next_word = ground.target_text[slice(*ground.target[following])].lower()
    is_new = ground.target_kinds[following] is Kind.PREPOSITION or next_word in CONJUNCTIONS
    return is_new or bool(ground.target_text[end:start].strip())
