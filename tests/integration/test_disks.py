"""Disks that are really full and really read-only, in a mount namespace of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures import PACKAGES

pytestmark = pytest.mark.service

UNSHARE = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]

PRELUDE = """
import shutil, subprocess, sys
from dataclasses import replace
from pathlib import Path
from service.domain.errors import PackageError
from service.engine.catalogue import CatalogueEntry
from service.engine.checksum import hash_file
from service.engine.packages import PackageDirectory
from service.engine.supply import supply
from tests.misbehaving import Behaviour, misbehaving_server

here, (french, italian) = Path(sys.argv[1]), map(Path, sys.argv[2:])


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def told(do):
    try:
        do()
    except PackageError as error:
        return str(error)
    raise SystemExit("nothing was refused")


def entry_of(file, address):
    return CatalogueEntry("translate-de_fr", "1.0", "g", "CC0-1.0", file.stat().st_size, hash_file(file), f"{address}/x")


packages = PackageDirectory(here / "packages")
"""

FULL_WHILE_UNPACKING = """
packages.path.mkdir()
mount("-t", "tmpfs", "-o", "size=1m,nr_inodes=14", "tmpfs", str(packages.path))
packages.install(italian)  # ten of fourteen files and directories
message = told(lambda: packages.install(french))
assert "cannot be written below" in message and "No space left on device" in message, message
assert [package.target for package in packages.installed()] == ["it"] and len(packages.verify()) == 1
assert not list(packages.path.glob(".incoming-*"))
packages.remove("translate-de_it")
packages.install(french)
"""

TOO_SMALL = """
packages.path.mkdir()
mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", str(packages.path))
message = told(lambda: packages.install(french))
assert "are free" in message, message
assert packages.installed() == []
"""

FULL_WHILE_FETCHING = """
downloads = here / "downloads"
downloads.mkdir()
mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(downloads))
filler = downloads / "filler"
behaviour = Behaviour(french.read_bytes())
behaviour.pause = lambda: filler.write_bytes(bytes(shutil.disk_usage(downloads).free))
with misbehaving_server(behaviour) as address:
    entry = entry_of(french, address)
    message = told(lambda: supply(entry, packages, downloads, lambda *_: None))
    assert "No space left on device" in message, message
    assert packages.installed() == []
    filler.unlink()
    behaviour.pause = lambda: None
    assert supply(entry, packages, downloads, lambda *_: None).name == "translate-de_fr"
"""

READ_ONLY = """
packages.install(italian)
mount("--bind", str(here), str(here))
mount("-o", "remount,ro,bind", str(here))
for do in (
    lambda: packages.install(french),
    lambda: packages.remove("translate-de_it"),
    lambda: packages.choose(replace(packages.choice(), name="x", packages=("translate-de_it-1_0",))),
):
    message = told(do)
    assert "Read-only file system" in message, message
with misbehaving_server(behaviour := Behaviour(french.read_bytes())) as address:
    message = told(lambda: supply(entry_of(french, address), packages, here / "downloads", lambda *_: None))
    assert "Read-only file system" in message and behaviour.seen == [], message
assert len(packages.verify()) == 1
"""

CASES = {
    "a disk that fills up while a package is unpacked": FULL_WHILE_UNPACKING,
    "a disk that is too small": TOO_SMALL,
    "a disk that fills up while a package is fetched": FULL_WHILE_FETCHING,
    "a disk that is read-only": READ_ONLY,
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_and_nothing_half_installed_on(tmp_path, case):
    files = [str(PACKAGES / f"translate-de_{code}-1_0.argosmodel") for code in ("fr", "it")]
    command = [*UNSHARE, sys.executable, "-c", PRELUDE + CASES[case], str(tmp_path), *files]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
