"""Words a second by batch size and by threads, measured and drawn.

    python benchmarks/curves.py [--packages DIRECTORY_OF_ARGOSMODEL_FILES] [--out docs/engine-curves.svg]

Starter packages, stand-ins of the size of the public packages (benchmarks/stand_ins.py) and the packages given, each on its own scale: the
right figure for a setting depends on the package, the shape of the curve says where more stops helping. All settings of a
set take turns, so that a busy moment of the machine meets them all; figures are medians. Needs benchmarks/requirements.txt.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from stand_ins import make_stand_ins  # noqa: E402 - run as a script

from service.domain.content import Content  # noqa: E402
from service.domain.translation import Request  # noqa: E402
from service.engine.engine import Engine, EngineOptions  # noqa: E402
from service.engine.packages import PackageDirectory  # noqa: E402

ARTICLE = ROOT / "benchmarks" / "articles" / "staedtepartnerschaft.txt"
BATCHES = (8, 64, 256, 1024, 2048, 4096)  # source tokens at once; 8 is a segment at a time
TURNS = 3
PROCESSORS = len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Curve:
    """Words a second of one set of packages, setting by setting."""

    name: str
    settings: tuple[int, ...]
    words: list[float]

    def __str__(self) -> str:
        return ", ".join(f"{each}: {value:.0f}" for each, value in zip(self.settings, self.words, strict=True))


def time_options(packages: PackageDirectory, segments: list[str], options: list[EngineOptions]) -> list[float]:
    """Words a second with each of `options`, medians of runs that take turns."""
    engines = [Engine(packages, each) for each in options]
    requests = [Request(Content(text), target) for text in segments for target in sorted(engines[0].languages())]
    words = sum(len(request.content.text.split()) for request in requests)
    taken: list[list[float]] = [[] for _ in engines]
    for engine in engines:
        engine.warm_up()
    for _ in range(TURNS):
        for engine, seconds in zip(engines, taken, strict=True):
            begin = time.perf_counter()
            engine.translate(requests)
            seconds.append(time.perf_counter() - begin)
    return [words / statistics.median(seconds) for seconds in taken]


def measure_set(name: str, packages: PackageDirectory, segments: list[str]) -> tuple[Curve, Curve]:
    """By batch size and by batches at the same time."""
    base = EngineOptions(inter_threads=min(4, PROCESSORS))
    threads = tuple(sorted({1, 2, PROCESSORS, 2 * PROCESSORS}))
    by_size = time_options(packages, segments, [replace(base, batch_tokens=size) for size in BATCHES])
    by_number = time_options(packages, segments, [replace(base, inter_threads=number) for number in threads])
    curves = Curve(name, BATCHES, by_size), Curve(name, threads, by_number)
    for curve, what in zip(curves, ("source tokens decoded at once", "batches at the same time"), strict=True):
        print(f"{name}, words/s by {what}: {curve}", flush=True)
    return curves


def draw(sets: list[tuple[Curve, Curve]], file: Path) -> None:
    """A row a set: batch size on the left, batches at the same time on the right, from zero."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "gemello"
    from matplotlib import pyplot as plt

    figure, rows = plt.subplots(len(sets), 2, figsize=(10, 2.9 * len(sets)), squeeze=False)
    labels = ("source tokens decoded at once", f"batches at the same time, on {PROCESSORS} processors")
    for axes, curves in zip(rows, sets, strict=True):
        for axis, curve, label in zip(axes, curves, labels, strict=True):
            axis.plot(range(len(curve.settings)), curve.words, marker="o", color="#1f5a86")
            axis.set_xticks(range(len(curve.settings)), curve.settings)
            axis.set_title(curve.name, fontsize="medium")
            axis.set_xlabel(label)
            axis.set_ylabel("words/s")
            axis.set_ylim(bottom=0)
            axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def install(files: list[Path], directory: Path) -> PackageDirectory:
    packages = PackageDirectory(directory)
    for file in files:
        packages.install(file)
    return packages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="directory of .argosmodel files to measure besides")
    parser.add_argument("--stand-ins", type=Path, default=Path(tempfile.gettempdir()) / "gemello-stand-ins")
    parser.add_argument("--article", type=Path, default=ARTICLE, help="one segment a line")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "engine-curves.svg")
    arguments = parser.parse_args()
    segments = [line for line in arguments.article.read_text(encoding="utf-8").splitlines() if line.strip()]
    sets = {
        "starter packages": sorted(ROOT.glob("models/starter/*.argosmodel")),
        "stand-ins of public size, through English": make_stand_ins(arguments.stand_ins),
    }
    if arguments.packages:
        sets["packages given"] = sorted(arguments.packages.glob("*.argosmodel"))
    with tempfile.TemporaryDirectory() as temporary:
        directories = {name: install(files, Path(temporary) / str(i)) for i, (name, files) in enumerate(sets.items())}
        draw([measure_set(name, packages, segments) for name, packages in directories.items()], arguments.out)


if __name__ == "__main__":
    main()
