import pytest

from service.store.database import Database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "gemello.sqlite"


@pytest.fixture
def database(path):
    database = Database(f"sqlite:///{path}", busy_seconds=0.2)
    database.upgrade()
    yield database
    database.close()
