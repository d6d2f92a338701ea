"""Between two runs: a deeper encoder that gives exactly what the trained one gives, to go on from once that learns slowly.

    python -m models.training.grow --weights weights.pt --encoder-layers 8 --out grown.pt
    python -m models.training.train --data DIR --run NEW-DIR --start grown.pt ...

Each new layer is a copy of the one below it, but adds nothing yet: the matrices that lead out of it are zero. Its other
matrices begin with what its neighbour has learnt. Source: function-preserving growth (C. Chen et al., "bert2BERT", ACL 2022;
Y. Wang et al., "LEMON", ICLR 2024).
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.training.checkpoint import load_weights, save_weights
from models.training.network import Shape, Transformer

LEADING_OUT = ("attention.output.", "feed_forward.outer.")


def layers_below(old: int, new: int) -> list[int]:
    """For each of `new` layers the one of the `old` layers it is or copies: copies spread evenly, each after its original."""
    if new < old:
        raise ValueError(f"a network of {old} layers cannot grow to {new}")
    return [position * old // new for position in range(new)]


def grow(state: dict[str, Any], encoder_layers: int) -> Transformer:
    """The network of a snapshot with `encoder_layers` layers in its encoder; the same function of its input."""
    shape = Shape(**{**state["shape"], "encoder_layers": encoder_layers})
    origins = layers_below(state["shape"]["encoder_layers"], encoder_layers)
    weights: dict[str, Tensor] = {n: t for n, t in state["model"].items() if not n.startswith("encoder.")}
    for position, origin in enumerate(origins):
        copied = position > 0 and origins[position - 1] == origin
        for name, tensor in state["model"].items():
            if name.startswith(f"encoder.{origin}."):
                rest = name.removeprefix(f"encoder.{origin}.")
                empty = copied and rest.startswith(LEADING_OUT)
                weights[f"encoder.{position}.{rest}"] = torch.zeros_like(tensor) if empty else tensor.clone()
    model = Transformer(shape)
    model.load_state_dict(weights)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="a snapshot")
    parser.add_argument("--encoder-layers", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    state = load_weights(arguments.weights)
    model = grow(state, arguments.encoder_layers)
    save_weights(arguments.out, model, state["step"], state["seen"])
    size = sum(p.numel() for p in model.parameters())
    print(f"{arguments.out}: {asdict(model.shape)}, {size:,} parameters")


if __name__ == "__main__":
    main()
