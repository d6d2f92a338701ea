"""A killed process, a full disk, a locked or lost file: nothing accepted is lost, and people are told what to do."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from service.domain.content import Content
from service.domain.errors import StoreUnavailable
from service.domain.language import TARGETS
from service.domain.records import TokenRole
from service.domain.translation import Draft
from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.database import Database
from service.store.tokens import Tokens
from tests.unit.store.samples import submission

KEEP_AND_TELL = """
import sys, time
from service.domain.content import Content
from service.domain.language import TARGETS
from service.domain.records import Submission
from service.domain.translation import Draft
from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.database import Database
database = Database(sys.argv[1])
SegmentCacheTable(database).keep({"k": Draft(Content("Salut"), -0.5)})
article, _ = Articles(database).submit(Submission(b"Kurz vor dem Stromausfall.", "text/plain", "f" * 64), TARGETS)
print(article.id, flush=True)
time.sleep(60)
"""


def test_what_was_accepted_survives_kill_9(database, path):
    arguments = [sys.executable, "-c", KEEP_AND_TELL, f"sqlite:///{path}"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        article = process.stdout.readline().strip()
        os.kill(process.pid, signal.SIGKILL)
    database.check()
    assert Articles(database).get(article).submission.source == b"Kurz vor dem Stromausfall."
    assert SegmentCacheTable(database).find(["k"]) == {"k": Draft(Content("Salut"), -0.5)}


WRITE_HALF_AND_TELL = """
import sys, time
from service.store.database import Database
with Database(sys.argv[1]).writing() as connection:
    connection.exec_driver_sql("DELETE FROM articles")
    print("deleted", flush=True)
    time.sleep(60)
"""


def test_a_transaction_killed_half_way_is_undone_and_locks_nobody_out(database, path):
    article, _ = Articles(database).submit(submission(), TARGETS)
    arguments = [sys.executable, "-c", WRITE_HALF_AND_TELL, f"sqlite:///{path}"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "deleted\n"
        os.kill(process.pid, signal.SIGKILL)
    assert Articles(database).get(article.id) == article
    Articles(database).submit(submission("Danach."), TARGETS)


def test_a_full_disk_is_told_and_loses_nothing(database, path):
    kept, _ = Articles(database).submit(submission(), TARGETS)
    database.close()
    with full_disk(database):
        with pytest.raises(StoreUnavailable, match="the disk is full"):
            Articles(database).submit(submission("x" * 1_000_000), TARGETS)
        assert Articles(database).get(kept.id) == kept
    database.close()
    database.check()
    assert [article.id for article in Articles(database).list()[0]] == [kept.id]
    Articles(database).submit(submission("x" * 1_000_000), TARGETS)


@contextmanager
def full_disk(database):
    """Within, the file may grow by no more than two pages."""

    def limit(connection, _record):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    engine = database.engine
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)


@pytest.fixture
def locked(database, path):  # through another connection, as another process would hold it
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_locked_database_is_told(database, locked):
    with pytest.raises(StoreUnavailable, match=r"is locked by another process\. Try again"):
        Articles(database).submit(submission(), TARGETS)


def test_a_locked_database_can_be_read(database, locked):
    assert Articles(database).list() == ([], None)


def test_a_lock_that_ends_in_time_is_waited_for(path, locked):
    patient = Database(f"sqlite:///{path}", busy_seconds=30)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(Articles(patient).submit, submission(), TARGETS)
        assert wait([waiting], timeout=0.2).not_done
        locked.execute("COMMIT")
        article, _ = waiting.result()
    assert Articles(patient).get(article.id) == article
    patient.close()


def test_writers_that_wait_too_long_for_each_other_are_told(database):
    with database.writing(), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(Articles(database).submit, submission(), TARGETS)
        with pytest.raises(StoreUnavailable, match=r"is busy writing\. Try again"):
            waiting.result()


def test_many_waiting_writers_keep_nobody_from_reading(path, database):
    patient = Database(f"sqlite:///{path}", busy_seconds=30)
    articles = Articles(patient)
    with ThreadPoolExecutor(20) as pool:
        with patient.writing():
            waiting = [pool.submit(articles.submit, submission(str(number)), TARGETS) for number in range(20)]
            assert wait(waiting, timeout=0.2).done == set()
            assert articles.list() == ([], None)
        assert all(each.result()[1] for each in waiting)
    patient.close()


def test_a_cached_draft_is_found_although_its_last_use_cannot_be_written(database, path):
    old = SegmentCacheTable(database, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    old.keep({"k": Draft(Content("Salut"), 0.0)})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert set(SegmentCacheTable(database).find(["k"])) == {"k"}


@pytest.mark.parametrize(
    "use",
    [
        lambda database: Articles(database).submit(submission(), TARGETS),
        lambda database: Articles(database).list(),
        lambda database: SegmentCacheTable(database).find(["k"]),
        lambda database: Tokens(database).find("gml_x"),
        lambda database: Tokens(database).create("n", TokenRole.EDITOR),
        lambda database: database.ready(),
    ],
)
def test_a_file_lost_while_in_use_is_told_instead_of_written_to_a_ghost(database, path, use):
    database.open()
    path.unlink()
    with pytest.raises(StoreUnavailable, match="was removed or replaced"):
        use(database)


def test_a_file_put_back_is_used_again(database, path):
    article, _ = Articles(database).submit(submission(), TARGETS)
    path.rename(path.with_suffix(".moved"))
    with pytest.raises(StoreUnavailable):
        Articles(database).get(article.id)
    path.with_suffix(".moved").rename(path)
    assert Articles(database).get(article.id) == article


def test_another_file_in_its_place_is_told(database, path):
    database.open()
    Database(f"sqlite:///{path.with_name('other.sqlite')}").upgrade()
    path.with_name("other.sqlite").replace(path)
    with pytest.raises(StoreUnavailable, match="was removed or replaced"):
        Articles(database).list()


UPGRADE_WITHOUT_PRIVILEGES = """
import os, sys
from service.domain.errors import StoreUnavailable
from service.store.database import Database
import service.store.migrations, alembic.command, sqlalchemy.dialects.sqlite
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Database(sys.argv[1]).upgrade()
except StoreUnavailable as error:
    print(error)
"""


@pytest.fixture
def readonly_directory():
    directory = Path(tempfile.mkdtemp())  # not under tmp_path, which only its owner may enter
    directory.chmod(0o555)
    yield directory
    directory.chmod(0o755)
    shutil.rmtree(directory)


def test_a_directory_that_cannot_be_written_is_told(readonly_directory):
    for place in ("gemello.sqlite", "new/gemello.sqlite"):
        arguments = [sys.executable, "-c", UPGRADE_WITHOUT_PRIVILEGES, f"sqlite:///{readonly_directory / place}"]
        told = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert told.stderr == ""
        assert told.stdout.strip() == (f"The database {readonly_directory / place} cannot be used: Permission denied.")
    assert list(readonly_directory.iterdir()) == []


def test_a_parent_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match=r"cannot be used: (Not a directory|File exists)"):
        Database(f"sqlite:///{tmp_path / 'file' / 'gemello.sqlite'}").upgrade()


def test_a_broken_rule_of_the_tables_is_a_program_error_not_bad_weather(database):
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO renderings VALUES ('nobody', 'fr', 1, 'e', x'', x'', '2026-01-01')")
