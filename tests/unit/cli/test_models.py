"""`gemello models`, with the tiny packages in the place of the public ones, served by this machine."""

import hashlib
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from service.command import main
from tests.fixtures import FRENCH_FILE, PACKAGES, install_fixture_packages, write_pivot_packages
from tests.misbehaving import Behaviour, misbehaving_server

PIVOT = ["translate-de_en 1.3 + translate-en_fr 1.9", "translate-de_en 1.3 + translate-en_it 1.0"]
DIRECT = ["translate-de_fr 1.0", "translate-de_it 1.0"]


@pytest.fixture
def data(tmp_path):
    """A data directory with the two direct packages."""
    install_fixture_packages(tmp_path / "data" / "packages")
    return tmp_path / "data"


@pytest.fixture
def run(data, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"GEMELLO_DATA_DIR": str(data)})
    return lambda *arguments, **options: runner.invoke(main, arguments, **options)


@contextmanager
def package_server(data, behaviours=()):
    """The three pivot packages behind addresses of their own, in the data directory's catalogue."""
    files = write_pivot_packages(data)
    behaviours = [*behaviours, *(Behaviour(file.read_bytes()) for file in files[len(behaviours) :])]
    entries = []
    servers = [misbehaving_server(behaviour) for behaviour in behaviours]
    addresses = [server.__enter__() for server in servers]
    for file, address in zip(files, addresses, strict=True):
        name, _, version = file.stem.rpartition("-")
        entries.append(write_entry(name, version.replace("_", "."), "quality", f"url = '{address}/{file.name}'", file))
    (data / "catalogue.toml").write_text("".join(entries), encoding="utf-8")
    try:
        yield behaviours
    finally:
        for server in servers:
            server.__exit__(None, None, None)


def write_entry(name, version, group, place, file):
    body = file.read_bytes()
    return (
        f"[[package]]\nname = '{name}'\nversion = '{version}'\ngroup = '{group}'\nlicence = 'CC0-1.0'\n{place}\n"
        f"bytes = {len(body)}\nsha256 = '{hashlib.sha256(body).hexdigest()}'\n\n"
    )


def routes(result):
    """The packages of the routes a command told, French first."""
    lines = [line for line in result.stderr.splitlines() if line.startswith("Route ")]
    return [line.partition(": ")[2].rpartition(" (")[0] for line in lines]


def listed(result, name):
    return next(line.split("\t") for line in result.stdout.splitlines() if line.startswith(f"{name}\t"))


def test_one_command_fetches_the_quality_packages_and_translates_with_them(run, data):
    with package_server(data):
        assert routes(run("models", "list")) == DIRECT
        pulled = run("models", "pull", "quality")
        assert pulled.exit_code == 0, pulled.output
        assert routes(pulled) == routes(run("models", "list")) == PIVOT
    assert not list((data / "downloads").glob("translate*"))
    article = "Der Gemeinderat tagt am Montag im Rathaus.\n"
    assert '"translate-en_fr"' in run("translate", "-", "--to", "fr", "--report", input=article).stderr


def test_pulling_again_fetches_nothing(run, data):
    with package_server(data) as behaviours:
        run("models", "pull", "quality")
        asked = [len(behaviour.seen) for behaviour in behaviours]
        assert run("models", "pull", "quality").exit_code == 0
        assert [len(behaviour.seen) for behaviour in behaviours] == asked == [1, 1, 1]


def test_the_list_tells_state_group_licence_and_size(run, data):
    with package_server(data):
        assert listed(run("models", "list"), "translate-de_en")[2:6] == ["de→en", "available", "quality", "CC0-1.0"]
        run("models", "pull", "quality")
        result = run("models", "list")
    assert listed(result, "translate-de_en")[2:6] == ["de→en", "in use: fr,it", "quality", "CC0-1.0"]
    assert listed(result, "translate-de_fr")[2:6] == ["de→fr", "installed", "-", "-"]
    assert float(listed(result, "translate-de_en")[6]) > 0
    assert "(chosen: quality)" in result.stderr


def test_what_was_chosen_can_be_changed_and_forgotten(run, data):
    with package_server(data):
        run("models", "pull", "quality")
        assert routes(run("models", "use", "auto")) == DIRECT
        assert routes(run("models", "use", "quality")) == PIVOT
        french = run("models", "use", "translate-de_fr")
        assert routes(french) == DIRECT
        reasons = [line.rpartition("(")[2] for line in french.stderr.splitlines() if line.startswith("Route ")]
        assert reasons[0] == "chosen: translate-de_fr)"
        assert reasons[1].startswith("the choice translate-de_fr does not lead here")
        refused = run("models", "remove", "translate-de_fr")
        assert (refused.exit_code, "is in use" in refused.stderr) == (1, True)


def test_the_setting_overrules_the_choice_and_the_list_says_so(run, data):
    with package_server(data):
        run("models", "pull", "quality")
        overruled = run("models", "list", env={"GEMELLO_ROUTE": "direct"})
    assert routes(overruled) == DIRECT
    assert "setting GEMELLO_ROUTE=direct, which overrules the choice quality" in overruled.stderr


def test_a_pull_of_one_package_leaves_the_route_as_it_is(run, data):
    with package_server(data):
        assert run("models", "pull", "translate-de_en").exit_code == 0
        assert routes(run("models", "list")) == DIRECT


@pytest.mark.parametrize(
    ("last", "problem"),
    [
        (Behaviour(b"", statuses=[403]), "answered 403"),
        (Behaviour(b"<html>", media_type="text/html"), "web page"),
        (Behaviour(b"other bytes"), "are pinned"),
    ],
    ids=["refused", "a web page", "another file"],
)
def test_a_pull_that_fails_at_any_package_leaves_the_route_as_it_is(run, data, last, problem):
    whole = [Behaviour(file.read_bytes()) for file in write_pivot_packages(data)[:2]]
    with package_server(data, [*whole, last]):
        failed = run("models", "pull", "quality")
        assert (failed.exit_code, problem in failed.stderr) == (1, True)
        assert "Traceback" not in failed.output
        assert routes(run("models", "list")) == DIRECT
        refused = run("models", "use", "quality")
        assert (refused.exit_code, "models pull quality" in refused.stderr) == (1, True)


def test_the_starter_packages_are_pulled_from_this_machine(run, tmp_path):
    home = {"GEMELLO_DATA_DIR": str(tmp_path / "fresh")}
    pulled = run("models", "pull", "starter", env=home)
    assert pulled.exit_code == 0, pulled.output
    assert routes(pulled) == ["translate-de_fr 0.5", "translate-de_it 0.5"]


def test_a_package_of_the_city_comes_from_a_file_beside_its_own_catalogue(run, tmp_path, data):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "city.toml").write_text(
        write_entry("translate-de_fr", "1.0", "city", f"file = '{FRENCH_FILE}'", FRENCH_FILE), encoding="utf-8"
    )
    home = {"GEMELLO_CATALOGUE": str(shelf), "GEMELLO_DATA_DIR": str(tmp_path / "fresh")}
    assert "(chosen: city)" in run("models", "pull", "city", env=home).stderr
    assert listed(run("models", "list", env=home), "translate-de_fr")[3:6] == ["in use: fr", "city", "CC0-1.0"]


def test_a_file_of_the_catalogue_that_is_not_there_is_named(run, tmp_path):
    entry = write_entry("translate-de_fr", "1.0", "city", "file = 'gone.argosmodel'", FRENCH_FILE)
    (tmp_path / "own.toml").write_text(entry, encoding="utf-8")
    gone = run("models", "pull", "city", "--catalogue", "own.toml")
    assert (gone.exit_code, "gone.argosmodel" in gone.stderr) == (1, True)


def pull_in_a_process(data):
    command = [sys.executable, "-m", "service.command", "models", "pull", "quality"]
    environment = {"GEMELLO_DATA_DIR": str(data), "PATH": "/usr/bin:/bin"}
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's background job ignores it, and so would its child
    try:
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_pull_goes_on_where_it_was(run, data, end):
    reached, free = threading.Event(), threading.Event()
    body = write_pivot_packages(data)[0].read_bytes()
    slow = Behaviour(body, pause=lambda: (reached.set(), free.wait(30)))
    with package_server(data, [slow]):
        pulling = pull_in_a_process(data)
        assert reached.wait(30)
        (part,) = wait_for_part(data)
        second = run("models", "pull", "quality")
        pulling.send_signal(end)
        _, told = pulling.communicate(timeout=30)
        free.set()
        assert pulling.returncode != 0
        assert "Traceback" not in told
        assert (second.exit_code, "another `gemello models pull`" in second.stderr) == (1, True)
        assert routes(run("models", "list")) == DIRECT

        slow.pause = lambda: None
        assert routes(run("models", "pull", "quality")) == PIVOT
        assert slow.seen[-1]["Range"] == f"bytes={part}-"


def wait_for_part(data):
    """The sizes of the parts that have come, once there are some and they grow no more."""
    sizes = []
    for _ in range(300):
        before, sizes = sizes, [part.stat().st_size for part in (data / "downloads").glob("*.part")]
        if sizes and sizes == before and sizes[0]:
            return sizes
        time.sleep(0.1)
    raise AssertionError("nothing came")


def test_an_exported_package_can_be_imported_on_another_machine(run, tmp_path):
    exported = run("models", "export", "translate-de_it")
    (file,) = tmp_path.glob("*.argosmodel")
    assert exported.stdout.split() == [hashlib.sha256(file.read_bytes()).hexdigest(), file.name]
    other = {"GEMELLO_DATA_DIR": str(tmp_path / "other")}
    run("models", "import", str(file), env=other)
    here, there = (listed(run("models", "list", **where), "translate-de_it") for where in ({}, {"env": other}))
    assert (here[1], here[7]) == (there[1], there[7])
    assert run("models", "export", "translate-de_es").exit_code == 1


def test_a_file_that_differs_from_the_sums_beside_it_is_refused(run, tmp_path):
    (package,) = PACKAGES.glob("*de_fr*")
    (tmp_path / package.name).write_bytes(package.read_bytes())
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {package.name}\n")
    home = {"GEMELLO_DATA_DIR": str(tmp_path / "fresh")}
    refused = run("models", "import", package.name, env=home)
    assert (refused.exit_code, "sha256" in refused.stderr) == (1, True)
    assert "installed" not in run("models", "list", env=home).stdout


def test_the_doctor_tells_the_routes_and_names_a_chosen_package_that_is_gone(run, data):
    run("database", "upgrade")
    with package_server(data):
        run("models", "pull", "quality")
    told = run("doctor").stdout
    assert f"routes\tok\tRoute de→fr: {PIVOT[0]} (chosen: quality)" in told
    for path in sorted((data / "packages" / "translate-en_it-1_0").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (data / "packages" / "translate-en_it-1_0").rmdir()
    unwell = run("doctor")
    assert (unwell.exit_code, "translate-en_it-1_0: was chosen" in unwell.stdout) == (1, True)
