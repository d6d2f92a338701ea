"""The tables of the store over a new database of each kind, with a clock that tests set."""

from datetime import UTC, datetime, timedelta

import pytest

from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.database import Database
from service.store.tokens import Tokens
from tests.postgresql import Postgres


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


@pytest.fixture(scope="session")
def postgres():
    with Postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def database(request, tmp_path):
    sqlite = request.param == "sqlite"
    database = Database(
        f"sqlite:///{tmp_path / 'gemello.sqlite'}" if sqlite else request.getfixturevalue("postgres").create()
    )
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
