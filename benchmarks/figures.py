"""How often all figures of a sentence survive, before and after the second attempt with shielded figures.

    python benchmarks/figures.py --testsets DIRECTORY --packages DIRECTORY [--limit 300]

Sentences are the German sides of the test sets that hold a digit. "Before" is the first attempt, "after" what an article gets;
what is still wrong afterwards is flagged with an issue by the same check.
"""

import argparse
import re
from pathlib import Path

from service.domain.language import TARGETS
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline import steps
from service.pipeline.repair import repair
from service.pipeline.work import Line, Tools, Work
from service.quality.numbers import check_numbers


class NoCache:
    """Keeps nothing: both attempts are really decoded."""

    def find(self, keys):  # noqa: ARG002, D102
        return {}

    def keep(self, drafts, *, label=""):  # noqa: D102
        pass


def read_sentences(testsets: Path, limit: int) -> list[str]:
    lines = (line for file in sorted(testsets.glob("*.de")) for line in file.read_text(encoding="utf-8").splitlines())
    with_figures = dict.fromkeys(line.strip() for line in lines if re.search(r"\d", line))
    chosen = list(with_figures)
    return chosen[:: max(1, len(chosen) // limit)][:limit]


def has(line: Line, check: str) -> bool:
    return any(issue.check == check for issue in line.target.issues)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=2000)
    arguments = parser.parse_args()
    sentences = read_sentences(arguments.testsets, arguments.limit)
    tools = Tools(Engine(PackageDirectory(arguments.packages)), NoCache(), LanguageCare(), (check_numbers,), 10**6)
    work = Work("\n\n".join(sentences).encode(), Formats().find("text"), TARGETS, lambda *_: None)
    for step in (
        steps.extract,
        steps.segment,
        steps.prepare,
        steps.leverage,
        steps.translate,
        steps.finish,
        steps.check,
    ):
        work = step(work, tools)
    after = repair(work, tools)
    print(f"{len(sentences)} sentences with figures from {arguments.testsets.name}")
    for language in TARGETS:
        lines = [(one, two) for one, two in zip(work.lines, after.lines, strict=True) if one.language is language]
        figured = [pair for pair in lines if re.search(r"\d", pair[0].source.text)]
        shares = [
            sum(not has(line, "numbers") for line in column) / len(figured) for column in zip(*figured, strict=True)
        ]
        moved = sum(has(two, "placement") for _, two in figured)
        print(
            f"{language}: {len(figured)} segments, figures whole before {shares[0]:.1%}, after {shares[1]:.1%} ({moved} placed by guess)"
        )


if __name__ == "__main__":
    main()
