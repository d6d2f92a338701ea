"""A container's quota counts, not only the processors it may run on."""

import os

import pytest

from service.engine.processors import count_processors

HERE = len(os.sched_getaffinity(0))


def count(tmp_path, group, files):
    membership, root = tmp_path / "membership", tmp_path / "cgroup"
    membership.write_text(group + "\n", encoding="utf-8")
    root.mkdir()
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return count_processors(membership, root)


@pytest.mark.parametrize(
    ("group", "files", "expected"),
    [
        ("0::/", {"cpu.max": "max 100000\n"}, HERE),
        ("0::/", {"cpu.max": "100000 100000\n"}, 1),
        ("0::/", {"cpu.max": "20000 100000\n"}, 1),
        ("0::/", {"cpu.max": "150000 100000\n"}, min(HERE, 2)),
        ("0::/", {"cpu.max": f"{(HERE + 3) * 100000} 100000\n"}, HERE),
        ("0::/city/gemello", {"city/cpu.max": "100000 100000\n", "city/gemello/cpu.max": "max 100000\n"}, 1),
        ("4:cpu,cpuacct:/gemello", {"cpu/gemello/cpu.cfs_quota_us": "90000\n", "cpu/gemello/cpu.cfs_period_us": "100000\n"}, 1),
        ("4:cpu,cpuacct:/", {"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, HERE),
        ("0::/", {"cpu.max": "rubbish"}, HERE),
        ("0::/../../elsewhere", {}, HERE),
    ],
)  # fmt: skip
def test_the_narrowest_of_affinity_and_quotas_counts(tmp_path, group, files, expected):
    assert count(tmp_path, group, files) == expected


def test_without_control_groups_the_affinity_counts(tmp_path):
    assert count_processors(tmp_path / "none", tmp_path / "nowhere") == HERE
