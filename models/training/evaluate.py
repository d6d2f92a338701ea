"""Step 6: how good packages are while a recipe is being worked on: BLEU and chrF2 on the validation news, and a look at the output.

    python -m models.training.evaluate PACKAGE [PACKAGE ...] --testsets DIR [--length-penalty 0.2] [--coverage-penalty 0]

Validation only: `newstest-old-fr` and `newstest-old-it`, from the line on where the training's own validation ends. The figures to
publish are those of `python -m benchmarks.quality`, on test sets that no choice was made on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from models.training.decoding import Package

FIRST, SHOWN = 300, 8  # lines the training validates on; translations to show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=500)
    for option in ("length", "coverage"):
        parser.add_argument(f"--{option}-penalty", type=float, help="instead of what the package asks for")
    arguments = parser.parse_args()
    for path in arguments.packages:
        with Package(path) as package:
            asked = {name: getattr(arguments, name) for name in ("length_penalty", "coverage_penalty")}
            package.wish |= {name: value for name, value in asked.items() if value is not None}
            source, target = package.pair
            stem = f"newstest-old-{target}"
            german, reference = (
                (arguments.testsets / f"{stem}.{side}")
                .read_text(encoding="utf-8")
                .splitlines()[FIRST : FIRST + arguments.lines]
                for side in (source, target)
            )
            translations = package.translate(german)
        bleu, chrf = (metric.corpus_score(translations, [reference]).score for metric in (BLEU(), CHRF()))
        print(f"{path.stem}  {stem}  BLEU {bleu:.1f}  chrF2 {chrf:.1f}  {len(german)} sentences")
        for line, translation in list(zip(german, translations, strict=True))[:SHOWN]:
            print(f"  {line}\n    {translation}")


if __name__ == "__main__":
    main()
