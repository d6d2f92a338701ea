"""Package files that are refused, disks that are full, processes that are killed: nothing half installed."""

import os
import resource
import shutil
import signal
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import PackageError
from service.engine import installation
from service.engine.packages import PackageDirectory
from tests.fixtures import FRENCH_FILE as FRENCH
from tests.fixtures import PACKAGES, ROOT, members, renamed, write_archive

ITALIAN = PACKAGES / "translate-de_it-1_0.argosmodel"


@pytest.fixture
def packages(tmp_path):
    return PackageDirectory(tmp_path / "packages")


def visible(packages: PackageDirectory) -> list[str]:
    return sorted(entry.name for entry in packages.path.iterdir() if entry.is_dir()) if packages.path.exists() else []


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


def with_metadata(**changes):
    return lambda tmp_path: write_archive(tmp_path / "other.argosmodel", renamed(members(), **changes))


def with_link(tmp_path):
    file = write_archive(tmp_path / "link.argosmodel", members())
    link = zipfile.ZipInfo(f"{ROOT}/model/passwd")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return file


def with_twin(tmp_path):
    file = write_archive(tmp_path / "twin.argosmodel", members())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(f"{ROOT}/metadata.json", "{}")
    return file


def with_lie_about_size(tmp_path):
    """A member that unpacks to more than the directory of the archive says."""
    file = write_archive(tmp_path / "lie.argosmodel", members() | {f"{ROOT}/zeros": bytes(1_000_000)})
    data, size = bytearray(file.read_bytes()), (1_000_000).to_bytes(4, "little")
    for place in (data.find(size), data.rfind(size)):
        data[place : place + 4] = (1000).to_bytes(4, "little")
    file.write_bytes(data)
    return file


def encrypted(tmp_path):
    file = write_archive(tmp_path / "encrypted.argosmodel", members())
    data = bytearray(file.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1  # the flag in the directory of the archive
    file.write_bytes(data)
    return file


def web_page(tmp_path):
    file = tmp_path / "page.argosmodel"
    file.write_text("<html>404</html>", encoding="utf-8")
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
    "a web page": (web_page, "not a whole zip archive"),
    "a directory": (lambda tmp_path: tmp_path, "cannot be read"),
    "an empty archive": (lambda tmp_path: write_archive(tmp_path / "e.argosmodel", {}), "one root folder"),
    "a member twice": (with_twin, "there twice"),
    "a member larger than it says": (with_lie_about_size, "not a whole zip archive"),
    "an encrypted member": (encrypted, "encrypted"),
    "a path of Windows": (with_member("..\\evil"), "leaves its folder"),
    "a drive of Windows": (with_member("C:/evil"), "leaves its folder"),
    "too many members": (
        lambda tmp_path: write_archive(
            tmp_path / "many.argosmodel", members() | {f"{ROOT}/{number}": b"" for number in range(500)}
        ),
        "members, more than 500",
    ),
    "a note of ours that cannot be read": (with_member(f"{ROOT}/gemello.json", b"{"), "gemello.json cannot be read"),
    "metadata nested without end": (with_member(f"{ROOT}/metadata.json", b"[" * 100_000), "cannot be read"),
    "a pair nobody asked for": (with_metadata(to_code="es"), "no pair"),
    "no pair": (with_metadata(to_code=None), "no pair"),
    "another kind of package": (with_metadata(type="sbd"), "no pair"),
    "a version that escapes": (with_metadata(package_version="1.0/../../evil"), "package_version"),
    "a language that escapes": (with_metadata(to_code="fr-/../../evil"), "to_code"),
    "a version that is no text": (with_metadata(package_version=1.0), "not a text"),
    "a version that is missing": (with_metadata(package_version=""), "package_version"),
    "a prefix that is no text": (with_metadata(target_prefix=["<2fr>"]), "not a text"),
    "a format of a later Argos Translate": (with_metadata(argos_version="2.0"), "made for Argos Translate 2.0"),
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
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(("evil", ".incoming"))]


def test_a_directory_that_cannot_be_written_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    with pytest.raises(PackageError, match="cannot be written"):
        PackageDirectory(in_the_way / "packages").install(FRENCH)


def test_too_little_room_is_told_before_anything_is_unpacked(packages, monkeypatch):
    full = shutil.disk_usage("/")._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)

    with pytest.raises(PackageError, match="are free"):
        packages.install(FRENCH)
    assert visible(packages) == []


def test_a_disk_that_fills_up_while_it_is_unpacked_leaves_nothing(packages):
    packages.install(ITALIAN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(PackageError, match=r"cannot be written below .* \(File too large\)"):
            packages.install(FRENCH)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert visible(packages) == ["translate-de_it-1_0"]
    packages.install(FRENCH)
    assert len(packages.verify()) == 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=5))
def test_property_a_damaged_archive_is_refused_as_a_package_or_is_none_the_worse(changes):
    with tempfile.TemporaryDirectory() as temporary:
        file = write_archive(
            Path(temporary) / "small.argosmodel", {f"{ROOT}/metadata.json": b"{}", f"{ROOT}/a": b"abc"}
        )
        data = bytearray(file.read_bytes())
        for place, value in changes:
            data[place % len(data)] = value
        file.write_bytes(data)
        with pytest.raises(PackageError):  # whole, it would lack its model
            PackageDirectory(Path(temporary) / "packages").install(file)
        assert sorted(path.name for path in Path(temporary).iterdir()) in (["packages", file.name], [file.name])


def test_what_a_killed_process_left_is_put_right_at_the_next_start(packages):
    packages.install(FRENCH)
    packages.install(ITALIAN)
    outgoing = packages.path / ".outgoing-killed"
    outgoing.mkdir()
    (packages.path / ROOT).rename(outgoing / ROOT)  # killed between the two renames that replace a package
    for name in (".incoming-killed", ".removed-killed"):
        shutil.copytree(outgoing / ROOT, packages.path / name / ROOT)

    assert len(packages.verify()) == 2
    assert visible(packages) == [ROOT, "translate-de_it-1_0"]


def test_a_process_killed_while_it_installs_leaves_the_old_package_in_place(packages, tmp_path):
    packages.install(FRENCH)
    newer = write_archive(tmp_path / "new.argosmodel", members() | {f"{ROOT}/README.md": b"new"})
    child = os.fork()
    if child == 0:
        installation.move_into_place = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        packages.install(newer)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert [name for name in visible(packages) if name.startswith(".incoming")]
    assert len(packages.installed()) == 1

    packages.install(newer)

    assert visible(packages) == [ROOT]
    assert (packages.path / ROOT / "README.md").read_bytes() == b"new"
