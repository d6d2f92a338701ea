"""Step 2: word alignments of the training pairs, for guided alignment.

    python -m models.training.align --data DIR

Reads `train.tsv` and `train.npz`, writes `alignment.npz`: `links`, one byte for each target token, the source position it is aligned
to (NO_LINK for none). Words are aligned by eflomal (R. Östling, J. Tiedemann 2016) in both directions, symmetrised, and projected onto pieces.
Aligning a part of the pairs is enough, as 30 % of the batches use links: `--rows` says how many.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import sentencepiece as spm
from eflomal import Aligner

from models.training.links import (
    Link,
    piece_spans,
    pieces_of_words,
    project,
    read_links,
    split_words,
    symmetrise,
    word_spans,
)
from models.training.pairs import LANGUAGES, Pair, read_pairs
from models.training.tokens import NO_LINK

TARGET_OFFSET = 2  # <s> and the language prefix stand before the first piece


def align_words(pairs: list[Pair]) -> Iterator[list[Link]]:
    """Symmetrised word links of each pair."""
    sources, targets = (
        [" ".join(split_words(side)).lower() for side in sides]
        for sides in zip(*((p.german, p.target) for p in pairs), strict=True)
    )
    with tempfile.TemporaryDirectory() as folder:
        forward, backward = Path(folder) / "forward", Path(folder) / "backward"
        Aligner().align(sources, targets, links_filename_fwd=str(forward), links_filename_rev=str(backward))
        with forward.open() as ahead, backward.open() as back:
            for one, other in zip(ahead, back, strict=True):
                yield symmetrise(read_links(one), read_links(other))


def links_of_pieces(processor: spm.SentencePieceProcessor, pair: Pair, links: list[Link]) -> list[int]:
    """The source position of each target piece of `pair`."""
    source, target = (piece_spans(processor.encode(side, out_type=str)) for side in (pair.german, pair.target))
    by_source = pieces_of_words(word_spans(pair.german), source)
    by_target = pieces_of_words(word_spans(pair.target), target)
    return project(links, by_source, by_target, len(target), NO_LINK)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=250_000, help="how many of the pairs to align")
    arguments = parser.parse_args()
    processor = spm.SentencePieceProcessor(model_file=str(arguments.data / "spm.model"))
    arrays = np.load(arguments.data / "train.npz")
    offsets, links = arrays["tgt_offsets"], np.full(len(arrays["tgt"]), NO_LINK, dtype=np.uint8)
    pairs = list(islice(read_pairs(arguments.data / "train.tsv"), arguments.rows))
    for language in LANGUAGES:
        rows = [row for row, pair in enumerate(pairs) if pair.language == language]
        for row, words in zip(rows, align_words([pairs[row] for row in rows]), strict=True):
            found = links_of_pieces(processor, pairs[row], words)
            begin = offsets[row] + TARGET_OFFSET
            links[begin : begin + len(found)] = found
    np.savez_compressed(arguments.data / "alignment.npz", links=links)
    print(f"{len(pairs)} pairs, {np.mean(links[: offsets[len(pairs)]] != NO_LINK):.0%} of their target tokens aligned")


if __name__ == "__main__":
    main()
