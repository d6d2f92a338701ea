"""Hand-made word alignments (`data/alignment_gold.txt`) and how far links agree with them. Pure but for `read_gold`.

The measure is that of Och and Ney (2003): sure links S and possible links P (S is part of P), found links A;
precision |A∩P| / |A|, recall |A∩S| / |S|, alignment error rate 1 - (|A∩S| + |A∩P|) / (|A| + |S|).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.training.links import Link, split_words

GOLD = Path(__file__).parent / "data" / "alignment_gold.txt"


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A sentence pair with its right alignment."""

    german: str
    target: str
    language: str
    sure: frozenset[Link]
    possible: frozenset[Link]  # holds the sure links too


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares between 0 and 1; an error rate of 0 is best."""

    precision: float
    recall: float
    error_rate: float


def find_word(words: Sequence[str], name: str) -> int:
    """The place of `name` in `words`; "der#2" is the second "der"."""
    word, _, count = name.partition("#")
    places = [i for i, w in enumerate(words) if w == word]
    if len(places) < int(count or 1) or (len(places) > 1 and not count):
        raise ValueError(
            f"alignment_gold.txt: {name!r} is not exactly one word of {' '.join(words)!r}; write {word}#1, {word}#2, ..."
        )
    return places[int(count or 1) - 1]


def read_entry(entry: str, german: Sequence[str], target: Sequence[str]) -> tuple[bool, set[Link]]:
    """An entry such as "a b = c": whether it is sure, and the links of all its words."""
    sure = " = " in entry
    left, right = entry.split(" = " if sure else " ~ ")
    return sure, {(find_word(german, a), find_word(target, b)) for a in left.split() for b in right.split()}


def read_block(lines: Sequence[str]) -> GoldPair:
    """The three lines of a block."""
    (_, german), (language, target) = (line.split(" ", 1) for line in lines[:2])
    entries = [read_entry(entry.strip(), split_words(german), split_words(target)) for entry in lines[2].split(" | ")]
    sure = frozenset(link for is_sure, links in entries if is_sure for link in links)
    return GoldPair(german, target, language, sure, sure | frozenset(link for _, links in entries for link in links))


def read_gold(path: Path = GOLD) -> list[GoldPair]:
    """All pairs of the file."""
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [read_block(block.split("\n")) for block in text.strip().split("\n\n")]


def links_of_attention(
    attention: np.ndarray, source_pieces: Sequence[list[int]], target_pieces: Sequence[list[int]]
) -> set[Link]:
    """One link for each target word: to the source word that its pieces attend to most.

    `attention` (target pieces, source pieces); the other two say which pieces make up each word.
    """
    links = set()
    for j, rows in enumerate(target_pieces):
        weights = [attention[np.ix_(rows, columns)].sum() for columns in source_pieces]
        links.add((int(np.argmax(weights)), j))
    return links


def compare(found: Iterable[tuple[set[Link], GoldPair]]) -> Agreement:
    """How far the links found for each pair agree with its gold links, over all pairs together."""
    links = sure = right_sure = right_possible = 0
    for own, gold in found:
        links, sure = links + len(own), sure + len(gold.sure)
        right_sure += len(own & gold.sure)
        right_possible += len(own & gold.possible)
    return Agreement(right_possible / links, right_sure / sure, 1 - (right_sure + right_possible) / (links + sure))
