"""How much two texts are alike, letter by letter; refuses to know words.

The share of letters both have in order (the longest common subsequence): ``2 × common / (both lengths)``, in percent, rounded down. ``Haus`` and
``Hauses`` have four in common: 2 × 4 / 10, 80.
"""

from rapidfuzz.distance import LCSseq


def score_likeness(first: str, second: str) -> int:
    """From 0, nothing in common, to 100; 100 only for the same text, and for two empty ones."""
    both = len(first) + len(second)
    return 200 * LCSseq.similarity(first, second) // both if both else 100
