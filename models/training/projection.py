"""State to vocabulary: the loss over all words, in chunks that fit the cache, with its gradient made on the way.

The plain way keeps (tokens, vocabulary) floats four times over; for 8,000 tokens and 8,000 pieces that is a gigabyte of
memory traffic a step. Here a chunk of tokens goes through product, softmax and gradient before the next one starts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from shutil import which
from typing import Any

import torch
from torch import Tensor

CHUNK = {"cpu": 512, "cuda": 32768}  # tokens whose logits are held at a time


def surprise(logits: Tensor, bias: Tensor, labels: Tensor, smoothing: float) -> tuple[Tensor, Tensor, Tensor]:
    """Summed loss of a chunk, its gradient to the `logits` (n, v) and to the `bias` (v), both without the labels' own part.

    `labels` (n, 1). One pass each for the maximum, the sum and the gradient: written to be compiled.
    """
    whole = logits.float() + bias
    whole = whole - whole.amax(-1, keepdim=True)
    raised = whole.exp()
    total = raised.sum(-1, keepdim=True)
    vocabulary = logits.shape[1]
    chosen = (whole.gather(1, labels) - total.log()).sum()
    loss = (smoothing - 1) * chosen - smoothing / vocabulary * (whole.sum() - vocabulary * total.log().sum())
    gradient = raised / total - smoothing / vocabulary
    return loss, gradient.to(logits.dtype), gradient.sum(0)


@cache
def compiled_surprise() -> Callable[..., tuple[Tensor, Tensor, Tensor]]:
    """For the CPU: `surprise` as one kernel where there is a compiler for it, a quarter of its time."""
    return torch.compile(surprise, dynamic=False) if which("g++") else surprise


class ProjectionLoss(torch.autograd.Function):
    """Mean cross-entropy with label smoothing of `state @ weight.T + bias` against `labels`."""

    @staticmethod
    def forward(ctx: Any, state: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        """`state` (n, w), `weight` (v, w), `bias` (v), `labels` (n) -> one number."""
        n, size = len(labels), CHUNK[state.device.type]
        half = weight.to(state.dtype)
        to_state, to_weight, to_bias = torch.empty_like(state), torch.zeros_like(weight), torch.zeros_like(bias)
        total = state.new_zeros((), dtype=torch.float32)
        for start in range(0, n, size):
            part, label = state[start : start + size], labels[start : start + size, None]
            compiled = state.device.type == "cpu" and len(part) == size  # another length is not worth compiling for
            measure = compiled_surprise() if compiled else surprise
            loss, gradient, onto_bias = measure(part @ half.T, bias, label, smoothing)
            gradient.scatter_add_(1, label, gradient.new_full((1, 1), smoothing - 1).expand_as(label))
            total += loss
            to_bias += onto_bias
            to_state[start : start + size] = gradient @ half
            to_weight += gradient.T @ part
        to_bias.index_add_(0, labels, to_bias.new_full((1,), smoothing - 1).expand_as(labels))
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
