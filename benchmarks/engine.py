"""The engine against `argostranslate.translate` 1.11: the same packages, beam, segments and threads, in one run.

    python benchmarks/engine.py [--packages DIRECTORY_OF_ARGOSMODEL_FILES]

Without packages: the starter packages, and stand-ins of the size of the public packages with random weights
(benchmarks/stand_ins.py). Prints for each set throughput, ratio, processor time an article, the first answer of a new process
and memory; the share of token-identical answers; and the ratio of the starter packages to the pivot of public size.
argostranslate runs in a virtual environment that is made at the first run. The runs of both sides alternate; figures are medians.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from peer import Peer, make_peer_environment  # noqa: E402 - run as a script
from stand_ins import make_stand_ins  # noqa: E402

from service.domain.content import Content  # noqa: E402
from service.domain.signature import DecodingOptions  # noqa: E402
from service.domain.translation import Request  # noqa: E402
from service.engine.decoder import Decoder, Job  # noqa: E402 - the one benchmark that looks inside
from service.engine.engine import Engine, EngineOptions  # noqa: E402
from service.engine.packages import PackageDirectory  # noqa: E402
from service.engine.tokens import open_tokenizer  # noqa: E402
from service.engine.weights import load_translator  # noqa: E402

ARTICLE = ROOT / "benchmarks" / "articles" / "staedtepartnerschaft.txt"
FIRST = ROOT / "benchmarks" / "first_answer.py"
Seconds = tuple[float, float]  # on the wall, of the processors


def time_engine(engine: Engine, requests: list[Request]) -> Seconds:
    begin, used = time.perf_counter(), time.process_time()
    engine.translate(requests)
    return time.perf_counter() - begin, time.process_time() - used


def measure(runs: dict[str, Callable[[], Seconds]], repetitions: int) -> dict[str, list[Seconds]]:
    """What each run took; the runs take turns, so that a busy moment of the machine meets them all."""
    taken = {name: [] for name in runs}
    for _ in range(repetitions):
        for name, run in runs.items():
            taken[name].append(tuple(run()))
    return taken


def ask_all(engine: Engine, segments: list[str]) -> list[Request]:
    return [Request(Content(text), target) for text in segments for target in sorted(engine.languages())]


class Bench:
    """One set of packages, installed, with Gemello and argostranslate on it."""

    def __init__(self, name: str, files: list[Path], directory: Path, python: Path, threads: int) -> None:
        self.name, self.python, self.threads = name, python, threads
        self.packages = PackageDirectory(directory)
        for file in files:
            self.packages.install(file)
        self.engine = Engine(self.packages, EngineOptions(inter_threads=threads, intra_threads=1))
        self.own = Peer(python, directory, 1, threads)
        self.best = Peer(python, directory, threads, 1)

    def warm_up(self) -> None:
        """Load everything on both sides."""
        self.engine.warm_up()
        for peer in (self.own, self.best):
            peer.order("time", [["Guten Tag."]])

    def runs(self, segments: list[str]) -> dict[str, Callable[[], Seconds]]:
        """Gemello first."""
        requests, lone = ask_all(self.engine, segments), [[text] for text in segments]
        threads = self.threads
        return {
            f"{self.name}: Gemello ({threads} × 1 threads)": lambda: time_engine(self.engine, requests),
            f"{self.name}: argostranslate as it is (1 × {threads})": lambda: self.own.order("time", lone),
            f"{self.name}: argostranslate, best threads ({threads} × 1)": lambda: self.best.order("time", lone),
            f"{self.name}: argostranslate, best threads, all one paragraph": lambda: self.best.order(
                "time", [segments]
            ),
        }

    def close(self) -> None:
        """End both peers."""
        self.own.close()
        self.best.close()


def report(taken: dict[str, list[Seconds]], segments: list[str]) -> None:
    """A row a run: its own ratio, and the ratio to Gemello with the first set of packages."""
    count, words = 2 * len(segments), 2 * sum(len(text.split()) for text in segments)
    turns = len(next(iter(taken.values())))
    print(f"\n{len(segments)} segments, {words // 2} words, 2 languages, beam 4, int8; medians of {turns} turns\n")
    print(f"{'':82}{'s':>8}{'seg/s':>7}{'words/s':>9}{'ratio':>7}{'to first':>9}{'CPU s':>7}{'articles/h a core':>18}")
    first = next(iter(taken.values()))
    for name, runs in taken.items():
        own = next(taken[each] for each in taken if each.partition(":")[0] == name.partition(":")[0])
        wall, cpu = (statistics.median(values) for values in zip(*runs, strict=True))
        ratio, to_first = (
            statistics.median(each[0] / base[0] for each, base in zip(runs, bases, strict=True))
            for bases in (own, first)
        )
        figures = (
            f"{wall:8.2f}{count / wall:7.0f}{words / wall:9.0f}{ratio:7.1f}{to_first:9.1f}{cpu:7.2f}{3600 / cpu:18.0f}"
        )
        print(f"{name:82}{figures}", flush=True)


def compare_tokens(bench: Bench, segments: list[str]) -> None:
    """How many answers are the same to the last token, decoded with argostranslate's options, whatever a package asks for.

    Those argostranslate cut off are left out.
    """
    theirs = bench.own.order("tokens", [[text] for text in segments])
    same = compared = 0
    for package in bench.packages.installed():
        if package.source != "de" or package.target not in theirs:
            continue
        tokenizer = open_tokenizer(package)
        translator = load_translator(package.directory.name, package.directory / "model", "int8", 1, 1, "cpu")
        jobs = [Job(tuple(tokenizer.encode(text)), package.target_prefix) for text in segments]
        for answer, tokens in zip(
            Decoder(translator, DecodingOptions(), 2048).decode(jobs), theirs[package.target], strict=True
        ):
            if answer.complete:
                compared += 1
                same += list(answer.tokens) == [token for token in tokens if token != package.target_prefix]
    print(f"\n{bench.name}: token-identical {same} of {compared}")
    requests = ask_all(bench.engine, segments)
    together = bench.engine.translate(requests)
    alone = sum(bench.engine.translate([request]) == [draft] for request, draft in zip(requests, together, strict=True))
    print(f"{bench.name}: same bytes and score alone as in company {alone} of {len(requests)}")


def time_first_answers(bench: Bench, repetitions: int) -> None:
    """From the start of the process to the first sentence in both languages, by turns."""
    ours, theirs = [], []
    for _ in range(repetitions):
        begin = time.perf_counter()
        subprocess.run([sys.executable, FIRST, bench.packages.path], check=True, stdout=subprocess.DEVNULL)
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        peer = Peer(bench.python, bench.packages.path, 1, bench.threads)
        peer.order("time", [["Der Rat tagt am Montag im Rathaus."]])
        theirs.append(time.perf_counter() - begin)
        peer.close()
    own, other = statistics.median(ours), statistics.median(theirs)
    print(f"{bench.name}: first answer of a new process: Gemello {own:.2f} s, argostranslate {other:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--packages", type=Path, help="directory of .argosmodel files to measure besides, for example the public ones"
    )
    parser.add_argument("--stand-ins", type=Path, default=Path(tempfile.gettempdir()) / "gemello-stand-ins")
    parser.add_argument("--article", type=Path, default=ARTICLE, help="one segment a line")
    parser.add_argument("--threads", type=int, default=min(4, len(os.sched_getaffinity(0))))
    parser.add_argument("--repetitions", type=int, default=7)
    arguments = parser.parse_args()
    segments = [line for line in arguments.article.read_text(encoding="utf-8").splitlines() if line.strip()]
    sets = {
        "starter packages, direct": sorted(ROOT.glob("models/starter/*.argosmodel")),
        "stand-ins of public size, random weights, pivot": make_stand_ins(arguments.stand_ins),
    }
    if arguments.packages:
        sets["packages given"] = sorted(arguments.packages.glob("*.argosmodel"))
    python = make_peer_environment()
    with tempfile.TemporaryDirectory() as temporary:
        benches = [
            Bench(n, files, Path(temporary) / str(i), python, arguments.threads)
            for i, (n, files) in enumerate(sets.items())
        ]
        measure_all(benches, segments, arguments.repetitions)


def measure_all(benches: list[Bench], segments: list[str], repetitions: int) -> None:
    runs: dict[str, Callable[[], Seconds]] = {}
    for bench in benches:
        bench.warm_up()
        runs |= bench.runs(segments)
    report(measure(runs, repetitions), segments)
    compare_tokens(benches[0], segments)
    for bench in benches:
        time_first_answers(bench, 3)
        print(f"{bench.name}: argostranslate resident {bench.own.order('memory'):.0f} MB", flush=True)
        bench.close()
        subprocess.run([sys.executable, ROOT / "benchmarks" / "memory.py", bench.packages.path], check=True)


if __name__ == "__main__":
    main()
