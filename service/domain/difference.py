"""What tells two texts apart, word by word, for people to see; refuses to judge it."""

import re
from collections.abc import Iterator
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
    return tuple(_stretches(_WORD.findall(first), _WORD.findall(second)))


def _stretches(first: list[str], second: list[str]) -> Iterator[Stretch]:
    for kind, start, end, other_start, other_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch(Side.BOTH, "".join(first[start:end]))
            continue
        if start < end:
            yield Stretch(Side.FIRST, "".join(first[start:end]))
        if other_start < other_end:
            yield Stretch(Side.SECOND, "".join(second[other_start:other_end]))
