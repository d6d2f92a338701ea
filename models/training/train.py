"""Step 3: trains the network on the prepared arrays, on CUDA or the CPU; stops and goes on at any time.

    python -m models.training.train --data DIR --run DIR --minutes 26 --cool-down 24 --compile   (one GPU run)
    python -m models.training.train --data DIR --run DIR --minutes 600 --start weights.pt        (CPU, in the background)

The learning rate warms up, stays, and falls in a straight line to zero over the last `--cool-down` minutes. A run that
is stopped (SIGTERM, Ctrl-C) saves itself; the same command then goes on. `--end 01:10` (UTC) may stand for `--minutes`.
"""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sentencepiece as spm
import torch

from models.training.batches import Batch, Pairs, prefetch
from models.training.company import Alone, Company, start_others
from models.training.learner import Learner, Settings, find_start
from models.training.network import Shape

REPORT_SECONDS = 120
SEEDS = 1_000_003  # between the orders of batches of two processes


def rate_factor(steps: int, warmup: int, minutes_left: float, cool_down: float) -> float:
    """The part of the full learning rate to use: a warm-up of `warmup` steps, a fall over the last `cool_down` minutes."""
    warm = min(1.0, (steps + 1) / warmup)
    return warm * (min(1.0, max(0.0, minutes_left / cool_down)) if cool_down else 1.0)


def endless(pairs: Pairs, tokens: int, seed: int) -> Iterator[Batch]:
    """Epoch after epoch, each in another order."""
    while True:
        yield from prefetch(pairs.batches(tokens, seed))
        seed += 1


def seconds_of(arguments: argparse.Namespace) -> float:
    """How long to train: until `--end` today or tomorrow (UTC), else `--minutes`."""
    if not arguments.end:
        return float(arguments.minutes) * 60
    now, clock = datetime.now(UTC), datetime.strptime(arguments.end, "%H:%M").replace(tzinfo=UTC)
    end = now.replace(hour=clock.hour, minute=clock.minute, second=0)
    return ((end if end > now else end + timedelta(days=1)) - now).total_seconds()


def report(folder: Path, row: dict[str, Any]) -> None:
    """One line of figures, on the screen and in `log.jsonl`."""
    print(json.dumps(row), flush=True)
    with (folder / "log.jsonl").open("a") as log:
        log.write(json.dumps(row) + "\n")


class Keeper:
    """What the processes beside the first do with what they learn: nothing, the first has it too once they have met."""

    def note(self, loss: float) -> None:
        """Takes the loss of a step in."""

    def keep(self) -> None:
        """Reports and saves when it is time."""

    def end(self) -> None:
        """Reports and saves."""


class Reporter(Keeper):
    """Keeps the losses since the last report, reports every two minutes, saves every `--save-minutes`."""

    def __init__(self, learner: Learner, valid: Pairs, arguments: argparse.Namespace) -> None:
        self.learner, self.valid, self.arguments = learner, valid, arguments
        self.losses: list[float] = []
        self.begin, self.seen = time.time(), learner.seen
        self.saved = time.time()

    def note(self, loss: float) -> None:
        """Takes the loss of a step in."""
        self.losses.append(loss)

    def keep(self) -> None:
        """Reports and saves when it is time."""
        if time.time() - self.begin > REPORT_SECONDS:
            self.report()
        if time.time() - self.saved > self.arguments.save_minutes * 60:
            self.learner.save(self.arguments.run)
            self.saved = time.time()

    def end(self) -> None:
        """Saves and reports."""
        self.learner.save(self.arguments.run)
        self.report()

    def report(self) -> None:
        """Training and validation loss, and target tokens a second, since the last report."""
        learner = self.learner
        speed = (learner.seen - self.seen) / (time.time() - self.begin)
        row = {
            "time": f"{datetime.now(UTC):%d %H:%M}",
            "step": learner.step,
            "seen": learner.seen,
            "loss": round(sum(self.losses) / max(1, len(self.losses)), 3),
            "valid": round(learner.validate(self.valid, self.arguments.batch_tokens), 3),
            "tokens_per_s": round(speed),
        }
        report(self.arguments.run, row)
        self.losses, self.begin, self.seen = [], time.time(), learner.seen


def run(learner: Learner, train: Pairs, keeper: Keeper, arguments: argparse.Namespace, company: Alone) -> None:
    """Learns until the time is over or a signal asks to stop; what is learnt is kept by `keeper`."""
    end, first = arguments.until, learner.step
    stop: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stop.append(number))
    company.begin(learner)
    for batch in endless(train, arguments.batch_tokens, learner.step + company.rank * SEEDS):
        if company.due(learner):
            if company.meet(learner, stop=bool(stop) or time.time() >= end):
                break
            keeper.keep()
        left = (end - time.time()) / 60
        factor = rate_factor(learner.step - first, arguments.warmup, left, arguments.cool_down)
        keeper.note(learner.learn(batch, factor))
    keeper.end()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="what prepare and align wrote")
    parser.add_argument("--run", type=Path, required=True, help="where the state is kept")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--end", help="time of day to stop at, UTC, as 01:10; instead of --minutes")
    parser.add_argument("--cool-down", type=float, default=0, help="minutes at the end in which the rate falls to zero")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to begin with")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--batch-tokens", type=int, default=6000, help="padded tokens a batch; 64000 and more on CUDA")
    parser.add_argument("--rate", type=float, default=1e-3, help="AdamW's rate: embeddings, biases, norms")
    parser.add_argument("--muon", type=float, default=1.3e-3, help="Muon's rate: the matrices")
    parser.add_argument("--warmup", type=int, default=100, help="steps, again after each start")
    parser.add_argument("--alignment-weight", type=float, default=0.05, help="more while attention is unformed")
    parser.add_argument("--alignment-share", type=float, default=0.3, help="of the batches learn alignment")
    parser.add_argument("--threads", type=int, default=2, help="of each process")
    parser.add_argument("--processes", type=int, default=1, help="that train side by side; on CPUs better than threads")
    parser.add_argument("--compile", action="store_true", help="compile the network; worth it on CUDA")
    sizes = {"width": 384, "feed-forward": 1536, "heads": 6, "encoder-layers": 8, "decoder-layers": 2}
    for name, value in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=value, help="of a new network; a resumed one has its own")
    parser.add_argument("--dropout", type=float, default=0.1, help="0 while the data is seen about once")
    arguments = parser.parse_args()
    if arguments.processes > 1 and torch.cuda.is_available():
        parser.error("--processes is for CPUs; on CUDA raise --batch-tokens")
    return arguments


def make_learner(arguments: argparse.Namespace) -> Learner:
    """A learner as the arguments say, gone on from where the run or its start is."""
    vocabulary = spm.SentencePieceProcessor(model_file=str(arguments.data / "spm.model")).get_piece_size()
    sizes = ("width", "feed_forward", "heads", "encoder_layers", "decoder_layers")
    state = find_start(arguments.run, arguments.start)
    given = state["shape"] if state else {name: getattr(arguments, name) for name in sizes}
    settings = Settings(
        rate=arguments.rate,
        muon=arguments.muon,
        alignment_weight=arguments.alignment_weight,
        alignment_share=arguments.alignment_share,
        compiled=arguments.compile,
    )
    learner = Learner(Shape(**{**given, "vocabulary": vocabulary, "dropout": arguments.dropout}), settings)
    if state:
        learner.resume(state)
    return learner


def work(rank: int, arguments: argparse.Namespace, meeting: Path) -> None:
    """One process beside the first."""
    torch.set_num_threads(arguments.threads)
    train, learner = Pairs(arguments.data / "train.npz", arguments.data / "alignment.npz"), make_learner(arguments)
    run(learner, train, Keeper(), arguments, Company(rank, arguments.processes, meeting))


def main() -> None:
    arguments = parse_arguments()
    arguments.run.mkdir(parents=True, exist_ok=True)
    arguments.until = time.time() + seconds_of(arguments)
    torch.set_num_threads(arguments.threads)
    torch.set_float32_matmul_precision("high")
    train = Pairs(arguments.data / "train.npz", arguments.data / "alignment.npz")
    valid = Pairs(arguments.data / "valid.npz")
    learner = make_learner(arguments)
    facts = {"device": learner.device, "bfloat16": learner.half, "pairs": len(train), "step": learner.step}
    size = sum(p.numel() for p in learner.model.parameters())
    report(arguments.run, {**facts, "parameters": size, "aligned": train.links is not None})
    reporter = Reporter(learner, valid, arguments)
    if arguments.processes == 1:
        run(learner, train, reporter, arguments, Alone())
        return
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        others = start_others(arguments.processes, work, arguments, meeting)
        run(learner, train, reporter, arguments, Company(0, arguments.processes, meeting))
        for other in others:
            other.join()


if __name__ == "__main__":
    main()
