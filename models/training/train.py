"""Step 3: trains the network on the prepared arrays, on CUDA or the CPU; stops and goes on at any time.

    python -m models.training.train --data DIR --run DIR --minutes 30 --cool-down 25            (one GPU run)
    python -m models.training.train --data DIR --run DIR --minutes 600 --start weights.pt       (CPU, in the background)

The learning rate warms up, stays, and falls in a straight line to zero over the last `--cool-down` minutes. A run that
is stopped (SIGTERM, Ctrl-C) saves itself; the same command then goes on. `--end UTC` ("01:10") may stand for `--minutes`.
"""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from models.training.batches import NO_LINK, Batch, Pairs, prefetch
from models.training.checkpoint import load_weights, save_weights, save_whole
from models.training.muon import Muon
from models.training.network import Shape, Transformer
from models.training.projection import projection_loss

REPORT_SECONDS = 120
SMOOTHING = 0.1


def computes_in_half(device: str) -> bool:
    """Whether bfloat16 products are fast here: on CUDA, and on CPUs with instructions for them."""
    flags = Path("/proc/cpuinfo").read_text() if device == "cpu" and Path("/proc/cpuinfo").exists() else ""
    return device == "cuda" or "avx512_bf16" in flags or "amx_bf16" in flags


def rate_factor(steps: int, warmup: int, minutes_left: float, cool_down: float) -> float:
    """The part of the full learning rate to use now: a linear warm-up of `warmup` steps, a linear end of `cool_down` minutes."""
    warm = min(1.0, (steps + 1) / warmup)
    return warm * (min(1.0, max(0.0, minutes_left / cool_down)) if cool_down else 1.0)


def alignment_loss(head: Tensor, links: Tensor) -> Tensor:
    """How unlikely `head` (b, t, s log-probabilities) finds the `links` (b, t), mean over the linked tokens."""
    linked = links != NO_LINK
    chosen = head.gather(2, links.where(linked, torch.zeros_like(links))[..., None])[..., 0]
    return -(chosen * linked).sum() / linked.sum().clamp(min=1)


class Training:
    """A network, its optimisers and how far they are."""

    def __init__(self, arguments: argparse.Namespace, vocabulary: int) -> None:
        self.arguments = arguments
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.half = computes_in_half(self.device)
        self.step = self.seen = self.steps_here = 0
        self.random = Random()
        resumed = self.find_start()
        shape = resumed["shape"] if resumed else {name: getattr(arguments, name) for name in ("width", "feed_forward", "heads", "encoder_layers", "decoder_layers")}
        self.model = Transformer(Shape(**{**shape, "vocabulary": vocabulary, "dropout": arguments.dropout})).to(self.device)
        self.forward = torch.compile(self.model, dynamic=True) if arguments.compile else self.model
        matrices = [p for name, p in self.model.named_parameters() if p.ndim == 2 and "embedding" not in name]
        others = [p for name, p in self.model.named_parameters() if p.ndim != 2 or "embedding" in name]
        self.optimisers: list[torch.optim.Optimizer] = [
            Muon(matrices, lr=arguments.muon, half=self.half),
            torch.optim.AdamW(others, lr=arguments.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True),
        ]
        if resumed:
            self.resume(resumed)

    def find_start(self) -> dict[str, Any] | None:
        """The run's own last state, or the weights given with `--start`, or nothing."""
        last: Path = self.arguments.run / "last.pt"
        if last.exists():
            content: dict[str, Any] = torch.load(last, map_location="cpu", weights_only=True)
            return content
        return load_weights(self.arguments.start) if self.arguments.start else None

    def resume(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        for optimiser, kept in zip(self.optimisers, state.get("optimisers", []), strict=False):
            rates = [group["lr"] for group in optimiser.param_groups]
            optimiser.load_state_dict(kept)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = group["full"] = rate
        self.step, self.seen = state["step"], state["seen"]

    def save(self) -> None:
        """The resumable state and a snapshot."""
        state = {"model": self.model.state_dict(), "optimisers": [o.state_dict() for o in self.optimisers]}
        save_whole(self.arguments.run / "last.pt", {**state, "step": self.step, "seen": self.seen, "shape": load_shape(self.model)})
        save_weights(self.arguments.run / "weights" / f"{self.step:06d}.pt", self.model, self.step, self.seen)

    def loss(self, batch: Batch, smoothing: float, align: bool) -> Tensor:
        """Mean loss of a batch, the alignment's part in it if `align`."""
        batch = batch.to(self.device)
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.half):
            state, head = self.forward(batch.source, batch.given, align)
        if self.half:
            state = state.bfloat16()
        loss = projection_loss(state, self.model.embedding.weight, self.model.bias, batch.labels, smoothing)
        return loss if head is None or batch.links is None else loss + self.arguments.alignment_weight * alignment_loss(head, batch.links)

    def learn(self, batch: Batch, factor: float) -> float:
        """One step; the loss before it."""
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group.setdefault("full", group["lr"]) * factor
        loss = self.loss(batch, SMOOTHING, batch.links is not None and self.random.random() < self.arguments.alignment_share)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step, self.steps_here = self.step + 1, self.steps_here + 1
        self.seen += int((batch.labels != 0).sum())
        return loss.item()

    @torch.no_grad()
    def validate(self, pairs: Pairs) -> float:
        """Loss per token over all of `pairs`, without smoothing."""
        self.model.eval()
        total = count = 0.0
        for batch in pairs.batches(self.arguments.batch_tokens, 0):
            tokens = int((batch.labels != 0).sum())
            total, count = total + self.loss(batch, 0.0, False).item() * tokens, count + tokens
        self.model.train()
        return total / count


def load_shape(model: Transformer) -> dict[str, Any]:
    """The sizes of `model` as a plain dict."""
    return {name: getattr(model.shape, name) for name in Shape.__dataclass_fields__}


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


def run(training: Training, train: Pairs, valid: Pairs) -> None:
    """Learns until the time is over or a signal asks to stop; reports every two minutes, saves every `--save-minutes`."""
    arguments = training.arguments
    end = time.time() + seconds_of(arguments)
    saved = reported = time.time()
    losses: list[float] = []
    seen = training.seen
    stop: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stop.append(number))
    for batch in endless(train, arguments.batch_tokens, training.step):
        now = time.time()
        if stop or now >= end:
            break
        losses.append(training.learn(batch, rate_factor(training.steps_here, arguments.warmup, (end - now) / 60, arguments.cool_down)))
        if now - reported > REPORT_SECONDS:
            row = {"time": f"{datetime.now(UTC):%d %H:%M}", "step": training.step, "seen": training.seen, "loss": round(sum(losses) / len(losses), 3)}
            speed = round((training.seen - seen) / (now - reported))
            report(arguments.run, {**row, "valid": round(training.validate(valid), 3), "tokens_per_s": speed})
            losses, seen, reported = [], training.seen, time.time()
        if now - saved > arguments.save_minutes * 60:
            training.save()
            saved = time.time()
    training.save()
    report(arguments.run, {"stopped": True, "step": training.step, "seen": training.seen, "valid": round(training.validate(valid), 3)})


def report(folder: Path, row: dict[str, Any]) -> None:
    """One line of figures, on the screen and in `log.jsonl`."""
    print(json.dumps(row), flush=True)
    with (folder / "log.jsonl").open("a") as log:
        log.write(json.dumps(row) + "\n")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="what prepare and align wrote")
    parser.add_argument("--run", type=Path, required=True, help="where the state is kept")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--end", help="time of day to stop at, UTC, as 01:10; instead of --minutes")
    parser.add_argument("--cool-down", type=float, default=0, help="minutes at the end in which the rate falls to zero")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to begin with")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--batch-tokens", type=int, default=10000)
    parser.add_argument("--rate", type=float, default=2e-3, help="AdamW's rate: embeddings, biases, norms")
    parser.add_argument("--muon", type=float, default=2.5e-3, help="Muon's rate: the matrices")
    parser.add_argument("--warmup", type=int, default=100, help="steps, again after each start")
    parser.add_argument("--alignment-weight", type=float, default=0.05, help="of the alignment's part in the loss; more while attention is still unformed")
    parser.add_argument("--alignment-share", type=float, default=0.3, help="of the batches learn alignment")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true", help="compile the network; worth it on CUDA")
    for name, value in (("width", 384), ("feed-forward", 1536), ("heads", 6), ("encoder-layers", 8), ("decoder-layers", 2)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0.1, help="0 while the data is seen about once")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.backends.cuda.matmul.allow_tf32 = True
    import sentencepiece as spm

    vocabulary = spm.SentencePieceProcessor(model_file=str(arguments.data / "spm.model")).get_piece_size()
    training = Training(arguments, vocabulary)
    train, valid = Pairs(arguments.data / "train.npz", arguments.data / "alignment.npz"), Pairs(arguments.data / "valid.npz")
    size = sum(p.numel() for p in training.model.parameters())
    report(arguments.run, {"device": training.device, "half": training.half, "parameters": size, "pairs": len(train), "step": training.step, "valid": round(training.validate(valid), 3)})
    run(training, train, valid)


if __name__ == "__main__":
    main()
