"""What a training leaves on disk: `last.pt` to go on from, `weights/NNNNNN.pt` snapshots in half precision to average and export.

A snapshot is {"model": name -> float16 tensor, "shape": dict, "step": int, "seen": target tokens}: 12 MB for 6M parameters.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.training.network import Transformer


def save_whole(path: Path, content: dict[str, Any]) -> None:
    """Writes beside `path` and renames, so that a killed run never leaves half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(content, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def save_weights(path: Path, model: Transformer, step: int, seen: int) -> None:
    """A snapshot in half precision."""
    half = {name: tensor.detach().half().cpu() for name, tensor in model.state_dict().items()}
    save_whole(path, {"model": half, "shape": asdict(model.shape), "step": step, "seen": seen})


def load_weights(path: Path) -> dict[str, Any]:
    """A snapshot, its weights in single precision."""
    content: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    content["model"] = {name: tensor.float() for name, tensor in content["model"].items()}
    return content


def average_weights(snapshots: list[dict[str, Any]]) -> dict[str, Tensor]:
    """The mean of the weights of several snapshots."""
    names = snapshots[0]["model"]
    return {name: torch.stack([s["model"][name] for s in snapshots]).mean(0) for name in names}


def newest_snapshots(run: Path, count: int) -> list[Path]:
    """The paths of the last `count` snapshots of a run, oldest first."""
    found = sorted((run / "weights").glob("*.pt"))
    if not found:
        raise FileNotFoundError(f"{run}/weights holds no snapshot; train first")
    return found[-count:]
