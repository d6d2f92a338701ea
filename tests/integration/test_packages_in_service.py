"""A served Gemello while its packages change under it."""

import shutil
import subprocess
import sys

import pytest

from tests.fixtures import FRENCH_FILE, install_fixture_packages, members, renamed, write_archive, write_pivot_packages
from tests.integration.serving import Served

pytestmark = [pytest.mark.service, pytest.mark.timeout(180)]

ARTICLE = "Der Gemeinderat tagt am Montag im Rathaus. Der Eintritt ist frei {}.\n"


@pytest.fixture
def directory(tmp_path):
    install_fixture_packages(tmp_path / "packages")
    return tmp_path


def models(gemello, *arguments):
    command = [sys.executable, "-m", "service.command", "models", *map(str, arguments)]
    return subprocess.run(command, env=gemello.environment, capture_output=True, text=True, check=False)


def packages_of(gemello, number):
    """The packages that translated a new article into French."""
    posted = gemello.post(ARTICLE.format("I" * number), query="?wait=60")
    place = posted.json["translations"]["fr"]["href"]
    report = gemello.request("GET", place, Accept="application/json").json["report"]
    return [f"{each['package']} {each['version']}" for each in report["packages"]]


def test_bad_files_do_not_disturb_a_service_and_good_ones_are_taken_up_without_a_restart(directory, tmp_path):
    broken = tmp_path / "broken.argosmodel"
    broken.write_bytes(FRENCH_FILE.read_bytes()[:-50_000])
    foreign = write_archive(tmp_path / "foreign.argosmodel", renamed(members(), package_version="1.0/../../evil"))
    newer = write_archive(tmp_path / "newer.argosmodel", renamed(members(), package_version="2.0"))
    with Served(directory) as gemello:
        assert packages_of(gemello, 1) == ["translate-de_fr 1.0"]
        for file in (broken, foreign):
            assert models(gemello, "import", file).returncode == 1
            assert packages_of(gemello, 2) == ["translate-de_fr 1.0"]

        assert models(gemello, "import", newer).returncode == 0
        assert packages_of(gemello, 3) == ["translate-de_fr 2.0"]
        assert gemello.request("GET", "/api/v1/about").json["routes"]["fr"][0]["version"] == "2.0"

        (directory / "packages" / "translate-de_fr-3_0").mkdir()
        assert packages_of(gemello, 4) == ["translate-de_fr 2.0"]
        assert "packages.refused" in gemello.output


def test_a_choice_is_followed_without_a_restart(directory, tmp_path):
    with Served(directory) as gemello:
        assert models(gemello, "import", *write_pivot_packages(tmp_path)).returncode == 0
        assert packages_of(gemello, 1) == ["translate-de_fr 1.0"]
        chosen = models(gemello, "use", "translate-de_en", "translate-en_fr", "translate-en_it")
        assert chosen.returncode == 0, chosen.stderr
        assert packages_of(gemello, 2) == ["translate-de_en 1.3", "translate-en_fr 1.9"]
        preference = gemello.request("GET", "/api/v1/about").json["preference"]
        assert preference["chosen"] == "translate-de_en translate-en_fr translate-en_it"
        assert models(gemello, "use", "auto").returncode == 0
        assert packages_of(gemello, 3) == ["translate-de_fr 1.0"]


def refused(directory):
    with pytest.raises(AssertionError, match="serve ended with") as caught, Served(directory):
        pass
    return str(caught.value)


def test_a_file_that_changed_since_the_install_is_a_refused_start_that_names_the_package(tmp_path):
    environment = Served(tmp_path)
    models(environment, "import", FRENCH_FILE)
    model = tmp_path / "packages" / "translate-de_fr-1_0" / "model" / "model.bin"
    data = bytearray(model.read_bytes())
    data[-1] ^= 1  # loads as well as before
    model.write_bytes(data)

    told = refused(tmp_path)

    assert "translate-de_fr-1_0" in told
    assert "changed since it was installed" in told


def test_a_chosen_package_that_is_gone_is_a_refused_start_that_names_it(directory, tmp_path):
    environment = Served(directory)
    models(environment, "use", "translate-de_it")
    shutil.rmtree(directory / "packages" / "translate-de_it-1_0")

    assert "translate-de_it-1_0: was chosen" in refused(directory)
