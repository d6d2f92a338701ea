"""What may be installed by name: the packages that ship and a city's own."""

import pytest

from service.domain.errors import PackageError
from service.engine.catalogue import PLACES, choose_entries, read_catalogue
from service.engine.checksum import hash_file

OWN = """[[package]]
name = "translate-de_fr"
version = "2.0"
group = "city"
licence = "CC0-1.0"
url = "https://packages.stadt.example/translate-de_fr-2_0.argosmodel"
bytes = 10
sha256 = "{sum}"
""".format(sum="a" * 64)


def own(tmp_path, text, name="own.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_the_shipped_catalogue_pins_the_three_public_packages():
    entries = choose_entries(read_catalogue(), ("quality",))
    assert [(entry.file_name, entry.bytes, bool(entry.licence)) for entry in entries] == [
        ("translate-de_en-1_3.argosmodel", 150512831, True),
        ("translate-en_fr-1_9.argosmodel", 65472327, True),
        ("translate-en_it-1_0.argosmodel", 87660780, True),
    ]


def test_the_starter_packages_of_the_catalogue_are_those_that_ship():
    entries = choose_entries(read_catalogue(), ("starter",))
    assert [(entry.file.name, entry.file.stat().st_size, hash_file(entry.file)) for entry in entries] == [
        (entry.file_name, entry.bytes, entry.sha256) for entry in entries
    ]
    assert sorted(PLACES[0].parent.glob("starter/*.argosmodel")) == [entry.file for entry in entries]


def test_a_city_s_own_packages_join_those_that_ship(tmp_path):
    shipped, joined = read_catalogue(), read_catalogue(own(tmp_path, OWN))
    assert joined[: len(shipped)] == shipped
    assert [(entry.group, entry.version) for entry in joined[len(shipped) :]] == [("city", "2.0")]


def test_a_directory_of_catalogues_is_read_in_the_order_of_names(tmp_path):
    own(tmp_path, OWN.replace("2.0", "3.0"), "b.toml")
    own(tmp_path, OWN, "a.toml")
    own(tmp_path, "no catalogue", "c.txt")
    assert [entry.version for entry in read_catalogue(tmp_path)[-2:]] == ["2.0", "3.0"]


def test_an_own_entry_of_a_shipped_version_takes_its_place_so_a_mirror_can_be_named(tmp_path):
    mirror = OWN.replace("de_fr", "de_en").replace("2.0", "1.3").replace("city", "quality")
    entries = choose_entries(read_catalogue(own(tmp_path, mirror)), ("quality",))
    assert [entry.url.split("/")[2] for entry in entries] == [
        "packages.stadt.example",
        "argos-net.com",
        "argos-net.com",
    ]


def test_a_file_lies_beside_its_catalogue(tmp_path):
    line = next(line for line in OWN.splitlines() if line.startswith("url"))
    (entry,) = read_catalogue(own(tmp_path, OWN.replace(line, 'file = "here/x.argosmodel"')))[-1:]
    assert entry.file == tmp_path / "here" / "x.argosmodel"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('name = "translate-de_fr"', "", "without a name"),
        ("bytes = 10", "bytes = 0", "malformed"),
        ("bytes = 10", 'bytes = "10"', "malformed"),
        ("aaaa", "AAAA", "malformed"),
        ("https://", "file://", "malformed"),
        ("https://", "ftp://", "malformed"),
        ('translate-de_fr"', '../translate"', "malformed"),
        ('"2.0"', '"2/../0"', "malformed"),
        ('"2.0"', "2.0", "malformed"),
        ("licence", "license", "exactly the keys"),
        ("url =", 'file = "x"\nurl =', "exactly the keys"),
        ("[[package]]", "[package]", r"\[\[package\]\]"),
        ("[[package]]", "package = 3 =", "cannot be read"),
        (OWN, OWN + OWN, "twice"),
    ],
)
def test_a_malformed_catalogue_is_refused_by_the_name_of_the_entry_or_file(tmp_path, before, after, problem):
    assert before in OWN
    with pytest.raises(PackageError, match=problem):
        read_catalogue(own(tmp_path, OWN.replace(before, after)))


def test_a_catalogue_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PackageError, match=r"none\.toml"):
        read_catalogue(tmp_path / "none.toml")


def test_a_name_the_catalogue_does_not_know_is_refused_with_those_it_knows():
    with pytest.raises(PackageError, match="quality, starter, translate-de_fr"):
        choose_entries(read_catalogue(), ("translate-de_es",))
