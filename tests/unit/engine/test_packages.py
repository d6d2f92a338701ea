"""Installing, verifying and removing real Argos packages, and refusing damaged ones."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from service.domain.errors import PackageError
from service.engine.checksum import hash_file
from service.engine.choice import Choice
from service.engine.export import export_package
from service.engine.packages import PackageDirectory
from tests.fixtures import FRENCH_FILE as FRENCH
from tests.fixtures import PACKAGES, ROOT, members, write_archive

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
