"""Step 4: the mean of a run's last snapshots, one file to export or to begin another run with.

    python -m models.training.average --run DIR --last 3 --out weights.pt

Averaging pays while the learning rate is high; after a full `--cool-down` the last snapshot alone (`--last 1`) is as good.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.training.checkpoint import average_weights, load_weights, newest_snapshots, save_weights
from models.training.network import Shape, Transformer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--last", type=int, default=3, help="how many snapshots to average")
    arguments = parser.parse_args()
    snapshots = [load_weights(path) for path in newest_snapshots(arguments.run, arguments.last)]
    model = Transformer(Shape(**snapshots[-1]["shape"]))
    model.load_state_dict(average_weights(snapshots))
    save_weights(arguments.out, model, snapshots[-1]["step"], snapshots[-1]["seen"])
    print(f"{arguments.out}: {len(snapshots)} snapshots, {arguments.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
