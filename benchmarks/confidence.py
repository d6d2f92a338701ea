"""Does confidence find the bad segments? Calibrates on some test sets, and reports on others that it never saw.

    python -m benchmarks.confidence --testsets DIRECTORY --packages DIRECTORY [--limit 300] [--write]

Every sentence goes through the whole pipeline; truth is its chrF2 against the reference (sacrebleu). Calibrated on newstest-old-fr,
newstest-old-it and ntrex128 (logistic regression with no negative weight: is the segment better than the median of its set?),
reported on flores101-devtest and newstest2020. "Worst 3 of 20": articles of 20 sentences are drawn; how many of the 3 named
first are among the 3 worst. By chance it is 15 %. `--write` keeps the calibration in service/quality/data/confidence.json.
"""

import argparse
import itertools
import json
import random
import statistics
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sacrebleu.metrics.chrf import CHRF

from service.domain.language import TARGETS, Language
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.translate_article import STEPS
from service.pipeline.work import Tools, Work
from service.quality import CHECKS
from service.quality.confidence import Calibration, Evidence, name_route, rate_segments

CALIBRATED_ON = ("newstest-old-fr", "newstest-old-it", "ntrex128")
REPORTED_ON = ("flores101-devtest", "newstest2020")
DATA = Path(__file__).parent.parent / "service" / "quality" / "data" / "confidence.json"
PLAIN = Calibration(0.0, 1.0, 1.0, 1.0)  # weighs the evidence as it is
ARTICLE, WORST, DRAWS = 20, 3, 500


class NoCache:
    """Keeps nothing."""

    def find(self, keys):  # noqa: ARG002, D102
        return {}

    def keep(self, drafts, *, label=""):  # noqa: D102
        pass


@dataclass(frozen=True, slots=True)
class Sample:
    """One translated sentence and how good it is."""

    evidence: Evidence
    chrf: float
    reference_length: int


def translate(engine: Engine, testsets: Path, name: str, language: Language, limit: int) -> list[Sample]:
    """Samples of one test set; sentences the service cuts in two are left out."""
    lines, references = (
        (testsets / f"{name}.{side}").read_text(encoding="utf-8").splitlines() for side in ("de", language)
    )
    chosen = range(0, len(lines), max(1, len(lines) // limit))[:limit]
    tools = Tools(engine, NoCache(), LanguageCare(), CHECKS, 10**6)
    text = "\n\n".join(lines[i].strip() for i in chosen)
    work = Work(text.encode(), Formats().find("text"), (language,), lambda *_: None)
    for step in STEPS[:-1]:  # all but the merging
        work = step(work, tools)
    by_unit: dict[int, list] = {}
    for line in work.lines:
        by_unit.setdefault(line.unit, []).append(line)
    assert len(work.extracted.units) == len(chosen), "one block a sentence"
    return [
        _sample(lines[0], references[chosen[unit]])
        for unit, lines in by_unit.items()
        if len(lines) == 1 and lines[0].confidence
    ]


def _sample(line, reference: str) -> Sample:
    target = line.target.content.text
    evidence = Evidence(line.draft.score, len(line.source.text), len(target))
    return Sample(evidence, CHRF().sentence_score(target, [reference]).score, len(reference))


def calibrate(sets: list[list[Sample]]) -> Calibration:
    """Weights that tell best which samples are better than the median of their set; none is negative."""
    samples = [sample for each in sets for sample in each]
    usual = statistics.median(each.reference_length / each.evidence.source_length for each in samples)
    plain = Calibration(0.0, 1.0, 1.0, usual)
    evidence = np.array([plain.weigh(each.evidence) for each in samples])
    better = np.concatenate([_better(each) for each in sets])
    middle, spread = evidence.mean(axis=0), evidence.std(axis=0)
    scaled, weights, bias = (evidence - middle) / spread, np.zeros(2), 0.0
    for _ in range(3000):
        error = 1 / (1 + np.exp(-(scaled @ weights + bias))) - better
        weights = np.maximum(0.0, weights - 0.5 * (scaled.T @ error / len(error) + 0.001 * weights))
        bias -= 0.5 * error.mean()
    weights = weights / spread
    return Calibration(*(round(float(each), 3) for each in (bias - middle @ weights, *weights, usual)))


def _better(samples: list[Sample]) -> np.ndarray:
    median = statistics.median(sample.chrf for sample in samples)
    return np.array([float(sample.chrf >= median) for sample in samples])


def report(name: str, samples: list[Sample], calibration: Calibration | None) -> None:
    values = np.array([each.value for each in rate_segments([each.evidence for each in samples], calibration)])
    truth = np.array([each.chrf for each in samples])
    better = _better(samples).astype(bool)
    figures = f"{rank_correlation(values, truth):10.2f}{area_under_curve(values, better):8.2f}"
    print(f"{name:28}{len(samples):10}{figures}{worst_found(values, truth):14.1%}", end="")
    if calibration:
        print(
            "   " + "  ".join(f"{low:.1f}-{high:.1f}: {share:.0%}" for low, high, share in bands(values, better)),
            end="",
        )
    print(flush=True)


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's."""
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


def area_under_curve(values: np.ndarray, better: np.ndarray) -> float:
    """How often a better segment has the higher confidence; by chance 0.5."""
    pairs = values[better][:, None] - values[~better][None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def worst_found(values: np.ndarray, truth: np.ndarray) -> float:
    """Share of the least trusted that are among the worst, over many drawn articles."""
    rng, found = random.Random(1), 0
    for _ in range(DRAWS):
        article = np.array(rng.sample(range(len(values)), ARTICLE))
        named = article[values[article].argsort(kind="stable")[:WORST]]
        worst = article[truth[article].argsort(kind="stable")[:WORST]]
        found += len(set(named) & set(worst))
    return found / (DRAWS * WORST)


def bands(values: np.ndarray, better: np.ndarray) -> list[tuple[float, float, float]]:
    """Bounds of confidence, and the share of segments inside them that are better than the median."""
    edges = (0.0, 0.3, 0.5, 0.7, 1.01)
    inside = [(low, high, (values >= low) & (values < high)) for low, high in itertools.pairwise(edges)]
    return [(low, min(high, 1.0), float(better[which].mean())) for low, high, which in inside if which.any()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--testsets", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=300, help="sentences of each test set")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    engine = Engine(PackageDirectory(arguments.packages))
    kept = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}
    print(
        f"{'':28}{'segments':>10}{'Spearman':>10}{'AUC':>8}{'worst 3 of 20':>14}   better than the median, by confidence"
    )
    for language in (each for each in TARGETS if each in engine.languages()):
        sets = {
            name: translate(engine, arguments.testsets, name, language, arguments.limit)
            for name in (*CALIBRATED_ON, *REPORTED_ON)
            if (arguments.testsets / f"{name}.{language}").exists()
        }
        seen = [name for name in CALIBRATED_ON if name in sets]
        calibration = calibrate([sets[name] for name in seen])
        signature = engine.signature(language)
        print(f"{signature}: {calibration}")
        for name in (name for name in REPORTED_ON if name in sets):
            report(f"{language} {name}", sets[name], calibration)
            report(f"{'':{len(language) + 1}}by rank alone", sets[name], None)
        segments = sum(len(sets[name]) for name in seen)
        kept[name_route(signature)] = describe(calibration) | {
            "measured": f"{segments} segments of {', '.join(seen)} into {language}, as {signature}",
            "command": f"python -m benchmarks.confidence --limit {arguments.limit} --write",
        }
    if arguments.write:
        DATA.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"wrote {DATA}")


def describe(calibration: Calibration) -> dict[str, float]:
    return {name: getattr(calibration, name) for name in ("bias", "certainty", "length", "usual_length")}


if __name__ == "__main__":
    main()
