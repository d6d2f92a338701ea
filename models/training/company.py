"""Processes that train one network side by side, each on batches of its own, and meet every few seconds to average it.

On CPUs two processes of one thread learn from more tokens a second than one process of two threads, and a slow one holds
nobody up: it has learnt less when they meet, and counts for less. Source: local SGD (S. Stich, ICLR 2019; T. Lin et al., ICLR 2020).
Refuses: how to learn, when to save.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor

from models.training.learner import Learner

MEETING_SECONDS = 30.0


class Alone:
    """The company of one process: every moment is a meeting, with nothing to average."""

    rank = 0

    def begin(self, learner: Learner) -> None:
        """Nothing to agree on."""

    def due(self, learner: Learner) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def meet(self, learner: Learner, *, stop: bool) -> bool:  # noqa: ARG002
        """Whether to stop: as this process wants."""
        return stop


class Company(Alone):
    """One of `size` processes; `meeting` is a path that does not exist yet, where they find each other."""

    def __init__(self, rank: int, size: int, meeting: Path) -> None:
        self.rank = rank
        self.met = time.monotonic()
        self.seen = 0
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size)

    def begin(self, learner: Learner) -> None:
        """All go on from the first one's weights."""
        for parameter in learner.model.parameters():
            dist.broadcast(parameter.data, 0)
        self.seen, self.met = learner.seen, time.monotonic()

    def due(self, learner: Learner) -> bool:
        """Whether it is time to meet: some seconds have passed, and something was learnt."""
        return learner.seen > self.seen and time.monotonic() - self.met >= MEETING_SECONDS

    def meet(self, learner: Learner, *, stop: bool) -> bool:
        """Averages weights and optimisers over the processes, by the tokens each has learnt from; true if one wants to stop."""
        own = learner.seen - self.seen
        facts = torch.tensor([own, stop], dtype=torch.float64)
        dist.all_reduce(facts)
        total, stops = facts.tolist()
        averaged = [parameter.data for parameter in learner.model.parameters()] + moments(learner)
        flat = torch.cat([tensor.reshape(-1) for tensor in averaged]) * (own / total)
        dist.all_reduce(flat)
        for tensor, mean in zip(averaged, flat.split([tensor.numel() for tensor in averaged]), strict=True):
            tensor.copy_(mean.view_as(tensor))
        learner.seen = self.seen = self.seen + int(total)
        self.met = time.monotonic()
        return stops > 0


def moments(learner: Learner) -> list[Tensor]:
    """What the optimisers remember of each parameter, always in the same order."""
    found = []
    for optimiser, _ in learner.optimisers:
        for group in optimiser.param_groups:
            for parameter in group["params"]:
                state = optimiser.state[parameter]
                found += [state[name] for name in sorted(state) if state[name].shape == parameter.shape]
    return found


def start_others(size: int, work: Callable[..., None], *arguments: Any) -> list[BaseProcess]:
    """Starts the processes 1 to `size` - 1 of a company with `work(rank, *arguments)`; they end when this process does."""
    context = multiprocessing.get_context("spawn")
    others: list[BaseProcess] = [
        context.Process(target=work, args=(rank, *arguments), daemon=True) for rank in range(1, size)
    ]
    for other in others:
        other.start()
    return others
