"""How often all figures of a sentence survive: in the first draft, after figures are exchanged in it, after the whole ladder.

    python benchmarks/figures.py --testsets DIRECTORY --packages DIRECTORY [--limit 300]

Sentences are the German sides of the test sets that hold a digit. "Whole" is every figure there and none too many, as the check
`numbers` sees it. "Lost" is counted without the check, by comparing runs of digits (a value said in words is none of these):
what is lost and carries no issue would go out unseen.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from service.domain.language import TARGETS, Language
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline import steps
from service.pipeline.repair import ATTEMPTS, FINISHING, repair, try_again
from service.pipeline.work import Line, Tools, Work
from service.quality.number_words import find_number_words
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
    exchanged = work
    for attempt in ATTEMPTS:
        if attempt.steps is FINISHING:
            exchanged = try_again(attempt, exchanged, tools)
    after = repair(work, tools)
    print(f"{len(sentences)} sentences with figures from {arguments.testsets.name}")
    for language in TARGETS:
        report(language, (work, exchanged, after))


def report(language: Language, stages: tuple[Work, ...]) -> None:
    """How many segments have all their figures after each stage, and what is lost at the end."""
    columns = [
        [line for line in stage.lines if line.language is language and re.search(r"\d", line.source.text)]
        for stage in stages
    ]
    whole = [sum(not has(line, "numbers") for line in column) / len(column) for column in columns]
    lost = [line for line in columns[-1] if is_lost(line)]
    unseen = [line for line in lost if not has(line, "numbers")]
    guessed = sum(has(line, "placement") for line in columns[-1])
    print(f"{language}: {len(columns[0])} segments with figures")
    print(f"  figures whole: first draft {whole[0]:.1%}, figures exchanged {whole[1]:.1%}, whole ladder {whole[2]:.1%}")
    print(f"  placed by guess: {guessed}; lost: {len(lost)}; lost and unflagged: {len(unseen)}")
    for line in unseen:
        print(f"    {line.source.text}\n    {line.target.content.text}")


def is_lost(line: Line) -> bool:
    """True if a run of digits of the source is neither in the target nor said there in words."""
    found = read_digits(line.target.content.text)
    words = find_number_words(line.target.content.text, line.language)
    return any(digits not in words for digits in (read_digits(line.source.text) - found).elements())


def read_digits(text: str) -> Counter[str]:
    """The numbers of a text without separators and leading zeros; minutes of 00 left out, as French leaves them out."""
    grouped = r"(?<!\d)(?<!\d[.,])\d{1,3}(?=([.,’'\u00a0\u202f ])\d{3}(?!\d))(?:\1\d{3})+(?!\d)"
    text = re.sub(grouped, lambda match: re.sub(r"\D", "", match.group()), text)
    text = re.sub(r"(?<=\d)[.:]00(?!\d)", "", text)
    return Counter(digits.lstrip("0") or "0" for digits in re.findall(r"\d+", text))


if __name__ == "__main__":
    main()
