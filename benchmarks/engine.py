"""The engine against `argostranslate.translate` 1.11: the same packages, beam, segments and threads, in one run.

    python benchmarks/engine.py --packages DIRECTORY_OF_ARGOSMODEL_FILES

Prints a table with the ratio, the share of token-identical answers and the memory of a process with the packages loaded.
argostranslate runs in a virtual environment that is made at the first run. The runs of both sides alternate; figures are medians.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.domain.content import Content  # noqa: E402 - run as a script
from service.domain.signature import DecodingOptions  # noqa: E402
from service.domain.translation import Request  # noqa: E402
from service.engine.decoder import Job  # noqa: E402
from service.engine.engine import Engine, EngineOptions  # noqa: E402
from service.engine.model import load_model  # noqa: E402
from service.engine.packages import PackageDirectory  # noqa: E402

ARTICLE = ROOT / "benchmarks" / "articles" / "staedtepartnerschaft.txt"
PEER = ROOT / "benchmarks" / "argos_peer.py"


def make_peer_environment(directory: Path) -> Path:
    """The Python of a virtual environment with argostranslate, without its splitters; made once."""
    python = directory / "bin" / "python"
    wanted = [f"{name}=={version(name)}" for name in ("ctranslate2", "sentencepiece", "packaging", "sacremoses")]
    if not python.exists():
        venv.create(directory, with_pip=True)
        pip = [python, "-m", "pip", "install", "-q"]
        subprocess.run([*pip, *wanted], check=True)
        subprocess.run([*pip, "--no-deps", "argostranslate==1.11.0"], check=True)
    return python


class Peer:
    """argostranslate in its own process."""

    def __init__(self, python: Path, packages: Path, inter_threads: int, intra_threads: int) -> None:
        home = tempfile.mkdtemp(prefix="gemello-peer-")
        environment = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "ARGOS_INTER_THREADS": str(inter_threads),
            "ARGOS_INTRA_THREADS": str(intra_threads),
            "ARGOS_COMPUTE_TYPE": "int8",
        }
        command = [str(python), str(PEER), str(packages)]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def order(self, do: str, paragraphs: list[list[str]]):
        """Its answer: seconds for "time", the tokens by language for "tokens"."""
        self._process.stdin.write(json.dumps({"do": do, "paragraphs": paragraphs}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End its process."""
        self._process.stdin.close()
        self._process.wait()


def time_engine(engine: Engine, requests: list[Request]) -> float:
    begin = time.perf_counter()
    engine.translate(requests)
    return time.perf_counter() - begin


def compare_tokens(directory: PackageDirectory, segments: list[str], theirs: dict) -> tuple[int, int]:
    """Segments with the same tokens, and segments compared; those argostranslate cut off are left out."""
    same = compared = 0
    for package in directory.installed():
        model = load_model(package, DecodingOptions(), 1, 1, 2048)
        jobs = [Job(tuple(model.tokenizer.encode(text)), package.target_prefix) for text in segments]
        for answer, tokens in zip(model.decoder.decode(jobs), theirs[package.target], strict=True):
            if answer.complete:
                compared += 1
                same += list(answer.tokens) == [token for token in tokens if token != package.target_prefix]
    return same, compared


def measure(runs: dict, repetitions: int) -> dict[str, tuple[float, float]]:
    """Median and least seconds by name; the runs take turns, so that a busy moment of the machine meets them all."""
    taken = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(repetitions):
        for name, run in runs.items():
            taken[name].append(run())
    return {name: (statistics.median(seconds), min(seconds)) for name, seconds in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True, help="directory with .argosmodel files")
    parser.add_argument("--article", type=Path, default=ARTICLE, help="one segment a line")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir()) / "gemello-argos-peer")
    arguments = parser.parse_args()
    segments = [line for line in arguments.article.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as temporary:
        directory = PackageDirectory(Path(temporary))
        for file in sorted(arguments.packages.glob("*.argosmodel")):
            directory.install(file)
        compare(directory, segments, arguments)


def compare(directory: PackageDirectory, segments: list[str], arguments: argparse.Namespace) -> None:
    python = make_peer_environment(arguments.environment)
    threads = arguments.threads
    engine = Engine(directory, EngineOptions(inter_threads=threads, intra_threads=1))
    requests = [Request(Content(text), target) for text in segments for target in sorted(engine.languages())]
    lone = [[text] for text in segments]
    peers = {
        f"argostranslate, its own way (1 × {threads} threads)": Peer(python, directory.path, 1, threads),
        f"argostranslate, best threads ({threads} × 1)": Peer(python, directory.path, threads, 1),
    }
    runs = {f"Gemello ({threads} × 1 threads)": lambda: time_engine(engine, requests)}
    for name, peer in peers.items():
        runs[f"{name}, a paragraph a segment"] = lambda peer=peer: peer.order("time", lone)
        runs[f"{name}, one paragraph"] = lambda peer=peer: peer.order("time", [segments])
    seconds = measure(runs, arguments.repetitions)
    theirs = next(iter(peers.values())).order("tokens", lone)
    for peer in peers.values():
        peer.close()
    report(seconds, segments, len(engine.languages()))
    same, compared = compare_tokens(directory, segments, theirs)
    print(
        f"\ntoken-identical: {same} of {compared} ({same / compared:.1%}); cut off by both: {len(requests) - compared}"
    )
    alone = count_alone_as_in_company(engine, requests)
    print(f"same bytes and score alone as in company: {alone} of {len(requests)}")
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "memory.py"), str(directory.path)], check=True)


def count_alone_as_in_company(engine: Engine, requests: list[Request]) -> int:
    """How many requests get the same draft alone as they get together with all the others."""
    together = engine.translate(requests)
    return sum(engine.translate([request]) == [draft] for request, draft in zip(requests, together, strict=True))


def report(seconds: dict[str, tuple[float, float]], segments: list[str], languages: int) -> None:
    count, words = len(segments) * languages, sum(len(text.split()) for text in segments) * languages
    ours = next(iter(seconds.values()))
    print(f"\n{len(segments)} segments, {words // languages} words, {languages} languages, beam 4, int8\n")
    print(f"{'':72}{'median s':>9}{'segments/s':>11}{'words/s':>8}{'ratio':>6} |{'best s':>7}{'ratio':>6}")
    for name, (median, best) in seconds.items():
        figures = f"{median:9.3f}{count / median:11.1f}{words / median:8.0f}{median / ours[0]:6.1f}"
        print(f"{name:72}{figures} |{best:7.3f}{best / ours[1]:6.1f}")


if __name__ == "__main__":
    main()
