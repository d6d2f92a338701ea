"""Translation quality of Argos packages: BLEU and chrF2 with sacrebleu's signatures, beside published figures of others.

    python -m benchmarks.quality PACKAGE [PACKAGE ...] [--testsets DIR] [--limit N]

A PACKAGE is an `.argosmodel` file or an installed package's folder; DIR holds line-aligned files `NAME.de`, `NAME.fr`,
`NAME.it`; `benchmarks/testsets` has our own, `press`. Sentences are translated as they stand, one a line, without the service around them. Published figures were
measured by others on the whole sets, with their own decoding: they say how far the way is, not more.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from models.training.decoding import Package
from models.training.near_duplicates import OWN_TESTSETS

TEST_SETS = {
    "fr": (
        "press",
        "newstest2019",
        "newstest2020",
        "newstest2021",
        "newstest2021-frde",
        "flores101-devtest",
        "ntrex128",
        "ud-pud",
        "tatoeba-deu-fra",
    ),
    "it": ("press", "flores101-devtest", "ntrex128", "ud-pud", "tatoeba-deu-ita"),
}
OPUS_BIG = "OPUS-MT tc-big 2022"
PUBLISHED = {  # (test set, target language) -> name of the system and its BLEU and chrF2, from the OPUS-MT leaderboard at 061bea4
    ("newstest2019", "fr"): ((OPUS_BIG, 37.2, 63.6),),
    ("newstest2020", "fr"): ((OPUS_BIG, 33.9, 61.1), ("OPUS-MT de-fr 2020", 29.4, None)),
    ("newstest2021", "fr"): ((OPUS_BIG, 32.0, 59.8),),
    ("flores101-devtest", "fr"): ((OPUS_BIG, 39.3, 64.4), ("NLLB-distilled 1.3B", 36.2, None)),
    ("flores101-devtest", "it"): (
        (OPUS_BIG, 27.7, 56.6),
        ("NLLB-distilled 600M", 22.0, None),
        ("M2M100 418M", 20.4, None),
    ),
    ("ntrex128", "fr"): ((OPUS_BIG, 29.0, 56.5),),
    ("ntrex128", "it"): ((OPUS_BIG, 28.3, 56.6),),
    ("tatoeba-deu-fra", "fr"): ((OPUS_BIG, 52.1, 69.1),),
    ("tatoeba-deu-ita", "it"): ((OPUS_BIG, 49.9, 69.9), ("OPUS-MT de-it 2020", 45.2, None)),
}
PIVOT_LEGS = """The public Argos packages go through English; their legs on flores, BLEU: de-en 36.2, en-fr 42.7, en-it 26.0
(OPUS-MT: 40.6, 47.8, 27.5; firefox-translations-models). Nobody has published a figure for the whole way de-en-fr or de-en-it;
expect it below the weaker leg."""


@dataclass(frozen=True, slots=True)
class Score:
    """One package on one test set."""

    bleu: float  # 0-100
    chrf: float  # 0-100
    sentences: int
    seconds: float
    signatures: tuple[str, str]


def read_side(folder: Path, name: str, language: str, limit: int) -> list[str]:
    """The first `limit` lines of one side of a test set; 0: all."""
    lines = (folder / f"{name}.{language}").read_text(encoding="utf-8").splitlines()
    return lines[:limit] if limit else lines


def find_sets(names: Iterable[str], folders: Iterable[Path], language: str) -> Iterator[tuple[str, Path]]:
    """The sets of `names` that exist for `language`, each with the first folder that has it."""
    for name in names:
        yield from [(name, folder) for folder in folders if (folder / f"{name}.{language}").exists()][:1]


def measure(package: Package, folder: Path, name: str, limit: int, beam: int) -> Score:
    """Translates a test set and scores it."""
    source, target = package.pair
    lines, references = read_side(folder, name, source, limit), read_side(folder, name, target, limit)
    begin = time.perf_counter()
    translations = package.translate(lines, beam)
    seconds = time.perf_counter() - begin
    bleu, chrf = BLEU(), CHRF()
    figures = (metric.corpus_score(translations, [references]).score for metric in (bleu, chrf))
    return Score(*figures, len(lines), seconds, (str(bleu.get_signature()), str(chrf.get_signature())))


def print_row(first: str, system: str, bleu: float, chrf: float | None, rest: str = "") -> None:
    print(f"{first:20} {system:34} {bleu:5.1f}  {'    -' if chrf is None else f'{chrf:5.1f}'}  {rest}", flush=True)


def compare_on(name: str, package: Package, label: str, score: Score) -> None:
    """The package's row, then those of published systems on the same set."""
    speed = f"{score.sentences} sentences, {score.sentences / score.seconds:.0f}/s"
    print_row(name, label, score.bleu, score.chrf, speed)
    for system, bleu, chrf in PUBLISHED.get((name, package.pair[1]), ()):
        print_row("", f"  published: {system}", bleu, chrf, f"ours is {score.bleu / bleu:.0%} of its BLEU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--testsets", type=Path, default=OWN_TESTSETS, help="besides our own")
    parser.add_argument(
        "--sets", help="names of test sets, with commas between; default: all that exist for the language"
    )
    parser.add_argument("--limit", type=int, default=0, help="only the first N sentences of each set")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    print(f"{'test set':20} {'system':34} {'BLEU':>5}  {'chrF2':>5}")
    signatures: set[str] = set()
    for path in arguments.packages:
        with Package(path, arguments.threads) as package:
            language = package.pair[1]
            names = arguments.sets.split(",") if arguments.sets else TEST_SETS[language]
            for name, folder in find_sets(names, (OWN_TESTSETS, arguments.testsets), language):
                score = measure(package, folder, name, arguments.limit, arguments.beam)
                compare_on(name, package, f"de-{language} {package.facts['package_version']} ({path.stem})", score)
                signatures.update(score.signatures)
    print(
        "\nBLEU and chrF2 by "
        + " and ".join(sorted(signatures))
        + f", beam {arguments.beam}"
        + (f", first {arguments.limit} sentences" if arguments.limit else "")
    )
    print(PIVOT_LEGS)


if __name__ == "__main__":
    main()
