"""The fuzzy search of the translation memory: how long it takes, and from which score on a match helps more than the machine.

    python benchmarks/memory_search.py --corpus PAIRS.tsv.xz [--units 50000] [--queries 500] [--packages DIRECTORY]

The corpus holds a German sentence, its translation (and whatever else) a line, parted by tabs. Its lines are shuffled with a fixed seed; the
first ones are the memory, the next ones are looked for. The first table is processor time, beside rapidfuzz alone, which compares a query with every unit. The second
groups the queries by the score of their best match: how much its translation is like the one a person wrote for the query (the score of
the search, on the target side), and with `--packages` (installed ones) how much the machine's is.
"""

import argparse
import importlib
import lzma
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.domain.content import Content  # noqa: E402 - run as a script
from service.domain.language import Language  # noqa: E402
from service.domain.memory import MemoryUnit  # noqa: E402
from service.domain.translation import Request  # noqa: E402
from service.engine.engine import Engine, EngineOptions  # noqa: E402
from service.engine.packages import PackageDirectory  # noqa: E402
from service.newsroom.review import MOST_OFFERED, OFFERED_FROM  # noqa: E402
from service.store.database import Database  # noqa: E402
from service.store.likeness import score_likeness  # noqa: E402
from service.store.memory import MemoryTable  # noqa: E402

FLOOR = 40  # lowest score of the second table
BANDS = ((95, 99), (90, 94), (85, 89), (80, 84), (75, 79), (70, 74), (65, 69), (60, 64), (50, 59), (FLOOR, 49))
LONGEST = 400  # characters of a sentence taken from the corpus
FEWEST_WORDS = 4  # a match of single words is no matter of scores


def read_pairs(path: Path, number: int) -> list[tuple[str, str]]:
    """So many different sentences with their translations, in an order fixed by a seed."""
    opened = lzma.open if path.suffix == ".xz" else open
    pairs: dict[str, str] = {}
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target, *_ = line.rstrip("\n").split("\t")
            if len(source) <= LONGEST and len(source.split()) >= FEWEST_WORDS and "<" not in source + target:
                pairs.setdefault(source, target)
    chosen = random.Random(1).sample(sorted(pairs.items()), min(number, len(pairs)))
    return [(source, target) for source, target in chosen if target.strip()]


def fill(path: Path, pairs: list[tuple[str, str]], language: Language) -> MemoryTable:
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    memory = MemoryTable(database)
    begun = time.perf_counter()
    memory.enter([MemoryUnit(source, target, language) for source, target in pairs])
    print(f"{len(pairs):,} units entered in {time.perf_counter() - begun:.1f} s, {path.stat().st_size / 1e6:.0f} MB\n")
    return memory


def measure_time(memory: MemoryTable, sources: list[str], queries: list[str], language: Language) -> None:
    """Processor time, which other programs on the machine do not lengthen."""
    fuzz, process = importlib.import_module("rapidfuzz.fuzz"), importlib.import_module("rapidfuzz.process")

    def search(query: str) -> list[object]:
        return memory.search(query, language, OFFERED_FROM, MOST_OFFERED)

    def compare(query: str) -> list[object]:
        return process.extract(query, sources, scorer=fuzz.ratio, score_cutoff=OFFERED_FROM, limit=MOST_OFFERED)

    timed = {"search": [_timed(search, query) for query in queries]}
    timed["rapidfuzz, every unit"] = [_timed(compare, query) for query in queries]
    print("                         p50 ms   p95 ms   queries with a match")
    for name, runs in timed.items():
        times = [milliseconds for milliseconds, _ in runs]
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{name:<22} {p50:8.1f} {p95:8.1f} {sum(bool(found) for _, found in runs):10} of {len(runs)}")
    searched, compared = ([milliseconds for milliseconds, _ in runs] for runs in timed.values())
    print(f"ratio p50 {statistics.median(compared) / statistics.median(searched):.1f}\n")


def _timed(action: Callable[[str], list[object]], query: str) -> tuple[float, list[object]]:
    begun = time.thread_time()
    found = action(query)
    return (time.thread_time() - begun) * 1000, found


def measure_worth(
    memory: MemoryTable, queries: list[tuple[str, str]], language: Language, packages: Path | None, most: int
) -> None:
    bands: dict[tuple[int, int], list[tuple[str, str, str]]] = {band: [] for band in BANDS}
    for source, target in queries:
        for match in memory.search(source, language, FLOOR, 1):
            band = next(band for band in BANDS if band[0] <= min(match.score, 99) <= band[1])
            if len(bands[band]) < most:
                bands[band].append((source, target, match.unit.target))
    engine = Engine(PackageDirectory(packages), EngineOptions()) if packages else None
    print("score    queries   match   machine   match nearer")
    for (low, high), rows in bands.items():
        if not rows:
            continue
        offered = [score_likeness(target, match) for _, target, match in rows]
        line = f"{low}-{high} {len(rows):10} {statistics.mean(offered):8.1f}"
        if engine:
            drafts = engine.translate([Request(Content(source), language) for source, _, _ in rows])
            made = [
                score_likeness(target, draft.content.text) for (_, target, _), draft in zip(rows, drafts, strict=True)
            ]
            nearer = statistics.mean(one > other for one, other in zip(offered, made, strict=True))
            line += f"{statistics.mean(made):10.1f} {nearer:13.0%}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--language", default="fr", type=Language)
    parser.add_argument("--units", type=int, default=50_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--packages", type=Path, help="directory of installed packages")
    parser.add_argument("--most", type=int, default=60, help="queries of a band in the second table")
    options = parser.parse_args()
    pairs = read_pairs(options.corpus, options.units + options.queries)
    kept, asked = pairs[: options.units], pairs[options.units :]
    with tempfile.TemporaryDirectory() as directory:
        memory = fill(Path(directory) / "memory.db", kept, options.language)
        measure_time(memory, [source for source, _ in kept], [source for source, _ in asked[:200]], options.language)
        measure_worth(memory, asked, options.language, options.packages, options.most)


if __name__ == "__main__":
    main()
