"""Putting inline codes back into the translated text, each exactly once and well nested (invariant 4); refuses models.

The ladder, a rung for each code, the lowest rung reached is reported:

* ``alignment``: around the target words that translate the words it held (or next to the word it stood at). Codes at
  the edges of the segment, and pairs around all of it, need no alignment and count as this rung.
* ``phrase``: around the same characters, where the target repeats them (names, numbers, addresses).
* ``segment``: a pair around the whole segment, or in a free place at the same relative distance if it has siblings; a
  standalone code at its relative place. Such codes are `displaced`.

White space is never inside a pair's edges in the target; a standalone code that had a space beside it has one again (it may
stand for a word, an address); punctuation is where it was in the source: ``<b>Ja</b>!`` keeps
its mark outside, ``<b>Ja!</b>`` inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.content import Content
from service.engine.alignment import SHARP, Alignment, Span, find_words, is_word
from service.engine.spacing import mend_spaces
from service.engine.spans import CodeSpan, Stripped, strip_codes
from service.engine.weaving import PlacedSpan, weave

RUNGS = ("none", "alignment", "phrase", "segment")
_HOLLOW = ("()", "[]", "„“", "«»")  # what is left of ``(<1/>)``
_STRAY = 5  # target words a source word may become before a span counts as smeared by bad attention


@dataclass(frozen=True, slots=True)
class Placement:
    """A target with its codes."""

    content: Content
    rung: str  # the lowest reached: "none" without codes, "alignment", "phrase" or "segment"
    displaced: tuple[int, ...]  # ids of the codes on the last rung, in source order
    phrased: tuple[int, ...]  # ids of the codes on the rung "phrase", in source order


def place_codes(source: Content, target_text: str, alignment: Alignment | None) -> Placement:
    """`target_text` with the codes of `source`; `alignment` is between the plain texts, None if there is none."""
    stripped = strip_codes(source)
    ground = _Ground(stripped, target_text, alignment)
    placed = ground.place_siblings(stripped.spans, (0, len(stripped.text)), (0, len(target_text)))
    everything = list(_walk(placed))
    rung = max((each.rung for each in everything), key=RUNGS.index, default="none")
    content = mend_spaces(source, weave(placed, target_text, stripped))
    return Placement(content, rung, _ids_on("segment", everything, source), _ids_on("phrase", everything, source))


class _Ground:
    """The two texts, their words and the links between them."""

    def __init__(self, stripped: Stripped, target_text: str, alignment: Alignment | None) -> None:
        self.source_text, self.target_text = stripped.text, target_text
        self.source = [span for span in find_words(self.source_text) if is_word(self.source_text[slice(*span)])]
        self.target = [span for span in find_words(target_text) if is_word(target_text[slice(*span)])]
        links = _read_links(alignment) if alignment is not None and alignment.sharpness >= SHARP else {}
        self.links = [links.get(word) for word in self.target]  # per target word the source word it translates

    def place_siblings(self, spans: Sequence[CodeSpan], outer: Span, window: Span) -> list[PlacedSpan]:
        """The spans of one parent, which holds `outer` of the source and `window` of the target; none overlap."""
        pairs = [span for span in spans if not span.alone]
        places: dict[int, PlacedSpan] = {}
        for find in (self.align_pair, self.match_phrase, self.fall_back):
            for span in pairs:
                taken = [(placed.start, placed.end) for placed in places.values()]
                if id(span) not in places and (found := find(span, outer, window, taken, len(pairs))):
                    places[id(span)] = PlacedSpan(span, *found[0], rung=found[1])
        for placed in list(places.values()):
            held = (placed.span.start, placed.span.end)
            placed.children = self.place_siblings(placed.span.children, held, (placed.start, placed.end))
        for span in spans:
            if span.alone:
                place, rung = self.place_point(span.start, outer, window, list(places.values()))
                places[id(span)] = PlacedSpan(span, place, place, rung)
        return [places[id(span)] for span in spans]

    def align_pair(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], siblings: int
    ) -> tuple[Span, str] | None:
        """Around the words that translate the words it holds; None if the links do not tell."""
        held = _inside(self.source, (span.start, span.end))
        if not held:
            place, rung = self.place_point(span.start, outer, window, [])
            return (place, place) if not _in_any(place, taken) else (window[1], window[1]), rung
        if held == _inside(self.source, outer) and not taken and siblings == 1:
            return self.spread(span, outer, window, window), "alignment"
        linked = [word for word, link in zip(self.target, self.links, strict=True) if link in held]
        run = self.longest_run(_inside(linked, window), held, taken)
        if not run or len(_inside(self.target, (run[0][0], run[-1][1]))) > _STRAY * len(held) + 1:
            return None
        return self.spread(span, outer, (run[0][0], run[-1][1]), _between(window, taken, run[0][0])), "alignment"

    def match_phrase(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], _siblings: int
    ) -> tuple[Span, str] | None:
        """Around the same characters, if they stand in the target once."""
        phrase = self.source_text[span.start : span.end].strip()
        found = self.find_once(phrase, window)
        if found is None or any(found[0] < end and start < found[1] for start, end in taken):
            return None
        return self.spread(span, outer, found, found), "phrase"

    def fall_back(
        self, span: CodeSpan, outer: Span, window: Span, taken: list[Span], siblings: int
    ) -> tuple[Span, str]:
        """Around everything if it has no siblings, else around the free word at its relative place."""
        if siblings == 1:
            return self.spread(span, outer, window, window), "segment"
        aim = _scale((span.start + span.end) / 2, outer, window)
        free = [word for word in _inside(self.target, window) if not any(s < word[1] and word[0] < e for s, e in taken)]
        if free:
            return min(free, key=lambda word: abs((word[0] + word[1]) / 2 - aim)), "segment"
        edges = [window[1], *(end for _, end in taken)]
        place = min(edges, key=lambda edge: abs(edge - aim))
        return (place, place), "segment"

    def place_point(self, offset: int, outer: Span, window: Span, siblings: list[PlacedSpan]) -> tuple[int, str]:
        """Where a standalone code goes, outside the places of its siblings, and the rung."""
        for placed in siblings:  # next to a pair stays next to it
            if offset in (placed.span.start, placed.span.end) and placed.span.start < placed.span.end:
                return (placed.end if offset == placed.span.end else placed.start), placed.rung
        place, rung = self.find_point(offset, outer, window)
        for placed in siblings:
            if placed.start < place < placed.end:
                place = placed.start if place - placed.start < placed.end - place else placed.end
        return place, rung

    def find_point(self, offset: int, outer: Span, window: Span) -> tuple[int, str]:
        """The place in the target of the point `offset` of the source."""
        before, after = (_inside(self.source, part) for part in ((outer[0], offset), (offset, outer[1])))
        if not before:
            return window[0], "alignment"
        if not after:
            return self.before_marks(self.source_text[offset : outer[1]].strip(), window), "alignment"
        hollow = self.source_text[offset - 1 : offset + 1]
        if hollow in _HOLLOW and (found := self.find_once(hollow, window)):
            return found[0] + 1, "alignment"
        clings = not self.source_text[offset - 1].isspace() or self.source_text[offset].isspace()
        word = before[-1] if clings else after[0]
        ends = [span for span, link in zip(self.target, self.links, strict=True) if link == word]
        linked, rung = _inside(ends, window), "alignment"
        if not linked:
            found = self.find_once(self.source_text[slice(*word)], window)
            linked, rung = [found] if found else [], "phrase"
        if linked:
            return (linked[-1][1] if clings else linked[0][0]), rung
        aim = _scale(offset, outer, window)
        edges = [window[1], *(end for _, end in _inside(self.target, window))]
        return min(edges, key=lambda edge: abs(edge - aim)), "segment"

    def before_marks(self, marks: str, window: Span) -> int:
        """The end of the window, less the closing marks that follow in the source: ``Rat<fn/>.`` keeps its stop last."""
        text = self.target_text[slice(*window)]
        return window[1] - len(marks) if marks and text.endswith(marks) else window[1]

    def longest_run(self, linked: list[Span], held: list[Span], taken: list[Span]) -> list[Span]:
        """The longest row of linked words that no word of another source word (or another code) interrupts."""
        runs: list[list[Span]] = [[]]
        for word, link in zip(self.target, self.links, strict=True):
            if any(start < word[1] and word[0] < end for start, end in taken):
                runs.append([])
            elif word in linked:
                runs[-1].append(word)
            elif link is not None and link not in held:
                runs.append([])
        return max(runs, key=len)

    def find_once(self, phrase: str, window: Span) -> Span | None:
        """Where `phrase` stands in the window as whole words, if it does so once."""
        text = self.target_text[slice(*window)]
        start = text.find(phrase)
        if not phrase or start < 0 or text.find(phrase, start + 1) >= 0:
            return None
        edges = (text[start - 1 : start] if start else "", text[start + len(phrase) : start + len(phrase) + 1])
        if any(edge.isalnum() for edge in edges):
            return None
        return (window[0] + start, window[0] + start + len(phrase))

    def spread(self, span: CodeSpan, outer: Span, place: Span, room: Span) -> Span:
        """`place` less white space at its edges, with the punctuation that belongs to the pair and no other."""
        words = _inside(self.target, place)
        start, end = (words[0][0], words[-1][1]) if words else place
        held = self.source_text[span.start : span.end].strip()
        left_of, right_of = self.source_text[outer[0] : span.start], self.source_text[span.end : outer[1]]
        if place == room and not left_of.strip():
            start = place[0]
        elif held and not held[0].isalnum():
            start = self.grow(start, -1, room)
        if place == room and not right_of.strip():
            end = place[1]
        elif held and not held[-1].isalnum():
            end = self.grow(end, 1, room)
        while start < end and self.target_text[start].isspace():
            start += 1
        while end > start and self.target_text[end - 1].isspace():
            end -= 1
        return start, end

    def grow(self, edge: int, step: int, room: Span) -> int:
        """`edge` moved over the punctuation that touches it, inside `room`."""
        while room[0] < edge if step < 0 else edge < room[1]:
            character = self.target_text[edge - 1 if step < 0 else edge]
            if character.isalnum() or character.isspace():
                break
            edge += step
        return edge


def _read_links(alignment: Alignment) -> dict[Span, Span]:
    links = ((word, alignment.best_source(index)) for index, word in enumerate(alignment.target))
    return {word: alignment.source[best] for word, best in links if best is not None}


def _inside(words: Sequence[Span], window: Span) -> list[Span]:
    """The words that share a character with the window."""
    return [word for word in words if word[0] < window[1] and word[1] > window[0]]


def _in_any(place: int, taken: list[Span]) -> bool:
    return any(start < place < end for start, end in taken)


def _between(window: Span, taken: list[Span], place: int) -> Span:
    """The part of the window around `place` that no other code has."""
    low = max([window[0], *(end for _, end in taken if end <= place)])
    high = min([window[1], *(start for start, end in taken if start >= place and end > place)])
    return low, high


def _scale(offset: float, outer: Span, window: Span) -> float:
    share = (offset - outer[0]) / max(1, outer[1] - outer[0])
    return window[0] + share * (window[1] - window[0])


def _ids_on(rung: str, placed: Sequence[PlacedSpan], source: Content) -> tuple[int, ...]:
    """The ids of the codes placed on `rung`, each once, in source order."""
    ids = {code.id for each in placed if each.rung == rung for code in each.span.codes}
    return tuple(dict.fromkeys(code.id for code in source.codes if code.id in ids))


def _walk(placed: Sequence[PlacedSpan]) -> Sequence[PlacedSpan]:
    return [inner for each in placed for inner in (each, *_walk(each.children))]
