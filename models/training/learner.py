"""A network, its optimisers and how far they are: one step, one validation, saving and going on. Refuses: when to stop."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from models.training.batches import Batch, Pairs
from models.training.checkpoint import load_weights, save_weights, save_whole
from models.training.half import HalfCopy
from models.training.muon import Muon
from models.training.network import Shape, Transformer
from models.training.projection import projection_loss
from models.training.tokens import NO_LINK


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn."""

    rate: float  # AdamW's full learning rate: embeddings, biases, norms
    muon: float  # Muon's full learning rate: the matrices
    smoothing: float = 0.1  # share of the probability that labels give to all other words
    alignment_weight: float = 0.05  # of the alignment's part in the loss
    alignment_share: float = 0.3  # of the batches learn alignment
    compiled: bool = False  # compile the network; pays on CUDA


def computes_in_half(device: str) -> bool:
    """Whether bfloat16 products are fast here: on CUDA, and on CPUs with instructions for them."""
    info = Path("/proc/cpuinfo")
    flags = info.read_text() if device == "cpu" and info.exists() else ""
    return device == "cuda" or "avx512_bf16" in flags or "amx_bf16" in flags


def alignment_loss(head: Tensor, links: Tensor) -> Tensor:
    """How unlikely `head` (b, t, s log-probabilities) finds the `links` (b, t), mean over the linked tokens."""
    linked = links != NO_LINK
    chosen = head.gather(2, links.where(linked, torch.zeros_like(links))[..., None])[..., 0]
    return -(chosen * linked).sum() / linked.sum().clamp(min=1)


class Learner:
    """Everything that changes while training."""

    def __init__(self, shape: Shape, settings: Settings) -> None:
        self.settings = settings
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.half = computes_in_half(self.device)
        self.step = self.seen = 0  # steps, target tokens
        self.random = Random()
        self.model = Transformer(shape).to(self.device)
        self.copy = HalfCopy(self.model) if self.half and self.device == "cpu" else None
        network = self.copy.network if self.copy else self.model
        self.forward = torch.compile(network, dynamic=True) if settings.compiled else network
        matrices = [p for name, p in self.model.named_parameters() if p.ndim == 2 and "embedding" not in name]
        others = [p for name, p in self.model.named_parameters() if p.ndim != 2 or "embedding" in name]
        precision = torch.bfloat16 if self.half else torch.float32
        self.optimisers: list[tuple[torch.optim.Optimizer, float]] = [
            (Muon(matrices, settings.muon, precision), settings.muon),
            (torch.optim.AdamW(others, settings.rate, (0.9, 0.98), 1e-9, weight_decay=0.0, fused=True), settings.rate),
        ]

    def resume(self, state: dict[str, Any]) -> None:
        """Goes on from what `save` kept, or from weights alone."""
        self.model.load_state_dict(state["model"])
        for (optimiser, _), kept in zip(self.optimisers, state.get("optimisers", []), strict=False):
            optimiser.load_state_dict(kept)
        self.step, self.seen = state["step"], state["seen"]

    def save(self, run: Path) -> None:
        """The resumable state `last.pt`, and a snapshot of the weights."""
        state = {"model": self.model.state_dict(), "optimisers": [o.state_dict() for o, _ in self.optimisers]}
        shape = asdict(self.model.shape)
        save_whole(run / "last.pt", {**state, "step": self.step, "seen": self.seen, "shape": shape})
        save_weights(run / "weights" / f"{self.step:06d}.pt", self.model, self.step, self.seen)

    def loss(self, batch: Batch, smoothing: float, *, align: bool) -> Tensor:
        """Mean loss of a batch, the alignment's part in it if `align` and its links are known."""
        batch = batch.to(self.device)
        if self.copy:
            self.copy.take_weights()
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.half and not self.copy):
            state, head = self.forward(batch.source, batch.given, align=align)
        if self.half:
            state = state.bfloat16()
        loss = projection_loss(state, self.model.embedding.weight, self.model.bias, batch.labels, smoothing)
        if head is None or batch.links is None:
            return loss
        return loss + self.settings.alignment_weight * alignment_loss(head, batch.links)

    def learn(self, batch: Batch, factor: float) -> float:
        """One step with the learning rates times `factor`; the loss before it."""
        align = batch.links is not None and self.random.random() < self.settings.alignment_share
        loss = self.loss(batch, self.settings.smoothing, align=align)
        loss.backward()
        if self.copy:
            self.copy.give_gradients()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser, rate in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.seen += int((batch.labels != 0).sum())
        return loss.item()

    @torch.no_grad()
    def validate(self, pairs: Pairs, batch_tokens: int) -> float:
        """Loss per target token over all of `pairs`, without smoothing."""
        self.forward.eval()
        total = count = 0.0
        for batch in pairs.batches(batch_tokens, 0):
            tokens = int((batch.labels != 0).sum())
            total, count = total + self.loss(batch, 0.0, align=False).item() * tokens, count + tokens
        self.forward.train()
        return total / count


def find_start(run: Path, start: Path | None) -> dict[str, Any] | None:
    """The run's own last state, else the weights of `start`, else nothing."""
    if (run / "last.pt").exists():
        content: dict[str, Any] = torch.load(run / "last.pt", map_location="cpu", weights_only=True)
        return content
    return load_weights(start) if start else None
