"""How well a package's attention aligns words, on the hand-aligned pairs of `models/training/data/alignment_gold.txt`.

    python -m benchmarks.alignment PACKAGE [PACKAGE ...]

The right translation is dictated to the package; each target word is linked to the source word its pieces attend to most.
Printed beside a peer of the same run: the links of a diagonal, what a placement by position alone would do.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.training.decoding import Package
from models.training.gold import Agreement, GoldPair, compare, links_of_attention, read_gold
from models.training.links import Link, piece_spans, pieces_of_words, split_words, word_spans


def attention_links(package: Package, pair: GoldPair) -> set[Link]:
    """The links that the package's attention gives for `pair`."""
    source, target, attention = package.attend(pair.german, pair.target)
    by_source = pieces_of_words(word_spans(pair.german), piece_spans(source))
    by_target = pieces_of_words(word_spans(pair.target), piece_spans(target))
    return links_of_attention(attention, by_source, by_target)


def diagonal_links(pair: GoldPair) -> set[Link]:
    """Each target word linked to the source word at the same relative place."""
    source, target = len(split_words(pair.german)), len(split_words(pair.target))
    return {(j * source // target, j) for j in range(target)}


def print_row(name: str, agreement: Agreement, pairs: int) -> None:
    print(f"{name:40} {agreement.error_rate:6.3f} {agreement.precision:10.3f} {agreement.recall:8.3f} {pairs:6}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    arguments = parser.parse_args()
    print(f"{'links':40} {'AER':>6} {'precision':>10} {'recall':>8} {'pairs':>6}")
    for path in arguments.packages:
        with Package(path) as package:
            gold = [pair for pair in read_gold() if pair.language == package.pair[1]]
            own = compare((attention_links(package, pair), pair) for pair in gold)
            peer = compare((diagonal_links(pair), pair) for pair in gold)
        print_row(path.stem, own, len(gold))
        print_row("  diagonal", peer, len(gold))
        print(f"  error rate {own.error_rate / peer.error_rate:.2f} times the diagonal's")


if __name__ == "__main__":
    main()
