"""How many processors this process may really use; refuses to decide what they are used for.

A container with a quota of one processor on a machine of 64 may run on all 64, for a 64th of the time: threads for 64 would be
stopped in the middle of their work, again and again. So both are asked: the processors allowed (affinity) and the time
allowed (the quota of the control group and of every group above it).
"""

import contextlib
import math
import os
from collections.abc import Iterator
from pathlib import Path

MEMBERSHIP = Path("/proc/self/cgroup")
ROOT = Path("/sys/fs/cgroup")


def count_processors(membership: Path = MEMBERSHIP, root: Path = ROOT) -> int:
    """At least 1; a quota of one and a half processors is 2."""
    allowed = len(os.sched_getaffinity(0))
    quotas = [math.ceil(quota) for quota in _read_quotas(membership, root)]
    return max(1, min([allowed, *quotas]))


def _read_quotas(membership: Path, root: Path) -> Iterator[float]:
    """The quotas in force, in processors; what cannot be read sets no limit."""
    for directory in _find_groups(membership, root):
        with contextlib.suppress(OSError, ValueError, ZeroDivisionError):
            quota, period = (
                (directory / "cpu.max").read_text(encoding="ascii").split()
            )  # "150000 100000" or "max 100000"
            yield int(quota) / int(period)
        with contextlib.suppress(OSError, ValueError, ZeroDivisionError):  # control groups of version 1
            quota = (directory / "cpu.cfs_quota_us").read_text(encoding="ascii")  # -1: none
            period = (directory / "cpu.cfs_period_us").read_text(encoding="ascii")
            if int(quota) > 0:
                yield int(quota) / int(period)


def _find_groups(membership: Path, root: Path) -> list[Path]:
    """The directories of this process's groups and of all above them, the root's always."""
    found = {root, root / "cpu"}
    with contextlib.suppress(OSError):
        for line in membership.read_text(encoding="utf-8").splitlines():  # "0::/a/b" or "4:cpu,cpuacct:/a/b"
            _, controllers, path = line.split(":", 2)
            base = root / "cpu" if "cpu" in controllers.split(",") else root
            group = base / path.lstrip("/")
            found |= {each for each in (group, *group.parents) if each.is_relative_to(root)}
    return sorted(found)
