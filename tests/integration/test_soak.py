"""The soak of benchmarks/soak.py, scaled down: a served Gemello stays as it is, and its process can be replaced under load."""

import itertools
import random
from pathlib import Path

import pytest

from benchmarks.soak import recycle, soak
from tests.fixtures import install_fixture_packages
from tests.fixtures.world import draw_sentence, read_world
from tests.integration.serving import Served

pytestmark = [pytest.mark.service, pytest.mark.timeout(900)]

WORLD = Path(__file__).parents[1] / "fixtures" / "small_world.txt"


def make_texts(seed):
    """Sentences of the small world, none twice."""
    rng, world = random.Random(seed), read_world(WORLD)
    seen = set()
    while True:
        text = f"{draw_sentence(world, rng).text(0)} {draw_sentence(world, rng).text(0)}\n"
        if text not in seen:
            seen.add(text)
            yield text


@pytest.fixture
def gemello(tmp_path):
    install_fixture_packages(tmp_path / "packages")
    with Served(tmp_path) as served:
        yield served


def test_memory_and_threads_are_the_same_after_three_hundred_calls_as_after_a_hundred(gemello):
    _, first, last = soak(gemello, 300, make_texts(1))

    assert (first.calls, last.calls) == (100, 300)
    assert sum(gemello.decoded().values()) >= 300  # no cache answered
    assert last.megabytes < first.megabytes + 10
    assert last.threads <= first.threads + 1


def test_a_process_that_is_reloaded_ended_or_killed_under_load_is_replaced_and_no_article_is_lost(gemello):
    taken = recycle(gemello, 3, itertools.islice(make_texts(2), 100_000))

    assert [turn for turn, _ in taken] == ["HUP", "TERM", "KILL"]
