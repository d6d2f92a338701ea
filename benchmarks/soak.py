"""Whether a served Gemello stays as it is: memory and threads over thousands of calls, and its process replaced under load.

    python benchmarks/soak.py [--calls 5000] [--recycles 20] [--packages DIRECTORY_OF_ARGOSMODEL_FILES]

Starts a real `gemello serve` on a directory of its own with the starter packages. Every call posts an article that was never seen
before, a sentence of up to 14 words, and waits for both translations, so no cache answers. Then, while four
clients go on posting, the serving process is told to reload (HUP to the master), told to end (TERM) or killed (KILL), in turn.
Ends with exit code 1 if an article is not translated or the service does not come back.
"""

import argparse
import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.engine.packages import PackageDirectory  # noqa: E402 - run as a script
from tests.integration.serving import Served  # noqa: E402

ARTICLE = ROOT / "benchmarks" / "articles" / "staedtepartnerschaft.txt"
STARTER = ROOT / "models" / "starter"
CLIENTS = 4
SHORT = 14  # words
PATIENCE_SECONDS = 120  # what takes longer is called a hang
CHECKPOINTS = (0, 100, 1000, 2500)
TURNS = ("HUP", "TERM", "KILL")


@dataclass(frozen=True)
class Reading:
    """The serving process at one moment."""

    calls: int
    megabytes: float  # resident
    threads: int
    seconds: float  # since the first call


def make_texts(seed: int = 1) -> Iterator[str]:
    """Short articles, none twice: a sentence of the benchmark's article with a word in it replaced by another of its words."""
    rng, lines = random.Random(seed), ARTICLE.read_text(encoding="utf-8").splitlines()
    words = sorted({word for line in lines for word in line.split() if word.isalpha()})
    short = [line.split() for line in lines if line.endswith(".") and len(line.split()) <= SHORT]
    variants = [
        (line, place, word)
        for line in range(len(short))
        for place in range(1, len(short[line]) - 1)
        for word in words
        if word != short[line][place]
    ]
    rng.shuffle(variants)
    texts = (" ".join([*short[line][:place], word, *short[line][place + 1 :]]) + "\n" for line, place, word in variants)
    yield from dict.fromkeys(texts)


def find_serving(gemello: Served) -> int:
    """The process that translates: the master's only child."""
    found = subprocess.run(["pgrep", "-P", str(gemello.process.pid)], capture_output=True, text=True, check=False)
    return int(found.stdout.split()[-1])


def read_process(process: int, calls: int, begun: float) -> Reading:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    values = {
        name: int(rest.split()[0])
        for name, _, rest in (line.partition(":") for line in lines)
        if name in ("VmRSS", "Threads")
    }
    return Reading(calls, values["VmRSS"] / 1024, values["Threads"], time.monotonic() - begun)


def translate(gemello: Served, text: str) -> None:
    """Post and wait for both languages, through restarts; raises `AssertionError` if that does not end well in time."""
    deadline, problem = time.monotonic() + PATIENCE_SECONDS, "nothing was answered"
    while time.monotonic() < deadline:
        try:
            posted = gemello.post(text, query="?wait=60")
            problem = f"{posted.status} {posted.body[:300]!r}"
            states = (
                [each["progress"] for each in posted.json["translations"].values()]
                if posted.status in {200, 201}
                else []
            )
            if states and set(states) == {"done"}:
                return
            assert "failed" not in states, problem
        except (OSError, HTTPException, ValueError) as error:  # the connection of a process that is going
            problem = repr(error)
        time.sleep(0.05)
    raise AssertionError(f"not translated in {PATIENCE_SECONDS} s: {problem}")


def soak(gemello: Served, calls: int, texts: Iterator[str]) -> list[Reading]:
    """The serving process before, during and after so many calls."""
    serving, begun = find_serving(gemello), time.monotonic()
    readings = [read_process(serving, 0, begun)]
    print_reading(readings[0])
    ends = [point for point in CHECKPOINTS if 0 < point < calls] + [calls]
    with ThreadPoolExecutor(CLIENTS) as clients:
        for begin, end in itertools.pairwise([0, *ends]):
            for _ in clients.map(lambda text: translate(gemello, text), itertools.islice(texts, end - begin)):
                pass
            readings.append(read_process(serving, end, begun))
            print_reading(readings[-1])
    assert find_serving(gemello) == serving, "the serving process was replaced on the way"
    return readings


def recycle(gemello: Served, times: int, texts: Iterator[str]) -> list[tuple[str, float]]:
    """Which way the process was replaced and after how many seconds another one was ready, while clients went on posting."""
    guard, stop, taken = threading.Lock(), threading.Event(), []

    def post_on() -> int:
        done = 0
        while not stop.is_set():
            with guard:
                text = next(texts)
            translate(gemello, text)
            done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as clients:
        posting = [clients.submit(post_on) for _ in range(CLIENTS)]
        try:
            for turn in itertools.islice(itertools.cycle(TURNS), times):
                time.sleep(1)
                taken.append((turn, replace_process(gemello, turn)))
        finally:
            stop.set()
        print(f"{sum(each.result() for each in posting)} articles posted meanwhile, all translated", flush=True)
    return taken


def replace_process(gemello: Served, turn: str) -> float:
    """Seconds until another process is ready; raises `AssertionError` if none is in time."""
    old, begun = find_serving(gemello), time.monotonic()
    os.kill(gemello.process.pid if turn == "HUP" else old, getattr(signal, f"SIG{turn}"))
    while time.monotonic() - begun < PATIENCE_SECONDS:
        with contextlib.suppress(OSError, HTTPException, IndexError):
            gone = not Path(f"/proc/{old}").exists()
            if gone and gemello.request("GET", "/readyz").status == 200:
                return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError(f"no process was ready {PATIENCE_SECONDS} s after {turn}")


def print_reading(reading: Reading) -> None:
    print(f"{reading.calls:7,}{reading.megabytes:14.1f}{reading.threads:9}{reading.seconds:9.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--recycles", type=int, default=20)
    parser.add_argument("--packages", type=Path, default=STARTER)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gemello-soak-") as temporary:
        packages = PackageDirectory(Path(temporary) / "packages")
        for file in sorted(arguments.packages.glob("*.argosmodel")):
            packages.install(file)
        texts = make_texts()
        with Served(Path(temporary), GEMELLO_LOG_FORMAT="json") as gemello:
            print(f"{'calls':>7}{'resident MB':>14}{'threads':>9}{'s':>9}", flush=True)
            soak(gemello, arguments.calls, texts)
            print()
            taken = recycle(gemello, arguments.recycles, texts)
            for turn in TURNS:
                seconds = [each for name, each in taken if name == turn]
                if seconds:
                    print(
                        f"{turn:5}{len(seconds):3} times, ready again after {min(seconds):.1f} to {max(seconds):.1f} s"
                    )


if __name__ == "__main__":
    main()
