import hashlib
import resource
from dataclasses import replace

import pytest

from service.domain.errors import PackageError
from service.engine.catalogue import CatalogueEntry
from service.engine.download import download
from tests.misbehaving import Behaviour, misbehaving_server

BODY = bytes(range(256)) * 2000


def fetch(tmp_path, behaviour, **changes):
    steps = []
    with misbehaving_server(behaviour) as address:
        sha256 = hashlib.sha256(BODY).hexdigest()
        entry = CatalogueEntry("translate-de_fr", "1.0", "test", "CC0-1.0", len(BODY), sha256, f"{address}/file")
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
        fetch(tmp_path, Behaviour(BODY * 3, length=False))
    assert not list(tmp_path.glob("translate*"))


@pytest.mark.parametrize("body", [BODY[:-1], BODY + b"x"], ids=["smaller", "larger"])
def test_another_size_than_the_pinned_is_refused_before_anything_comes(tmp_path, body):
    behaviour = Behaviour(body)
    with pytest.raises(PackageError, match=rf"has {len(body):,} bytes, {len(BODY):,} are pinned"):
        fetch(tmp_path, behaviour)
    assert len(behaviour.seen) == 1
    assert not list(tmp_path.glob("translate*"))


def test_a_redirect_is_followed(tmp_path):
    assert fetch(tmp_path, Behaviour(BODY, moved="/there"))[0].read_bytes() == BODY


def test_a_redirect_to_a_web_page_is_told_with_the_address_of_the_page(tmp_path):
    behaviour = Behaviour(b"<html>Please sign in", moved="/login", media_type="text/html; charset=utf-8")
    with pytest.raises(PackageError, match=r"led to a web page at http://127\.0\.0\.1:\d+/login.*models import"):
        fetch(tmp_path, behaviour)
    assert not list(tmp_path.glob("translate*"))


def test_a_part_that_begins_elsewhere_is_refused_and_what_came_before_is_kept(tmp_path):
    with pytest.raises(PackageError, match=r"asked for bytes from 1000 and sent '1007-"):
        fetch(tmp_path, Behaviour(BODY, cuts=[1000, None], shifted=7))
    assert (tmp_path / "translate-de_fr-1_0.argosmodel.part").stat().st_size == 1000


def test_a_server_that_is_not_there_is_named_after_all_tries(tmp_path):
    with misbehaving_server(Behaviour(BODY)) as gone:
        pass
    with pytest.raises(PackageError, match=rf"{gone}/file broke 5 times"):
        fetch(tmp_path, Behaviour(BODY), url=f"{gone}/file")


def test_a_file_longer_than_the_disk_allows_is_told_and_goes_on_when_there_is_room(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(PackageError, match=r"cannot be written below .* \(File too large\)"):
            fetch(tmp_path, Behaviour(BODY))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "translate-de_fr-1_0.argosmodel.part").stat().st_size <= 100_000
    assert fetch(tmp_path, Behaviour(BODY))[0].read_bytes() == BODY


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    behaviour = Behaviour(BODY)
    with pytest.raises(PackageError, match="cannot be written below"):
        fetch(tmp_path / "file" / "downloads", behaviour)
    assert behaviour.seen == []


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
