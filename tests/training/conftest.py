"""The recipe's steps run as commands on the small world; `make test-training` brings the PyTorch that they need."""

import json
import lzma
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from tests.fixtures.world import draw_sentence, read_world

ROOT = Path(__file__).parents[2]
FRENCH, ITALIAN = 1, 2
ENOUGH = 1.2  # validation loss at which translations are mostly right
ROUNDS = 6  # trainings that may take on a busy machine


def options(**values: object) -> list[object]:
    """The words of a command line: `options(feed_forward=128)` is `["--feed-forward", 128]`."""
    return [word for name, value in values.items() for word in (f"--{name.replace('_', '-')}", value)]


NETWORK = options(width=64, feed_forward=128, heads=2, encoder_layers=2, decoder_layers=1, dropout=0)
LEARNING = options(batch_tokens=2000, rate=4e-3, muon=4e-3, warmup=30, alignment_weight=0.3, alignment_share=1)

collect_ignore_glob = [] if find_spec("torch") else ["test_*.py"]


def run_step(step: str, *arguments: object, within: str = "models.training") -> str:
    """What the command of a step prints; its messages are part of the failure."""
    command = [sys.executable, "-m", f"{within}.{step}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def write_sides(folder: Path, stem: str, language: str, sentences: list, side: int) -> None:
    for suffix, place in (("de", 0), (language, side)):
        lines = [sentence.text(place) + "\n" for sentence in sentences]
        (folder / f"{stem}.{suffix}").write_text("".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class Workplace:
    """Folders of one go through the recipe."""

    corpus: Path
    testsets: Path
    data: Path
    run: Path

    @property
    def weights(self) -> Path:
        return self.run / "weights.pt"

    def log(self, run: Path) -> list[dict]:
        """What a training wrote of itself: what it began with, then a row of figures each two minutes and at the end."""
        return [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]

    def train(self, run: Path, *arguments: object) -> str:
        """A training on the prepared data, from nothing unless `run` or a start says otherwise."""
        return run_step("train", "--data", self.data, "--run", run, *NETWORK, *LEARNING, *arguments)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A corpus and test sets of the small world, nothing made of them yet."""
    folder = tmp_path_factory.mktemp("recipe")
    place = Workplace(*(folder / name for name in ("corpus", "testsets", "data", "run")))
    world, random = read_world(ROOT / "tests/fixtures/small_world.txt"), Random(20261125)
    place.corpus.mkdir()
    place.testsets.mkdir()
    for language, side in (("fr", FRENCH), ("it", ITALIAN)):
        write_sides(
            place.testsets,
            f"newstest-old-{language}",
            language,
            [draw_sentence(world, random) for _ in range(30)],
            side,
        )
        rows = (draw_sentence(world, random) for _ in range(4000))
        lines = [f"{row.text(0)}\t{row.text(side)}\tsmall-world\n" for row in rows]
        with lzma.open(place.corpus / f"de-{language}.tsv.xz", "wt", encoding="utf-8") as packed:
            packed.writelines(lines)
    return place


@pytest.fixture(scope="session")
def prepared(raw: Workplace) -> Workplace:
    """Cleaned, tokenised and aligned."""
    sizes = options(vocabulary=600, copy_examples=200, press_examples=0, written_repeats=0, validation=30)
    run_step("prepare", "--corpus", raw.corpus, "--testsets", raw.testsets, "--out", raw.data, *sizes)
    run_step("align", "--data", raw.data)
    return raw


@pytest.fixture(scope="session")
def trained(prepared: Workplace) -> Workplace:
    """Trained until translations are mostly right, by going on as often as that takes; its weights written."""
    for _ in range(ROUNDS):
        prepared.train(prepared.run, *options(minutes=0.8, cool_down=0.6, threads=1))
        if prepared.log(prepared.run)[-1]["valid"] < ENOUGH:
            break
    run_step("average", "--run", prepared.run, "--last", 1, "--out", prepared.weights)
    return prepared


@pytest.fixture(scope="session")
def packages(trained: Workplace) -> Path:
    """The folder of the two packages made of the trained network."""
    out = trained.run / "packages"
    run_step(
        "export", "--weights", trained.weights, "--spm", trained.data / "spm.model", "--out", out, "--version", "9.9"
    )
    return out
