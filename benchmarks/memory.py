"""Resident memory of a process with the packages loaded, and whether it grows over many calls.

python benchmarks/memory.py DIRECTORY_OF_INSTALLED_PACKAGES [--calls 200]
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from service.domain.content import Content  # noqa: E402 - run as a script
from service.domain.translation import Request  # noqa: E402
from service.engine.engine import Engine  # noqa: E402
from service.engine.packages import PackageDirectory  # noqa: E402

ARTICLE = ROOT / "benchmarks" / "articles" / "staedtepartnerschaft.txt"


def resident() -> float:
    """Resident memory of this process, MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--calls", type=int, default=20)
    arguments = parser.parse_args()
    segments = [line for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(f"\nresident memory, MB: started {resident():.0f}", end="", flush=True)
    engine = Engine(PackageDirectory(arguments.packages))
    engine.warm_up()
    print(f", packages loaded {resident():.0f}", end="", flush=True)
    requests = [Request(Content(text), target) for text in segments for target in sorted(engine.languages())]
    engine.translate(requests)
    print(f", one article {resident():.0f}", end="", flush=True)
    for _ in range(arguments.calls):
        engine.translate(requests)
    print(f", {arguments.calls} more {resident():.0f}")


if __name__ == "__main__":
    main()
