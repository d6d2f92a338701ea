"""Short articles translated by many threads at once: with and without the collection window, in one run.

    python -m benchmarks.concurrency PACKAGES_DIRECTORY [--threads 1 2 4 8 16] [--articles 48] [--repetitions 5]

An article is four sentences into every language there is; no two threads ever hold the same one. The runs with the window and
without take turns; figures are medians over the repetitions. "Ratio" is without to with: above 1 the window gains. "Lone" is one
article with nobody else there, where the window must cost nothing.
"""

import argparse
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.domain.content import Content
from service.domain.signature import DecodingOptions
from service.domain.translation import Request
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory

ARTICLE = Path(__file__).parent / "articles" / "staedtepartnerschaft.txt"
SENTENCES = 4


def write_articles(number: int) -> list[list[str]]:
    """Articles of a few sentences, each with its own number in them, so that no two are alike."""
    lines = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if len(line.split()) > SENTENCES]
    return [
        [f"{lines[(n * SENTENCES + i) % len(lines)].rstrip('.')} ({n})." for i in range(SENTENCES)]
        for n in range(number)
    ]


def translate_all(engine: Engine, articles: list[list[str]], threads: int) -> tuple[float, list[float]]:
    """Seconds for all, and for each article."""

    def translate(article: list[str]) -> float:
        begin = time.perf_counter()
        engine.translate([Request(Content(text), target) for text in article for target in sorted(engine.languages())])
        return time.perf_counter() - begin

    begin = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        each = list(pool.map(translate, articles))
    return time.perf_counter() - begin, each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2, 4, 8, 16])
    parser.add_argument("--articles", type=int, default=48)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--window-ms", type=float, default=EngineOptions().window * 1000)
    parser.add_argument("--beam", type=int, default=DecodingOptions().beam_size)
    arguments = parser.parse_args()
    decoding = DecodingOptions(beam_size=arguments.beam)
    engines = {
        window: Engine(PackageDirectory(arguments.packages), EngineOptions(window=window / 1000, decoding=decoding))
        for window in (0.0, arguments.window_ms)
    }
    for engine in engines.values():
        engine.warm_up()
    articles = write_articles(arguments.articles)
    print(f"{len(articles)} articles of {SENTENCES} sentences, {len(engine.languages())} languages\n")
    print(f"{'threads':>8}{'window ms':>11}{'articles/s':>12}{'median ms':>11}{'slowest ms':>12}{'ratio':>7}")
    for threads in arguments.threads:
        runs = {window: [] for window in engines}
        for _ in range(arguments.repetitions):
            for window, engine in engines.items():
                runs[window].append(translate_all(engine, articles, threads))
        print_rows(threads, runs, len(articles))


def print_rows(threads: int, runs: dict[float, list[tuple[float, list[float]]]], number: int) -> None:
    totals = {window: statistics.median(seconds for seconds, _ in taken) for window, taken in runs.items()}
    without = next(iter(totals.values()))
    for window, taken in runs.items():
        middle = statistics.median(each for _, articles in taken for each in articles) * 1000
        slowest = statistics.median(max(articles) for _, articles in taken) * 1000
        name = "lone" if threads == 1 else str(threads)
        figures = f"{number / totals[window]:12.1f}{middle:11.0f}{slowest:12.0f}{without / totals[window]:7.2f}"
        print(f"{name:>8}{window:11g}{figures}", flush=True)


if __name__ == "__main__":
    main()
