"""Step 1: corpus -> cleaned, weighted, augmented pairs -> token arrays.

    python -m models.training.prepare --corpus DIR [DIR ...] --testsets DIR --spm spm.model --out DIR

Reads `de-fr.tsv.xz` and `de-it.tsv.xz` of each folder. Writes `train.tsv`, `valid.tsv` (the pairs, in the order of the arrays),
`train.npz`, `valid.npz`, `spm.model`, and `report.json` (pairs kept and broken rules by corpus part).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random

from models.training.augmentation import augment
from models.training.cleaning import first_broken_rule
from models.training.copying import make_pair, read_frames
from models.training.mixture import copies
from models.training.near_duplicates import OWN_TESTSETS, Repeats, TestIndex, read_test_sides
from models.training.pairs import LANGUAGES, Pair, read_corpus, write_pairs
from models.training.press import PressWriter
from models.training.swiss import SWISS_SOURCES, read_word_list, respell
from models.training.tokens import NO_LINK, tokenise, train_vocabulary

SEED = 20261122


def clean(pairs: Iterable[Pair], tests: TestIndex, report: Counter[str]) -> Iterator[Pair]:
    """The pairs to learn from, in German spelling; `report` counts "source/rule" for the others and "source/kept"."""
    known, repeats = read_word_list(), Repeats()
    for found in pairs:
        pair = replace(found, german=respell(found.german, known)) if found.source in SWISS_SOURCES else found
        broken = first_broken_rule(pair)
        if broken is None and tests.touches(pair):
            broken = "near test set"
        if broken is None and not repeats.admits(pair):
            broken = "repeated"
        report[f"{pair.source}/{broken or 'kept'}"] += 1
        if broken is None:
            yield pair


def mix(pairs: Iterable[Pair], more: float, draw: int, random: Random) -> Iterator[Pair]:
    """Each pair as often as its source's rate says, every copy augmented by itself."""
    for pair in pairs:
        for _ in range(copies(pair, more, draw)):
            yield augment(pair, random)


def make_copy_examples(count: int, random: Random) -> Iterator[Pair]:
    """`count` made-up pairs a language."""
    frames = read_frames()
    for language in LANGUAGES:
        for _ in range(count):
            yield make_pair(random.choice(frames), language, random)


def make_press_examples(count: int, random: Random) -> Iterator[Pair]:
    """`count` sentences of press releases a language made by rule, augmented like others."""
    writer = PressWriter()
    for language in LANGUAGES:
        for _ in range(count):
            yield augment(writer.write(language, random), random)


def make_written_examples(repeats: int, tests: TestIndex, random: Random) -> Iterator[Pair]:
    """Each written sentence that is not near a test sentence, `repeats` times a language, augmented like others."""
    writer = PressWriter()
    for language in LANGUAGES:
        for sentence in writer.sentences * repeats:
            pair = writer.fill(sentence, language, random)
            if not tests.touches(pair):
                yield augment(pair, random)


def read_validation(testsets: Path, count: int) -> list[Pair]:
    """The first `count` lines of the old news tests of each language: for validation, never for training or testing."""
    found = []
    for language in LANGUAGES:
        stem = f"newstest-old-{language}"
        german, target = (
            (testsets / f"{stem}.{side}").read_text(encoding="utf-8").splitlines() for side in ("de", language)
        )
        found += [Pair(g, t, language, stem) for g, t in zip(german[:count], target[:count], strict=True)]
    return found


def gather_training_pairs(arguments: argparse.Namespace, report: Counter[str]) -> list[Pair]:
    """All pairs of all languages, mixed and shuffled."""
    random = Random(SEED + arguments.draw)
    tests = TestIndex(chain(read_test_sides(arguments.testsets), read_test_sides(OWN_TESTSETS)))
    pairs: list[Pair] = list(make_copy_examples(arguments.copy_examples, random))
    pairs += make_press_examples(arguments.press_examples, random)
    pairs += make_written_examples(arguments.written_repeats, tests, random)
    for language in LANGUAGES:
        found = chain.from_iterable(
            read_corpus(folder / f"de-{language}.tsv.xz", language) for folder in arguments.corpus
        )
        rows = (pair for pair in found if copies(pair, arguments.more, arguments.draw))
        kept = [p for i, p in enumerate(rows) if not arguments.every or i % arguments.every == 0]
        pairs += mix(clean(kept, tests, report), arguments.more, arguments.draw, random)
    random.shuffle(pairs)
    return pairs


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, help="the parallel texts, and what dictionary wrote"
    )
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spm", type=Path, help="SentencePiece model to use; without it one is trained")
    parser.add_argument("--vocabulary", type=int, default=16000, help="pieces of a SentencePiece model trained here")
    parser.add_argument("--longest", type=int, default=100, help="pieces a side, longer pairs are left out")
    parser.add_argument("--more", type=float, default=1.0, help="lifts the rates below one in mixture.py")
    parser.add_argument(
        "--draw", type=int, default=0, help="which sample of the parts used in part: 0, 1, 2 ... differ"
    )
    parser.add_argument("--copy-examples", type=int, default=6000, help="made-up copying pairs a language")
    parser.add_argument("--press-examples", type=int, default=20000, help="made-up press sentences a language")
    parser.add_argument("--written-repeats", type=int, default=10, help="how often each written sentence is learnt")
    parser.add_argument("--validation", type=int, default=300, help="validation pairs a language")
    parser.add_argument(
        "--every", type=int, default=0, help="use only every n-th corpus line: for trying the recipe out"
    )
    arguments = parser.parse_args()
    if arguments.longest >= NO_LINK:
        parser.error(f"--longest must be below {NO_LINK}: alignments keep positions in one byte")
    return arguments


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    report: Counter[str] = Counter()
    training = gather_training_pairs(arguments, report)
    model = arguments.out / "spm.model"
    if arguments.spm:
        model.write_bytes(arguments.spm.read_bytes())
    else:
        train_vocabulary(training, model, arguments.vocabulary)
    for name, pairs in (("train", training), ("valid", read_validation(arguments.testsets, arguments.validation))):
        used = tokenise(pairs, model, arguments.out / f"{name}.npz", arguments.longest)
        write_pairs(arguments.out / f"{name}.tsv", used)
        print(f"{name}: {len(used)} pairs")
    (arguments.out / "report.json").write_text(json.dumps(dict(sorted(report.items())), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
