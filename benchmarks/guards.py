"""How many segments the guards stop (repetition, length, copy of the source, empty), before and after each further attempt.

    python -m benchmarks.guards --testsets DIRECTORY --packages DIRECTORY [--limit 500]

Sentences are taken evenly from newstest2020 and flores101-devtest. Each line of the table is the state after one attempt of
the ladder: segments each check finds fault with, how many the attempt was tried at and how many it made better, and its time
as a share of the first translation's. chrF2 against the references (sacrebleu) is given for the segments that were tried
again, before and after: whether a mended segment is a better one, too.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from service.domain.language import TARGETS, Language
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline import steps
from service.pipeline.repair import ATTEMPTS, FAILURES, try_again
from service.pipeline.work import Line, Tools, Work
from service.quality import CHECKS

SETS = ("newstest2020", "flores101-devtest")
FIRST = (
    steps.extract,
    steps.segment,
    steps.prepare,
    steps.leverage,
    steps.translate,
    steps.finish,
    steps.check,
)
SHOWN = (*sorted(FAILURES), "amounts", "dates", "numbers", "placement")


class NoCache:
    """Keeps nothing: every attempt is really decoded."""

    def find(self, keys):  # noqa: ARG002, D102
        return {}

    def keep(self, drafts, *, label=""):  # noqa: D102
        pass


def read_sentences(testsets: Path, limit: int) -> list[tuple[str, dict[Language, str]]]:
    """German sentences with the references there are."""
    pairs = []
    for name in SETS:
        lines = (testsets / f"{name}.de").read_text(encoding="utf-8").splitlines()
        sides = {
            language: (testsets / f"{name}.{language}").read_text(encoding="utf-8").splitlines()
            for language in TARGETS
            if (testsets / f"{name}.{language}").exists()
        }
        step = max(1, len(lines) * len(SETS) // limit)
        chosen = range(0, len(lines), step)[: limit // len(SETS)]
        pairs += [(lines[i].strip(), {language: side[i] for language, side in sides.items()}) for i in chosen]
    return pairs


def timed(run: Callable[[], Work]) -> tuple[Work, float]:
    begin = time.perf_counter()
    return run(), time.perf_counter() - begin


def count(work: Work, language: Language) -> str:
    found = Counter(issue.check for line in work.lines_of(language) for issue in line.target.issues)
    stopped = sum(any(issue.check in FAILURES for issue in line.target.issues) for line in work.lines_of(language))
    return f"{stopped:8}" + "".join(f"{found[check]:13}" for check in SHOWN)


def first_translation(work: Work, tools: Tools) -> Work:
    for step in FIRST:
        work = step(work, tools)
    return work


def unit_text(work: Work, lines: list[Line], unit: int) -> str:
    return work.extracted.units[unit].assemble(line.target.content for line in lines if line.unit == unit).text


def compare(before: Work, after: Work, language: Language, references: list[dict[Language, str]]) -> str:
    """ChrF2 of the sentences in which another attempt was kept, before and after."""
    units = sorted({line.unit for line in after.lines_of(language) if line.attempt})
    units = [unit for unit in units if language in references[unit]]
    if not units:
        return "no reference"
    scores = []
    for work in (before, after):
        lines = list(work.lines_of(language))
        answers = [unit_text(work, lines, unit) for unit in units]
        scores.append(CHRF().corpus_score(answers, [[references[unit][language] for unit in units]]).score)
    return f"{len(units)} sentences, chrF2 {scores[0]:.1f} before, {scores[1]:.1f} after"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=500)
    arguments = parser.parse_args()
    sentences = read_sentences(arguments.testsets, arguments.limit)
    engine = Engine(PackageDirectory(arguments.packages))
    engine.warm_up()
    tools = Tools(engine, NoCache(), LanguageCare(), CHECKS, 10**6)
    text = "\n\n".join(sentence for sentence, _ in sentences)
    work = Work(text.encode(), Formats().find("text"), TARGETS, lambda *_: None)
    before, whole = timed(lambda: first_translation(work, tools))
    print(f"{len(sentences)} sentences, {', '.join(map(str, map(engine.signature, TARGETS)))}\n")
    print(f"{'':14}{'':4}{'stopped':>8}" + "".join(f"{check:>13}" for check in SHOWN) + "   tried  kept  time")
    for language in TARGETS:
        total = len(before.lines_of(language))
        print(f"{'first':14}{language:4}{count(before, language)}   of {total} segments")
    after = before
    for attempt in ATTEMPTS:
        after, seconds = timed(lambda attempt=attempt, work=after: try_again(attempt, work, tools))
        for language in TARGETS:
            lines = after.lines_of(language)
            tried, kept = (sum(attempt.name in names for names in column) for column in _columns(lines))
            figures = f"{tried:8}{kept:6}{seconds / whole:6.1%}"
            print(f"{attempt.name:14}{language:4}{count(after, language)}{figures}")
    print()
    for language in TARGETS:
        print(f"{language}: {compare(before, after, language, [each for _, each in sentences])}")


def _columns(lines):
    return [line.tried for line in lines], [(line.attempt,) for line in lines]


if __name__ == "__main__":
    main()
