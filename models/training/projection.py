"""State to vocabulary: the loss over all words, in chunks that fit the cache, with its gradient made on the way.

The plain way keeps (tokens, vocabulary) floats four times over; for 8,000 tokens and 8,000 pieces that is a gigabyte of
memory traffic a step. Here a chunk of tokens goes through product, softmax and gradient before the next one starts.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

CHUNK_ELEMENTS = {"cpu": 2_000_000, "cuda": 500_000_000}  # logits held at a time


class ProjectionLoss(torch.autograd.Function):
    """Mean cross-entropy with label smoothing of `state @ weight.T + bias` against `labels`."""

    @staticmethod
    def forward(ctx: Any, state: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        """`state` (n, w), `weight` (v, w), `bias` (v), `labels` (n) -> one number."""
        n, v = len(labels), len(weight)
        half = weight.to(state.dtype)
        to_state, to_weight, to_bias = torch.empty_like(state), torch.zeros_like(weight), torch.zeros_like(bias)
        total = state.new_zeros((), dtype=torch.float32)
        chunk = max(64, CHUNK_ELEMENTS[state.device.type] // v)
        for start in range(0, n, chunk):
            part, label = state[start : start + chunk], labels[start : start + chunk, None]
            share = torch.log_softmax((part @ half.T).float() + bias, dim=-1)
            total -= (1 - smoothing) * share.gather(1, label).sum() + smoothing / v * share.sum()
            share.exp_().sub_(smoothing / v).scatter_add_(
                1, label, share.new_full((1, 1), smoothing - 1).expand_as(label)
            )
            to_bias += share.sum(0)
            gradient = share.to(state.dtype)
            to_state[start : start + chunk] = gradient @ half
            to_weight += gradient.T @ part
        ctx.save_for_backward(to_state, to_weight, to_bias)
        ctx.count = n
        return total / n

    @staticmethod
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor | None, ...]:
        """The gradient made in `forward`, scaled."""
        to_state, to_weight, to_bias = ctx.saved_tensors
        scale = outer[0] / ctx.count
        return to_state * scale.to(to_state.dtype), to_weight * scale, to_bias * scale, None, None


def projection_loss(state: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """The loss over the positions of `state` (b, t, w) whose label (b, t) is not padding."""
    real = labels != 0
    loss: Tensor = ProjectionLoss.apply(state[real], weight, bias, labels[real], smoothing)
    return loss
