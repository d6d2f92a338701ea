"""Installing, verifying and removing real Argos packages, and refusing damaged ones."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import PackageError
from service.engine import installation
from service.engine.checksum import hash_file
from service.engine.choice import Choice
from service.engine.export import export_package
from service.engine.packages import PackageDirectory
from tests.fixtures import FRENCH_FILE as FRENCH
from tests.fixtures import PACKAGES, ROOT, members, renamed, write_archive

ITALIAN = PACKAGES / "translate-de_it-1_0.argosmodel"


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


def test_a_chosen_package_is_not_removed(packages):
    packages.install(FRENCH)
    packages.install(ITALIAN)
    packages.choose(Choice("starter", (ROOT,)))

    with pytest.raises(PackageError, match=r"in use.*gemello models use auto"):
        packages.remove("translate-de_fr")
    packages.remove("translate-de_it")
    packages.choose(Choice())
    packages.remove("translate-de_fr")
    assert packages.installed() == []


def test_a_package_that_is_not_there_cannot_be_chosen(packages):
    packages.install(FRENCH)
    with pytest.raises(PackageError, match="translate-de_en-1_3"):
        packages.choose(Choice("quality", ("translate-de_en-1_3",)))
    assert packages.choice() == Choice()


@pytest.mark.parametrize("text", ["name = ", "name = 3\npackages = []", 'name = "x"', 'name = "x"\npackages = [1]'])
def test_a_note_of_the_choice_that_cannot_be_read_is_named(packages, text):
    packages.install(FRENCH)
    (packages.path / "route.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match=r"route\.toml"):
        packages.choice()


def test_a_choice_is_read_as_it_was_written(packages):
    packages.install(FRENCH)
    packages.choose(Choice('q"u\n', (ROOT,)))
    assert PackageDirectory(packages.path).choice() == Choice('q"u\n', (ROOT,))


def test_a_package_is_found_by_the_file_it_came_from_until_it_changes(packages):
    packages.install(FRENCH)
    assert packages.find(hash_file(FRENCH)).directory.name == ROOT
    assert packages.find("0" * 64) is None
    (packages.path / ROOT / "README.md").write_text("changed")
    assert packages.find(hash_file(FRENCH)) is None


STOCK = """
import sys, types
from pathlib import Path
for name in ("stanza", "spacy", "minisbd"):  # its sentence splitters, which the lean install leaves out
    sys.modules[name] = types.ModuleType(name)
sys.modules["minisbd"].SBDetect, sys.modules["minisbd"].models = None, types.SimpleNamespace()
from argostranslate import package
package.install_from_path(Path(sys.argv[1]))
(installed,) = package.get_installed_packages()
print(installed.from_code, installed.to_code, installed.package_version, installed.target_prefix)
"""


def test_stock_argostranslate_installs_what_export_writes(packages, tmp_path):
    packages.install(FRENCH)
    file = tmp_path / "translate-de_fr-1_0.argosmodel"
    export_package(packages.path / ROOT, file)

    environment = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", STOCK, str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["de", "fr", "1.0", "<2fr>"], done.stderr
    assert set(members(file)) == {name for name in members() if not name.endswith("/")}
