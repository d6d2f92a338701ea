"""Words a second by batch size and by threads, measured and drawn; used by engine.py."""

import os
import statistics
import time
from dataclasses import replace
from pathlib import Path

from service.domain.content import Content
from service.domain.translation import Request
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory

BATCHES = (8, 256, 1024, 2048, 4096)  # source tokens at once; 8 is a segment at a time
TURNS = 2


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


def draw_curves(sets: dict[str, PackageDirectory], segments: list[str], file: Path) -> None:
    """Print both curves of every set and draw them to `file`."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "gemello"
    from matplotlib import pyplot as plt

    processors = len(os.sched_getaffinity(0))
    threads = sorted({1, 2, processors, 2 * processors})
    figure, axes = plt.subplots(1, 2, figsize=(10, 3.6))
    base = EngineOptions(inter_threads=min(4, processors))
    for name, packages in sets.items():
        by_batch = time_options(packages, segments, [replace(base, batch_tokens=size) for size in BATCHES])
        by_thread = time_options(packages, segments, [replace(base, inter_threads=number) for number in threads])
        for what, places, values in (
            ("tokens a batch", BATCHES, by_batch),
            ("batches at the same time", threads, by_thread),
        ):
            print(
                f"\n{name}, words/s by {what}: "
                + ", ".join(f"{p}: {v:.0f}" for p, v in zip(places, values, strict=True))
            )
        for axis, places, values in ((axes[0], BATCHES, by_batch), (axes[1], threads, by_thread)):
            axis.plot(range(len(places)), values, marker="o", label=name)
            axis.set_xticks(range(len(places)), places)
    for axis, label in (
        (axes[0], "source tokens decoded at once"),
        (axes[1], f"batches at the same time, on {processors} processors"),
    ):
        axis.set_xlabel(label)
        axis.set_ylabel("words/s")
        axis.set_yscale("log")
        axis.grid(alpha=0.3)
    axes[1].legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
