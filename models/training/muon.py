"""Muon: momentum whose update is orthogonalised (Newton-Schulz), for the hidden matrices of the network.

Same method as `torch.optim.Muon`, but in float32 where the processor has no bfloat16 units: there its products take seconds.
The update is scaled to the root mean square of AdamW's (0.2 * sqrt(max(rows, columns))), so AdamW's rates carry over.
Source: Keller Jordan, "Muon: An optimizer for hidden layers in neural networks", 2024; scale of Moonshot AI, 2025.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
STEPS = 5


def orthogonalise(gradient: Tensor, precision: torch.dtype) -> Tensor:
    """The nearest semi-orthogonal matrix to `gradient` (r, c), approximately: singular values pushed into about 0.7-1.2.

    `precision` of the products: bfloat16 is enough.
    """
    x = gradient.to(precision)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    a, b, c = COEFFICIENTS
    for _ in range(STEPS):
        square = x @ x.T
        x = a * x + (b * square + c * (square @ square)) @ x
    return (x.T if tall else x).to(gradient.dtype)


class Muon(torch.optim.Optimizer):
    """For matrices only; embeddings, biases and norms belong to AdamW."""

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        precision: torch.dtype,
        momentum: float = 0.95,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.precision = precision

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]  # noqa: ARG002
        """One update of every matrix that has a gradient."""
        for group in self.param_groups:
            for matrix in (p for p in group["params"] if p.grad is not None):
                state = self.state[matrix]
                if not state:
                    state["momentum"] = torch.zeros_like(matrix)
                average = state["momentum"].lerp_(matrix.grad, 1 - group["momentum"])
                update = orthogonalise(matrix.grad.lerp(average, group["momentum"]), self.precision)
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                matrix.add_(update, alpha=-group["lr"] * 0.2 * max(matrix.shape) ** 0.5)
