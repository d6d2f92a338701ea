"""What becomes of glossary terms in sentences: written by the model, set in along the alignment, or missed.

    python -m benchmarks.terms --testsets DIRECTORY --packages DIRECTORY [--limit 300] [--own] [--show 40] [--unsure -1.0]

Sentences are those of the test sets whose German side holds a term of the starter glossary. ``--own`` treats these terms as the
city's own, which are always set in; without it they are set in only where the model is unsure. chrF2 is against the human
translation: over the sentences with a term that may be set in it is printed for the model's own words, with terms set in and nothing
else, and with the model going on from them where that is better; by the model's score for those that were changed.
``--show`` prints so many changed sentences, to be read.
"""

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from service.domain.content import Content
from service.domain.language import TARGETS, Language
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.linguistics.termbase import read_list
from service.linguistics.terms import Terms
from service.pipeline import setting_terms, steps
from service.pipeline.terms import count_terms
from service.pipeline.work import Line, Tools, Work
from service.quality import CHECKS
from service.quality.terms import find_missed

BEFORE = (steps.extract, steps.segment, steps.prepare, steps.leverage, steps.translate, steps.finish, steps.check)


class NoCache:
    """Keeps nothing: every attempt is really decoded."""

    def find(self, keys):  # noqa: ARG002, D102
        return {}

    def keep(self, drafts, *, label=""):  # noqa: D102
        pass


class WholeLines(LanguageCare):
    """Each line of a test set is one segment, so that it meets its human translation."""

    def split(self, content, role):  # noqa: ARG002, D102
        from service.domain.unit import Segment

        return (Segment(content),)


class FixedTerms:
    """A termbase that never changes."""

    def __init__(self, terms):
        self._terms = terms

    def snapshot(self):  # noqa: D102
        return self._terms


def read_pairs(testsets: Path, language: Language, terms: Terms) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for file in sorted(testsets.glob("*.de")):
        other = file.with_suffix(f".{language}")
        if other.exists() and "tatoeba" not in file.name:
            sides = (each.read_text(encoding="utf-8").splitlines() for each in (file, other))
            pairs |= {german.strip(): human.strip() for german, human in zip(*sides, strict=True)}
    found = [german for german in pairs if len(german) > 3 and terms.find(german, language)]
    random.Random(1).shuffle(found)
    return {german: pairs[german] for german in found}


def count_humans(language: Language, pairs: dict[str, str], terms: Terms) -> None:
    found = {german: terms.find(german, language) for german in pairs}
    missed = sum(len(find_missed(found[german], Content(human), language)) for german, human in pairs.items())
    total = sum(map(len, found.values()))
    print(
        f"{language}: people used another word for {missed} of {total} terms in {len(pairs)} sentences ({missed / total:.1%})"
    )


def chrf(texts: list[str], humans: list[list[str]]) -> float:
    return CHRF().corpus_score(texts, humans).score


def compare(language: Language, works: tuple[Work, ...], pairs: dict[str, str]) -> None:
    """chrF2 over the same sentences: those with a term that may be set in, and of them those that are gone on with."""
    first, alone, after = (work.lines for work in works)
    wanted = [place for place, line in enumerate(first) if setting_terms.list_wanted(line)]
    opened = [place for place in wanted if after[place].opening]
    nothing_set = [place for place in opened if not alone[place].substituted]
    for name, places in (
        ("a term to set in", wanted),
        ("gone on with", opened),
        ("nothing else to set in", nothing_set),
    ):
        humans = [[pairs[first[place].source.text] for place in places]]
        texts = ([lines[place].target.content.text for place in places] for lines in (first, alone, after))
        figures = ", ".join(f"{chrf(each, humans):.2f}" for each in texts) if places else "-"
        print(f"{language}: chrF2 of {len(places)} sentences, {name} (model's words, set in, gone on with): {figures}")


def compare_lengths(language: Language, alone: Work, gone_on: dict[int, Line], pairs: dict[str, str]) -> None:
    """chrF2 of sentences with terms set in beside the same gone on with, taken or not, by how long the latter became."""
    both = [
        (alone.lines[place], line)
        for place, line in gone_on.items()
        if alone.lines[place].substituted and not find_missed(line.substituted, line.target.content, language)
    ]
    for low, high in ((0, 0.9), (0.9, 1.0), (1.0, 99)):
        band = [
            pair for pair in both if low <= len(pair[1].target.content.text) / len(pair[0].target.content.text) < high
        ]
        humans = [[pairs[one.source.text] for one, _ in band]]
        if band:
            figures = ", ".join(
                f"{chrf([pair[side].target.content.text for pair in band], humans):.2f}" for side in (0, 1)
            )
            print(
                f"{language}: chrF2 of {len(band)} sentences that became {low} to {high} as long (set in, gone on with): {figures}"
            )


def compare_bands(language: Language, changed: list[tuple[Line, Line]], pairs: dict[str, str]) -> None:
    """chrF2 of changed sentences before and after, by how sure the model was of them."""
    for low, high in ((-99.0, 0.1), (-99.0, -1.2), (-1.2, -0.9), (-0.9, 0.1)):
        band = [pair for pair in changed if low <= pair[0].target.score < high]
        humans = [[pairs[one.source.text] for one, _ in band]]
        if band:
            figures = [chrf([pair[place].target.content.text for pair in band], humans) for place in (0, 1)]
            print(
                f"{language}: chrF2 of {len(band)} changed sentences scored {low} to {high}: {figures[0]:.2f}, then {figures[1]:.2f}"
            )


def measure(language: Language, pairs: dict[str, str], tools: Tools, show: int) -> None:
    work = Work("\n\n".join(pairs).encode(), Formats().find("text"), (language,), lambda *_: None)
    begun = time.perf_counter()
    for step in BEFORE:
        work = step(work, tools)
    first = time.perf_counter() - begun
    go_on, setting_terms.go_on = setting_terms.go_on, lambda *_: {}
    alone = setting_terms.set_terms(work, tools)
    second = time.perf_counter() - begun - first
    third, gone_on = 0.0, {}

    def timed(*given):
        nonlocal third
        began = time.perf_counter()
        continued = go_on(*given)
        third += time.perf_counter() - began
        gone_on.update(continued)
        return continued

    setting_terms.go_on = timed
    after = setting_terms.set_terms(work, tools)
    setting_terms.go_on = go_on
    compare(language, (work, alone, after), pairs)
    compare_lengths(language, alone, gone_on, pairs)
    counts = [count_terms(each.lines) for each in (work, alone, after)]
    total = sum(counts[0].values())
    changed = [pair for pair in zip(work.lines, after.lines, strict=True) if pair[1].substituted]
    print(
        f"{language}: {len(pairs)} sentences, {total} terms; in an agreed form before {counts[0]['applied'] / total:.1%}, "
        f"set in {1 - counts[1]['missed'] / total:.1%} ({counts[1]['substituted']}), "
        f"gone on with {1 - counts[2]['missed'] / total:.1%} ({counts[2]['substituted']}); "
        f"first pass {first:.1f} s, setting in {second:.1f} s, going on {third:.1f} s"
    )
    compare_bands(language, changed, pairs)
    for one, two in changed[:show]:
        print(
            f"  {one.target.score:.2f} {[term.source for term in two.substituted]}\n    {one.target.content.text}\n    {two.target.content.text}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--unsure", type=float, default=setting_terms.UNSURE)
    arguments = parser.parse_args()
    setting_terms.UNSURE = arguments.unsure
    entries = [replace(term, starter=not arguments.own) for term in read_list("glossary.csv")]
    terms = Terms("0", entries, ())
    engine = Engine(PackageDirectory(arguments.packages))
    tools = Tools(engine, NoCache(), WholeLines(), CHECKS, 10**6, terms=FixedTerms(terms))
    for language in TARGETS:
        pairs = read_pairs(arguments.testsets, language, terms)
        count_humans(language, pairs, terms)
        measure(language, dict(list(pairs.items())[: arguments.limit]), tools, arguments.show)


if __name__ == "__main__":
    main()
