"""Putting inline codes back into the translated text, each exactly once and well nested (invariant 4); refuses models.

The ladder, a rung for each code, the lowest rung reached is reported:

* ``alignment``: around the target words that translate the words it held (or next to the word it stood at). Codes at
  the edges of the segment, and pairs around all of it, need no alignment and count as this rung.
* ``phrase``: around the same characters, where the target repeats them (names, numbers, addresses).
* ``segment``: by guess. A pair around the word that is most likely, however unlikely; else around the whole segment, or in a
  free place at the same relative distance if it has siblings; a standalone code at its relative place. Such codes are
  `displaced`.

White space is never inside a pair's edges in the target; a standalone code that had a space beside it has one again (it may
stand for a word, an address); punctuation is where it was in the source: ``<b>Ja</b>!`` keeps
its mark outside, ``<b>Ja!</b>`` inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.content import Content
from service.domain.language import Language
from service.engine.alignment import Alignment, Span
from service.engine.compounds import take_part
from service.engine.ground import Ground
from service.engine.pairs import Run, cover_small_words, find_run, guess_run, settle_edges
from service.engine.points import Gap, find_point, scale
from service.engine.spacing import mend_spaces
from service.engine.spans import CodeSpan, strip_codes
from service.engine.weaving import PlacedSpan, weave

RULES = 4  # raised when the same alignment gives another placement: drafts kept under older rules are not used again
SEVERAL = 2  # words that stand on both sides as they are: no chance
RUNGS = ("none", "alignment", "phrase", "segment")


@dataclass(frozen=True, slots=True)
class Placement:
    """A target with its codes."""

    content: Content
    rung: str  # the lowest reached: "none" without codes, "alignment", "phrase" or "segment"
    displaced: tuple[int, ...]  # ids of the codes on the last rung, in source order
    phrased: tuple[int, ...]  # ids of the codes on the rung "phrase", in source order


def place_codes(
    source: Content, target_text: str, alignment: Alignment | None, language: Language | None = None
) -> Placement:
    """`target_text` with the codes of `source`.

    `alignment` is between the plain texts, None if there is none; `language` is the target's, None if its articles and
    prepositions are to be treated like other words.
    """
    stripped = strip_codes(source)
    ladder = _Ladder(Ground(stripped.text, target_text, alignment, language), stripped.spaced)
    placed = ladder.place_siblings(stripped.spans, (0, len(stripped.text)), (0, len(target_text)))
    everything = list(_walk(placed))
    rung = max((each.rung for each in everything), key=RUNGS.index, default="none")
    content = mend_spaces(source, weave(placed, target_text, stripped))
    return Placement(content, rung, _ids_on("segment", everything, source), _ids_on("phrase", everything, source))


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The rungs, on one segment."""

    ground: Ground
    spaced: frozenset[int]  # ids of the codes that read as a space

    def place_siblings(self, spans: Sequence[CodeSpan], outer: Span, window: Span) -> list[PlacedSpan]:
        """The spans of one parent, which holds `outer` of the source and `window` of the target; none overlap."""
        pairs = [span for span in spans if not span.alone]
        surest = self.surest_first(pairs, window)
        places: dict[int, PlacedSpan] = {}
        for find in (self.match_same, self.align_pair, self.match_phrase, self.fall_back):
            for span in surest:
                taken = [(placed.start, placed.end) for placed in places.values()]
                if id(span) not in places and (found := find(span, outer, window, taken, len(pairs))):
                    places[id(span)] = PlacedSpan(span, *found[0], rung=found[1])
        for placed in list(places.values()):
            held = (placed.span.start, placed.span.end)
            placed.children = self.place_siblings(placed.span.children, held, (placed.start, placed.end))
        for span in spans:
            if span.alone:
                place, rung = self.place_point(span, outer, window, list(places.values()))
                places[id(span)] = PlacedSpan(span, place, place, rung)
        return [places[id(span)] for span in spans]

    def surest_first(self, pairs: Sequence[CodeSpan], window: Span) -> list[CodeSpan]:
        """The pairs, those whose words are told most clearly first: who comes first may choose."""
        if len(pairs) == 1:
            return list(pairs)
        runs = {id(span): self.run_of(span, window, ()) for span in pairs}
        return sorted(pairs, key=lambda span: -run.worth if (run := runs[id(span)]) else 0.0)

    def run_of(self, span: CodeSpan, window: Span, taken: Sequence[Span]) -> Run | None:
        """The target words for the words a pair holds."""
        held = self.ground.source_words((span.start, span.end))
        return find_run(self.ground, held, window, taken) if held else None

    def align_pair(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], siblings: int
    ) -> tuple[Span, str] | None:
        """Around the words that translate the words it holds; None if the links do not tell."""
        held = self.ground.source_words((span.start, span.end))
        if not held:
            point, rung = self.place_point(span, outer, window, [])
            point = window[1] if _in_any(point, taken) else point
            return (point, point), rung
        if held == self.ground.source_words(outer) and not taken and siblings == 1:
            return settle_edges(self.ground, span, outer, window, window), "alignment"
        run = self.run_of(span, window, taken)
        if run is None:
            return None
        part = take_part(self.ground, span, held, run)
        place = cover_small_words(self.ground, part, held, window, taken)
        return settle_edges(self.ground, span, outer, place, _between(window, taken, place[0])), "alignment"

    def match_same(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], siblings: int
    ) -> tuple[Span, str] | None:
        """Around the same words, if there are several: ``Le Monde`` is no chance."""
        words = self.ground.source_words((span.start, span.end))
        if len(words) < SEVERAL or words == self.ground.source_words(outer):
            return None
        return self.match_phrase(span, outer, window, taken, siblings)

    def match_phrase(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], _siblings: int
    ) -> tuple[Span, str] | None:
        """Around the same characters, if they stand in the target once."""
        phrase = self.ground.source_text[span.start : span.end].strip()
        found = self.ground.find_once(phrase, window)
        if found is None or any(found[0] < end and start < found[1] for start, end in taken):
            return None
        return settle_edges(self.ground, span, outer, found, found), "phrase"

    def fall_back(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], siblings: int
    ) -> tuple[Span, str]:
        """Around the likeliest word, else everything if it has no siblings, else the free word at its relative place."""
        held = self.ground.source_words((span.start, span.end))
        guess = guess_run(self.ground, held, window, taken) if held else None
        if guess is not None:
            place = cover_small_words(self.ground, guess, held, window, taken)
            return settle_edges(self.ground, span, outer, place, _between(window, taken, place[0])), "segment"
        if siblings == 1:
            return settle_edges(self.ground, span, outer, window, window), "segment"
        aim = scale((span.start + span.end) / 2, outer, window)
        words = self.ground.target_words(window)
        places = [self.ground.target[word] for word in words if self.ground.target_kinds[word] is None]
        places = places or [self.ground.target[word] for word in words]
        free = [word for word in places if not any(start < word[1] and word[0] < end for start, end in taken)]
        if free:
            return min(free, key=lambda word: abs((word[0] + word[1]) / 2 - aim)), "segment"
        edges = [window[1], *(end for _, end in taken)]
        edge = min(edges, key=lambda edge: abs(edge - aim))
        return (edge, edge), "segment"

    def place_point(self, span: CodeSpan, outer: Span, window: Span, siblings: list[PlacedSpan]) -> tuple[int, str]:
        """Where a standalone code goes, outside the places of its siblings, and the rung."""
        offset = span.start
        for placed in siblings:  # next to a pair stays next to it
            if offset in (placed.span.start, placed.span.end) and placed.span.start < placed.span.end:
                return (placed.end if offset == placed.span.end else placed.start), placed.rung
        is_break = any(code.id in self.spaced for code in span.codes)
        held = frozenset(placed.start for placed in siblings if placed.span.alone)
        place, rung = find_point(self.ground, Gap(offset, outer, window, is_break, held))
        for placed in siblings:
            if placed.start < place < placed.end:
                place = placed.start if place - placed.start < placed.end - place else placed.end
        return place, rung


def _in_any(place: int, taken: list[Span]) -> bool:
    return any(start < place < end for start, end in taken)


def _between(window: Span, taken: list[Span], place: int) -> Span:
    """The part of the window around `place` that no other code has."""
    low = max([window[0], *(end for _, end in taken if end <= place)])
    high = min([window[1], *(start for start, end in taken if start >= place and end > place)])
    return low, high


def _ids_on(rung: str, placed: Sequence[PlacedSpan], source: Content) -> tuple[int, ...]:
    """The ids of the codes placed on `rung`, each once, in source order."""
    ids = {code.id for each in placed if each.rung == rung for code in each.span.codes}
    return tuple(dict.fromkeys(code.id for code in source.codes if code.id in ids))


def _walk(placed: Sequence[PlacedSpan]) -> Sequence[PlacedSpan]:
    return [inner for each in placed for inner in (each, *_walk(each.children))]
