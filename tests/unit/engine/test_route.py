"""Which packages are taken."""

from pathlib import Path

import pytest

from service.domain.errors import NoRoute
from service.domain.language import Language
from service.domain.signature import PackageIdentity
from service.engine.packages import InstalledPackage
from service.engine.route import Preference, find_route

GERMAN, FRENCH, ENGLISH = Language.GERMAN, Language.FRENCH, Language.ENGLISH


def package(source: Language, target: Language, version: str = "1.0", directory: str = "") -> InstalledPackage:
    name = f"translate-{source}_{target}"
    return InstalledPackage(PackageIdentity(name, version, "0"), Path(directory or name), source, target, "", name)


def test_the_direct_package_wins_over_the_pivot():
    direct = package(GERMAN, FRENCH)

    assert find_route([package(GERMAN, ENGLISH), package(ENGLISH, FRENCH), direct], GERMAN, FRENCH) == (direct,)


def test_the_pivot_wins_where_it_is_preferred_and_whole():
    direct, legs = package(GERMAN, FRENCH), (package(GERMAN, ENGLISH), package(ENGLISH, FRENCH))

    assert find_route([direct, *legs], GERMAN, FRENCH, Preference.PIVOT) == legs
    assert find_route([direct, legs[0]], GERMAN, FRENCH, Preference.PIVOT) == (direct,)


def test_without_a_direct_package_the_route_leads_through_english():
    legs = (package(GERMAN, ENGLISH), package(ENGLISH, FRENCH))

    assert find_route(legs, GERMAN, FRENCH) == legs


def test_of_two_packages_for_one_pair_the_newer_wins():
    newer = package(GERMAN, FRENCH, "1.10")

    assert find_route([newer, package(GERMAN, FRENCH, "1.9")], GERMAN, FRENCH) == (newer,)


def test_half_a_pivot_is_no_route():
    with pytest.raises(NoRoute):
        find_route([package(GERMAN, ENGLISH)], GERMAN, FRENCH)


def test_a_route_of_chosen_packages_alone_wins_over_the_direct_one():
    direct, legs = package(GERMAN, FRENCH), (package(GERMAN, ENGLISH), package(ENGLISH, FRENCH))
    chosen = [each.directory.name for each in legs]

    assert find_route([direct, *legs], GERMAN, FRENCH, chosen=chosen) == legs
    assert find_route([direct, *legs], GERMAN, FRENCH, chosen=chosen[:1]) == (direct,)


def test_a_chosen_package_wins_over_a_newer_one_of_the_same_pair():
    newer, older = package(GERMAN, FRENCH, "2.0"), package(GERMAN, FRENCH, "1.0", "old")

    assert find_route([newer, older], GERMAN, FRENCH, chosen=["old"]) == (older,)
