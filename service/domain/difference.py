"""What tells two texts apart, word by word, for people to see; refuses to judge it.

Words that differ are read in one go: spaces and marks between two differences go with both, so ``Mai, am Markt`` and ``Juni, im
Park`` differ as a whole and not word for word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"</?\d+/?>|\w+|\s+|.", re.DOTALL)


class Side(StrEnum):
    """Where a stretch of text stands."""

    BOTH = "both"
    FIRST = "first"  # only in the first text
    SECOND = "second"  # only in the second one


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words on one side or on both."""

    side: Side
    text: str


def compare_words(first: str, second: str) -> tuple[Stretch, ...]:
    """The two texts in stretches; those of the first side and both, joined, are the first text, and so the second."""
    return tuple(_join(_stretches(_WORD.findall(first), _WORD.findall(second))))


def _join(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """What differs, gathered between two stretches with words on both sides."""
    gathered = {Side.FIRST: "", Side.SECOND: ""}
    waiting = ""  # spaces and marks of both sides after a difference, which may go on
    for each in (*stretches, Stretch(Side.BOTH, "")):
        if each.side is Side.BOTH and each.text and any(gathered.values()) and not any(map(str.isalnum, each.text)):
            waiting += each.text
            continue
        if each.side is not Side.BOTH:
            gathered = {side: text + waiting for side, text in gathered.items()}
            gathered[each.side] += each.text
            waiting = ""
            continue
        yield from (Stretch(side, text) for side, text in gathered.items() if text)
        gathered = {Side.FIRST: "", Side.SECOND: ""}
        if waiting or each.text:
            yield Stretch(Side.BOTH, waiting + each.text)
        waiting = ""


def _stretches(first: list[str], second: list[str]) -> Iterator[Stretch]:
    for kind, start, end, other_start, other_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch(Side.BOTH, "".join(first[start:end]))
            continue
        if start < end:
            yield Stretch(Side.FIRST, "".join(first[start:end]))
        if other_start < other_end:
            yield Stretch(Side.SECOND, "".join(second[other_start:other_end]))
