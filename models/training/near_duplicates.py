"""Keeps test sentences, and sentences that are almost test sentences, out of the training data. Pure but for `read_test_sides`.

A long segment is near a test set if half of its word 4-grams stand in one; a short one if it equals a test line but for
case and punctuation. Each language side counts by itself: a test sentence met in French only is out as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.training.cleaning import WORD
from models.training.pairs import Pair

GRAM = 4  # words
SHARE = 0.5  # of a segment's 4-grams
OWN_TESTSETS = Path(__file__).parents[2] / "benchmarks" / "testsets"  # never learnt from either


def fold(text: str) -> list[str]:
    """The words of `text` without case, digits and punctuation."""
    return WORD.findall(text.casefold())


def grams(folded: list[str]) -> set[str]:
    """The word 4-grams of a segment; a shorter segment is one gram of its own, marked so that it only equals whole lines."""
    if len(folded) < GRAM + 1:
        return {"\n" + " ".join(folded)}
    return {" ".join(folded[i : i + GRAM]) for i in range(len(folded) - GRAM + 1)}


class TestIndex:
    """The 4-grams of all test sentences, one set a language."""

    __test__ = False  # the name is no test case

    def __init__(self, sides: Iterable[tuple[str, str]]) -> None:
        """`sides`: (language, sentence) of every line of every test set."""
        self.grams: dict[str, set[str]] = {}
        for language, sentence in sides:
            self.grams.setdefault(language, set()).update(grams(fold(sentence)))

    def holds(self, language: str, text: str) -> bool:
        """Whether `text` is a test sentence or nearly one."""
        own, known = grams(fold(text)), self.grams.get(language, set())
        return len(own & known) >= SHARE * len(own)

    def touches(self, pair: Pair) -> bool:
        """Whether either side of `pair` is nearly a test sentence."""
        return self.holds("de", pair.german) or self.holds(pair.language, pair.target)


def read_test_sides(folder: Path) -> Iterable[tuple[str, str]]:
    """Every line of the files `NAME.{de,fr,it}` in `folder`, with its language."""
    for path in sorted(folder.glob("*.*")):
        if path.suffix in {".de", ".fr", ".it"}:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path.suffix[1:], line


class Repeats:
    """Lets at most `most` pairs through that differ only in digits, case and punctuation ("Art. 5 Abs. 2", "Art. 7 Abs. 1")."""

    def __init__(self, most: int = 2) -> None:
        self.most = most
        self.seen: dict[int, int] = {}

    def admits(self, pair: Pair) -> bool:
        """Counts `pair` and says whether it is still among the first `most` of its kind."""
        key = hash((pair.language, " ".join(fold(pair.german)), " ".join(fold(pair.target))))
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key] <= self.most
