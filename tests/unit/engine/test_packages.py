"""Installing, verifying and removing real Argos packages, and refusing damaged ones."""

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from service.domain.errors import PackageError
from service.engine.checksum import hash_file
from service.engine.packages import PackageDirectory
from tests.fixtures import PACKAGES

FRENCH = PACKAGES / "translate-de_fr-1_0.argosmodel"
ITALIAN = PACKAGES / "translate-de_it-1_0.argosmodel"
ROOT = "translate-de_fr-1_0"


def members(file: Path = FRENCH) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(file: Path, contents: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return file


def renamed(contents: dict[str, bytes], **changes: str) -> dict[str, bytes]:
    """The package with other metadata."""
    metadata = json.loads(contents[f"{ROOT}/metadata.json"]) | changes
    return contents | {f"{ROOT}/metadata.json": json.dumps(metadata).encode()}


@pytest.fixture
def packages(tmp_path):
    return PackageDirectory(tmp_path / "packages")


def visible(packages: PackageDirectory) -> list[str]:
    return sorted(entry.name for entry in packages.path.iterdir() if entry.is_dir()) if packages.path.exists() else []


def test_constructing_makes_nothing(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")

    assert packages.installed() == []
    assert not packages.path.exists()


def test_an_installed_package_is_found_with_its_identity(packages):
    identity = packages.install(FRENCH)

    [found] = packages.installed()
    assert (found.identity, found.source, found.target, found.target_prefix) == (identity, "de", "fr", "<2fr>")
    assert (identity.name, identity.version, len(identity.checksum)) == ("translate-de_fr", "1.0", 64)


def test_packages_that_share_their_weights_say_so(packages):
    packages.install(FRENCH)
    packages.install(ITALIAN)

    french, italian = packages.installed()
    assert french.weights == italian.weights
    assert french.identity.checksum != italian.identity.checksum


def test_installing_the_same_again_changes_nothing(packages):
    packages.install(FRENCH)
    before = (packages.path / ROOT / "model" / "model.bin").stat().st_ino

    packages.install(FRENCH)

    assert (packages.path / ROOT / "model" / "model.bin").stat().st_ino == before
    assert visible(packages) == [ROOT]


def test_other_contents_of_the_same_version_replace_the_old(packages, tmp_path):
    first = packages.install(FRENCH)
    second = packages.install(write_archive(tmp_path / "other.argosmodel", members() | {f"{ROOT}/README.md": b"new"}))

    assert first != second
    assert packages.verify() == [second]
    assert visible(packages) == [ROOT]


def test_a_wrong_checksum_is_refused_before_unpacking(packages):
    with pytest.raises(PackageError, match="sha256"):
        packages.install(FRENCH, "0" * 64)
    assert visible(packages) == []


def test_the_right_checksum_is_accepted(packages):
    assert packages.install(FRENCH, hash_file(FRENCH).upper()).version == "1.0"


def cut_short(tmp_path):
    file = tmp_path / "short.argosmodel"
    file.write_bytes(FRENCH.read_bytes()[:-50_000])
    return file


def flipped(tmp_path):
    data = bytearray(FRENCH.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file = tmp_path / "flipped.argosmodel"
    file.write_bytes(data)
    return file


def without(name):
    return lambda tmp_path: write_archive(
        tmp_path / "less.argosmodel", {key: data for key, data in members().items() if not key.endswith(name)}
    )


def with_member(name, data=b"x"):
    return lambda tmp_path: write_archive(tmp_path / "more.argosmodel", members() | {name: data})


def with_link(tmp_path):
    file = write_archive(tmp_path / "link.argosmodel", members())
    link = zipfile.ZipInfo(f"{ROOT}/model/passwd")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return file


def foreign_format(tmp_path):
    contents = members()
    model = bytearray(contents[f"{ROOT}/model/model.bin"])
    model[0] = 99  # the binary version CTranslate2 reads first
    return write_archive(tmp_path / "foreign.argosmodel", contents | {f"{ROOT}/model/model.bin": bytes(model)})


BAD = {
    "no such file": (lambda tmp_path: tmp_path / "nothing.argosmodel", "does not exist"),
    "a truncated archive": (cut_short, "not a whole zip archive"),
    "a flipped byte": (flipped, "not a whole zip archive"),
    "no metadata": (without("metadata.json"), "metadata.json is missing"),
    "no tokenizer": (without("sentencepiece.model"), "tokenizer"),
    "no weights": (without("model.bin"), "model.bin is missing"),
    "no vocabulary": (without("vocabulary.json"), "vocabulary"),
    "broken metadata": (with_member(f"{ROOT}/metadata.json", b"{"), "cannot be read"),
    "metadata that is no object": (with_member(f"{ROOT}/metadata.json", b"[]"), "cannot be read"),
    "a path that escapes": (with_member(f"{ROOT}/../../evil"), "leaves its folder"),
    "an absolute path": (with_member("/etc/evil"), "leaves its folder"),
    "two root folders": (with_member("other/file"), "one root folder"),
    "a file beside the root folder": (with_member("README.md"), "outside a root folder"),
    "names that differ in case only": (with_member(f"{ROOT}/Metadata.json"), "there twice"),
    "a link": (with_link, "link"),
    "a bomb": (with_member(f"{ROOT}/zeros", bytes(120_000_000)), "would unpack to"),
    "a foreign format version": (foreign_format, "CTranslate2 cannot load"),
    "a pair nobody asked for": (
        lambda tmp_path: write_archive(tmp_path / "es.argosmodel", renamed(members(), to_code="es")),
        "no pair",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_by_name_and_leaves_nothing(packages, tmp_path, case):
    make, problem = BAD[case]
    file = make(tmp_path)
    packages.install(ITALIAN)

    with pytest.raises(PackageError, match=problem) as caught:
        packages.install(file)

    assert caught.value.package
    assert caught.value.remedy
    assert visible(packages) == ["translate-de_it-1_0"]
    assert len(packages.verify()) == 1


def test_a_directory_that_cannot_be_written_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    with pytest.raises(PackageError, match="cannot be written"):
        PackageDirectory(in_the_way / "packages").install(FRENCH)


def test_a_change_after_the_install_is_found(packages):
    packages.install(FRENCH)
    model = packages.path / ROOT / "model" / "model.bin"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)

    with pytest.raises(PackageError, match="changed since it was installed") as caught:
        packages.verify()
    assert caught.value.package == ROOT


def test_a_directory_that_is_no_package_is_named(packages):
    (packages.path / "rubbish").mkdir(parents=True)

    with pytest.raises(PackageError, match=r"metadata\.json is missing") as caught:
        packages.installed()
    assert caught.value.package == "rubbish"


def test_a_removed_package_is_gone(packages):
    packages.install(FRENCH)
    packages.install(ITALIAN)

    packages.remove("translate-de_fr")

    assert [package.target for package in packages.installed()] == ["it"]
    with pytest.raises(PackageError, match="not installed"):
        packages.remove("translate-de_fr")


def test_a_package_unpacked_by_hand_is_found_too(packages):
    packages.path.mkdir(parents=True)
    with zipfile.ZipFile(FRENCH) as archive:
        archive.extractall(packages.path)

    assert [identity.name for identity in packages.verify()] == ["translate-de_fr"]


IMPORT = """
import os, sys
from pathlib import Path
before = dict(os.environ)
from service.engine.packages import PackageDirectory
packages = PackageDirectory(Path(sys.argv[1]))
print(packages.installed()[0].identity.name)
assert dict(os.environ) == before, "the environment changed"
assert not {"argostranslate.translate", "argostranslate.sbd", "stanza", "torch"} & set(sys.modules)
"""


def test_argostranslate_makes_nothing_in_home_and_reads_no_settings_there(packages, tmp_path):
    packages.install(FRENCH)
    home = tmp_path / "home"
    (home / ".config" / "argos-translate").mkdir(parents=True)
    (home / ".config" / "argos-translate" / "settings.json").write_text('{"ARGOS_INTER_THREADS": "not a number"}')
    before = sorted(home.rglob("*"))
    for directory in (home / ".config" / "argos-translate", home / ".config", home):
        directory.chmod(0o555)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "SNAP": "/snap", "ARGOS_INTRA_THREADS": "x"}
    command = [sys.executable, "-c", IMPORT, str(packages.path)]

    done = subprocess.run(
        command, env=environment, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False
    )

    assert done.stdout.strip() == "translate-de_fr", done.stderr
    assert sorted(home.rglob("*")) == before
    for directory in (home, home / ".config", home / ".config" / "argos-translate"):
        directory.chmod(0o755)


def test_a_full_disk_is_told_and_leaves_nothing(packages, monkeypatch):
    full = shutil.disk_usage("/")._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)

    with pytest.raises(PackageError, match="are free"):
        packages.install(FRENCH)
    assert visible(packages) == []
