"""Text to token arrays and back: the SentencePiece model and the `.npz` files that training reads.

An array file holds the pairs one behind the other: `src` and `tgt` (token ids, uint16), `src_offsets` and `tgt_offsets`
(pair i is `src[src_offsets[i]:src_offsets[i + 1]]`). A source is x1 ... </s>, a target is <s> <2xx> y1 ... </s>.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import numpy as np
import sentencepiece as spm

from models.training.pairs import LANGUAGES, PREFIX, Pair

PAD, UNKNOWN, BEGIN, END = 0, 1, 2, 3
NO_LINK = 255  # in alignment files: this target token is aligned to nothing
SAMPLE = 600_000  # segments a SentencePiece model is trained on


def train_vocabulary(pairs: list[Pair], model: Path, size: int) -> None:
    """A joint model of `size` pieces: single digits, bytes as the last resort, one piece for each language prefix."""
    sides = (side for pair in pairs for side in (pair.german, pair.target))
    spm.SentencePieceTrainer.train(
        sentence_iterator=sides, model_prefix=str(model.with_suffix("")), vocab_size=size, model_type="unigram",
        character_coverage=0.9999, byte_fallback=True, split_digits=True, input_sentence_size=SAMPLE, shuffle_input_sentence=True,
        pad_id=PAD, unk_id=UNKNOWN, bos_id=BEGIN, eos_id=END, pad_piece="<blank>", num_threads=2, minloglevel=1,
        user_defined_symbols=[PREFIX[language] for language in LANGUAGES], normalization_rule_name="identity",
    )  # fmt: skip


def offsets(rows: list[list[int]]) -> np.ndarray:
    """Where each row begins once all are joined, and where the last one ends."""
    return np.fromiter(accumulate(map(len, rows), initial=0), dtype=np.int64)


def flat(rows: list[list[int]]) -> np.ndarray:
    """All rows joined."""
    return np.fromiter((token for row in rows for token in row), dtype=np.uint16)


def tokenise(pairs: list[Pair], model: Path, out: Path, longest: int) -> list[Pair]:
    """Writes the arrays of `pairs` to `out`; pairs longer than `longest` pieces are left out. The pairs used, in order."""
    processor = spm.SentencePieceProcessor(model_file=str(model))
    prefixes = {language: processor.piece_to_id(PREFIX[language]) for language in LANGUAGES}
    german, target = (
        processor.encode(side, num_threads=2) for side in ([p.german for p in pairs], [p.target for p in pairs])
    )
    fits = [0 < len(g) <= longest and 0 < len(t) <= longest for g, t in zip(german, target, strict=True)]
    used = [pair for pair, fit in zip(pairs, fits, strict=True) if fit]
    sources = [[*ids, END] for ids, fit in zip(german, fits, strict=True) if fit]
    targets = [
        [BEGIN, prefixes[pair.language], *ids, END] for pair, ids, fit in zip(pairs, target, fits, strict=True) if fit
    ]
    np.savez(out, src=flat(sources), src_offsets=offsets(sources), tgt=flat(targets), tgt_offsets=offsets(targets))
    return used
