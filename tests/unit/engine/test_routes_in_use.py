"""Packages that come, go and are chosen while an engine runs, and the routes it takes then."""

import shutil
import weakref

import pytest

from benchmarks.marked import mark
from service.domain.content import Content
from service.domain.errors import PackageError
from service.domain.language import Language
from service.domain.translation import Request
from service.engine import installation
from service.engine.choice import Choice
from service.engine.engine import Engine, EngineOptions
from service.engine.model import load_model
from service.engine.packages import PackageDirectory
from service.engine.route import Preference
from tests.fixtures import (
    FRENCH_FILE,
    ROOT,
    install_fixture_packages,
    members,
    renamed,
    write_archive,
    write_pivot_packages,
)
from tests.unit.engine.asking import COUNCIL, FRENCH, ITALIAN, ask, texts


def test_a_corrupt_package_directory_stops_the_opening_with_its_name(tmp_path):
    install_fixture_packages(tmp_path)
    (tmp_path / "translate-de_fr-1_0" / "sentencepiece.model").unlink()

    with pytest.raises(PackageError, match="translate-de_fr-1_0"):
        Engine(PackageDirectory(tmp_path)).open()


@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_cannot_be_loaded_is_named(tmp_path, file):
    install_fixture_packages(tmp_path)
    (tmp_path / "translate-de_fr-1_0" / file).write_bytes(b"rubbish")

    with pytest.raises(PackageError, match="translate-de_fr-1_0"):
        Engine(PackageDirectory(tmp_path)).check()


def test_a_package_installed_later_is_used_without_reopening(tmp_path):
    packages = PackageDirectory(tmp_path)
    engine = Engine(packages)
    assert engine.languages() == frozenset()

    packages.install(FRENCH_FILE)

    assert engine.languages() == {FRENCH}
    assert texts(engine, ask(COUNCIL)) == ["Le conseil municipal se réunit lundi à la mairie."]


def route_of(engine: Engine, target: Language = FRENCH) -> list[str]:
    return [f"{package.name} {package.version}" for package in engine.signature(target).packages]


def test_a_choice_switches_the_route_and_switches_it_back(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    engine = Engine(packages)
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    assert route_of(engine) == ["translate-de_fr 1.0"]

    packages.choose(Choice("quality", ("translate-de_en-1_3", "translate-en_fr-1_9", "translate-en_it-1_0")))
    assert route_of(engine) == ["translate-de_en 1.3", "translate-en_fr 1.9"]
    assert route_of(engine, ITALIAN) == ["translate-de_en 1.3", "translate-en_it 1.0"]
    assert engine.translate([ask(COUNCIL)])[0].decodes == 2

    packages.choose(Choice())
    assert route_of(engine) == ["translate-de_fr 1.0"]


@pytest.mark.parametrize(("preference", "legs"), [(Preference.DIRECT, 1), (Preference.PIVOT, 2)])
def test_a_preference_of_the_options_overrules_the_choice(tmp_path, preference, legs):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    chosen = ["translate-de_en-1_3", "translate-en_fr-1_9"] if legs == 1 else ["translate-de_fr-1_0"]
    packages.choose(Choice("other", tuple(chosen)))

    assert len(route_of(Engine(packages, EngineOptions(preference=preference)))) == legs


def test_through_a_pivot_the_last_leg_begins_with_the_words_given(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path / "packages"))
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    engine = Engine(packages, EngineOptions(preference=Preference.PIVOT))

    [draft] = engine.translate([Request(Content(COUNCIL), FRENCH, opening="L’entrée")])

    assert (draft.content.text.startswith("L’entrée"), draft.decodes) == (True, 2)


def test_a_pinned_engine_stays_with_its_packages_even_when_they_are_replaced_and_removed(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    packages.install(FRENCH_FILE)
    engine = Engine(packages)
    engine.warm_up()
    pinned, before = engine.pinned(), engine.signature(FRENCH)

    packages.install(write_archive(tmp_path / "new.argosmodel", renamed(members(), package_version="2.0")))
    packages.remove("translate-de_fr-1_0")

    assert (pinned.signature(FRENCH), route_of(engine)) == (before, ["translate-de_fr 2.0"])
    assert texts(pinned, ask(COUNCIL)) == texts(engine, ask(COUNCIL))
    assert pinned.pinned() is pinned


def test_models_of_a_route_that_is_gone_leave_the_memory_when_nobody_translates_with_them_any_more(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    packages.install(FRENCH_FILE)
    alive = weakref.WeakSet()

    def load(package):
        model = load_model(package, EngineOptions().decoding, 1, 1, 512)
        alive.add(model)
        return model

    engine = Engine(packages, load=load)
    engine.warm_up()
    pinned = engine.pinned()
    vocabulary = members()[f"{ROOT}/sentencepiece.model"]
    packages.install(
        write_archive(  # other bytes in the tokenizer that change nothing: an unknown field at the end
            tmp_path / "new.argosmodel",
            renamed(members(), package_version="2.0") | {f"{ROOT}/sentencepiece.model": vocabulary + b"\xc2\x3e\x01x"},
        )
    )
    engine.warm_up()
    assert len(alive) == 2
    pinned.warm_up()
    engine.languages()
    del pinned  # and no waiting for the collector of cycles, which does not know how large a model is
    assert len(alive) == 1


def test_a_package_that_is_not_whole_does_not_disturb_an_engine_that_runs(tmp_path, logs):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    engine = Engine(packages)
    engine.warm_up()

    (tmp_path / "translate-de_en-9_0").mkdir()

    assert texts(engine, ask(COUNCIL)) == ["Le conseil municipal se réunit lundi à la mairie."]
    assert "translate-de_en-9_0" in logs()
    with pytest.raises(PackageError, match="translate-de_en-9_0"):
        Engine(packages).open()


def test_a_chosen_package_that_is_missing_stops_the_opening_with_its_name(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    packages.choose(Choice("starter", ("translate-de_fr-1_0",)))
    shutil.rmtree(tmp_path / "translate-de_fr-1_0")

    with pytest.raises(PackageError, match=r"translate-de_fr-1_0.*models use starter"):
        Engine(packages).open()


def test_while_a_package_is_put_in_place_the_routes_of_before_are_used(tmp_path):
    packages = PackageDirectory(install_fixture_packages(tmp_path))
    engine = Engine(packages)
    assert engine.languages() == {FRENCH, ITALIAN}

    with installation.locked(tmp_path, "new"):
        (tmp_path / "translate-de_fr-1_0").rename(tmp_path / ".outgoing")
        assert engine.languages() == {FRENCH, ITALIAN}

    assert engine.languages() == {ITALIAN}


def test_without_a_direct_package_two_legs_are_run_and_counted(tmp_path):
    packages = PackageDirectory(tmp_path / "packages")
    for file in write_pivot_packages(tmp_path):
        packages.install(file)
    engine = Engine(packages)

    [draft] = engine.translate([Request(mark("Der <b>Gemeinderat</b> tagt in Montbéliard."), FRENCH)])

    assert [package.name for package in engine.signature(FRENCH).packages] == ["translate-de_en", "translate-en_fr"]
    assert draft.decodes == 2
    assert len(draft.content.codes) == 2
