"""The tables of the store over a new database, with a clock that tests set."""

from datetime import UTC, datetime, timedelta

import pytest

from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.database import Database
from service.store.tokens import Tokens


class Clock:
    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **period):
        self.now += timedelta(**period)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'gemello.sqlite'}")
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def articles(database, clock):
    return Articles(database, clock)


@pytest.fixture
def cache(database, clock):
    return SegmentCacheTable(database, clock)


@pytest.fixture
def tokens(database, clock):
    return Tokens(database, clock)
