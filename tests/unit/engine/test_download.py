import hashlib
from dataclasses import replace

import pytest

from service.domain.errors import PackageError
from service.engine.catalogue import CatalogueEntry, choose_entries, read_catalogue
from service.engine.download import download
from tests.misbehaving import Behaviour, misbehaving_server

BODY = bytes(range(256)) * 2000


def fetch(tmp_path, behaviour, **changes):
    steps = []
    with misbehaving_server(behaviour) as address:
        sha256 = hashlib.sha256(BODY).hexdigest()
        entry = CatalogueEntry("translate-de_fr", "1.0", "test", f"{address}/file", len(BODY), sha256)
        place = download(replace(entry, **changes), tmp_path, lambda *step: steps.append(step), pause=0.01)
    return place, steps


def test_a_file_comes_whole_with_progress_and_an_honest_user_agent(tmp_path):
    behaviour = Behaviour(BODY)
    place, steps = fetch(tmp_path, behaviour)
    assert place.read_bytes() == BODY
    assert steps[-1] == (len(BODY), len(BODY))
    assert behaviour.seen[0]["User-Agent"].startswith("Gemello/")


def test_a_cut_connection_is_resumed_where_it_broke(tmp_path):
    behaviour = Behaviour(BODY, cuts=[100_000, 50_000, None])
    place, _ = fetch(tmp_path, behaviour)
    assert place.read_bytes() == BODY
    assert [headers.get("Range") for headers in behaviour.seen] == [None, "bytes=100000-", "bytes=150000-"]


def test_a_cut_without_a_told_length_is_noticed(tmp_path):
    place, _ = fetch(tmp_path, Behaviour(BODY, cuts=[1000, None], length=False))
    assert place.read_bytes() == BODY


def test_a_server_that_ignores_range_is_read_from_the_start(tmp_path):
    place, _ = fetch(tmp_path, Behaviour(BODY, cuts=[100_000, None], ranges=False))
    assert place.read_bytes() == BODY


def test_a_connection_that_keeps_breaking_leaves_what_came_for_the_next_run(tmp_path):
    with pytest.raises(PackageError, match="run the same command again"):
        fetch(tmp_path, Behaviour(BODY, cuts=[1000, 1000, 1000, 1000, 1000]))
    assert (tmp_path / "translate-de_fr-1_0.argosmodel.part").stat().st_size == 5000
    behaviour = Behaviour(BODY)
    assert fetch(tmp_path, behaviour)[0].read_bytes() == BODY
    assert behaviour.seen[0]["Range"] == "bytes=5000-"


def test_a_busy_server_is_asked_again(tmp_path):
    assert fetch(tmp_path, Behaviour(BODY, statuses=[503, 429, 200]))[0].read_bytes() == BODY


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_is_told_with_the_other_way_in(tmp_path, status):
    with pytest.raises(PackageError, match=rf"answered {status}.*models import"):
        fetch(tmp_path, Behaviour(BODY, statuses=[status]))


def test_other_bytes_than_the_pinned_are_thrown_away(tmp_path):
    with pytest.raises(PackageError, match="sha256"):
        fetch(tmp_path, Behaviour(BODY[::-1]))
    assert not list(tmp_path.glob("translate*"))


def test_more_bytes_than_the_pinned_are_refused_while_they_come(tmp_path):
    with pytest.raises(PackageError, match="more than"):
        fetch(tmp_path, Behaviour(BODY * 3))
    assert not list(tmp_path.glob("translate*"))


def test_too_little_room_is_told_before_anything_is_fetched(tmp_path):
    behaviour = Behaviour(BODY)
    with pytest.raises(PackageError, match="are free"):
        fetch(tmp_path, behaviour, bytes=1 << 60)
    assert behaviour.seen == []


def test_a_file_that_is_there_is_not_fetched_again(tmp_path):
    fetch(tmp_path, Behaviour(BODY))
    behaviour = Behaviour(BODY)
    fetch(tmp_path, behaviour)
    assert behaviour.seen == []


def test_two_fetches_of_one_file_at_once_are_one_too_many(tmp_path):
    class Slow(Behaviour):
        def next(self, entries):
            with pytest.raises(PackageError, match="another process"):
                fetch(tmp_path, Behaviour(BODY))
            return super().next(entries)

    assert fetch(tmp_path, Slow(BODY))[0].read_bytes() == BODY


def test_the_shipped_catalogue_pins_the_three_public_packages():
    entries = choose_entries(read_catalogue(), ("quality",))
    assert [(entry.file_name, entry.bytes) for entry in entries] == [
        ("translate-de_en-1_3.argosmodel", 150512831),
        ("translate-en_fr-1_9.argosmodel", 65472327),
        ("translate-en_it-1_0.argosmodel", 87660780),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[[package]]\nname = 'x'\n",
        "package = 3 =",
        "[[package]]\nname='x'\nversion='1'\ngroup='g'\nurl='file:///x'\nbytes=1\nsha256='0'\n",
    ],
)
def test_a_malformed_catalogue_is_refused(tmp_path, text):
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match=r"entry|catalogue"):
        read_catalogue(tmp_path / "catalogue.toml")


def test_a_name_the_catalogue_does_not_know_is_refused_with_those_it_knows():
    with pytest.raises(PackageError, match="quality, translate-de_en"):
        choose_entries(read_catalogue(), ("translate-de_es",))
