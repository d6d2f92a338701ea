"""Token arrays to padded batches: pairs of like length together, the batches in random order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor

from models.training.tokens import NO_LINK

JITTER = 3.0  # tokens of noise on the lengths, so that each epoch makes other batches


@dataclass(frozen=True, slots=True)
class Batch:
    """b pairs, padded with 0."""

    source: Tensor  # (b, s) token ids
    given: Tensor  # (b, t) what the decoder is fed: <s> <2xx> y1 ...
    labels: Tensor  # (b, t) what it must answer: 0 y1 ... </s>
    links: Tensor | None  # (b, t) source position each label is aligned to, NO_LINK for none; None: no alignment known

    def to(self, device: str) -> Batch:
        """The same batch on `device`."""
        links = None if self.links is None else self.links.to(device, non_blocking=True)
        source, given, labels = (x.to(device, non_blocking=True) for x in (self.source, self.given, self.labels))
        return Batch(source, given, labels, links)


def gather(flat: np.ndarray, begin: np.ndarray, length: np.ndarray, fill: int = 0) -> np.ndarray:
    """Rows of `flat` that begin at `begin` and are `length` long, as one matrix padded with `fill`."""
    column = np.arange(int(length.max()))
    inside = column[None, :] < length[:, None]
    out = np.full(inside.shape, fill, dtype=np.int64)
    out[inside] = flat[(begin[:, None] + column[None, :])[inside]]
    return out


class Pairs:
    """The pairs of an array file, with their alignment if `alignment` exists (`align.py` writes it)."""

    def __init__(self, path: Path, alignment: Path | None = None) -> None:
        arrays = np.load(path)
        self.source, self.source_offsets = arrays["src"], arrays["src_offsets"]
        self.target, self.target_offsets = arrays["tgt"], arrays["tgt_offsets"]
        self.links = np.load(alignment)["links"] if alignment and alignment.exists() else None
        self.lengths = np.maximum(np.diff(self.source_offsets), np.diff(self.target_offsets))

    def __len__(self) -> int:
        return len(self.lengths)

    def spans(self, tokens: int, seed: int) -> list[np.ndarray]:
        """Row numbers of each batch: rows times the longest row is at most about `tokens`."""
        noise = np.random.default_rng(seed).uniform(0, JITTER, len(self))
        order = np.argsort(self.lengths + noise, kind="stable")
        batches, start = [], 0
        while start < len(order):
            end = start + max(1, tokens // int(self.lengths[order[start]]))
            while end - start > 1 and (end - start) * int(self.lengths[order[start:end]].max()) > tokens:
                end = start + max(1, (end - start) * 9 // 10)
            batches.append(order[start:end])
            start = end
        return batches

    def batches(self, tokens: int, seed: int) -> Iterator[Batch]:
        """One epoch."""
        spans = self.spans(tokens, seed)
        Random(seed).shuffle(spans)
        return (self.pad(rows) for rows in spans)

    def pad(self, rows: np.ndarray) -> Batch:
        """The batch of `rows`; the language prefix is given, so its label is padding."""
        begin, length = self.target_offsets[rows], np.diff(self.target_offsets)[rows]
        labels = gather(self.target, begin + 1, length - 1)
        labels[:, 0] = 0
        source_length = np.diff(self.source_offsets)[rows]
        links = None if self.links is None else torch.from_numpy(gather(self.links, begin + 1, length - 1, NO_LINK))
        source = torch.from_numpy(gather(self.source, self.source_offsets[rows], source_length))
        return Batch(source, torch.from_numpy(gather(self.target, begin, length - 1)), torch.from_numpy(labels), links)


def prefetch(batches: Iterator[Batch], depth: int = 8) -> Iterator[Batch]:
    """The same batches, made in a thread up to `depth` ahead of their use."""
    ready: queue.Queue[Batch | None] = queue.Queue(depth)

    def fill() -> None:
        for batch in batches:
            ready.put(batch)
        ready.put(None)

    threading.Thread(target=fill, daemon=True).start()
    while (batch := ready.get()) is not None:
        yield batch
