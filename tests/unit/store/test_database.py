"""Opening, upgrading, checking and copying a database file."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from service.domain.errors import Conflict, SettingsError, StoreUnavailable
from service.domain.language import TARGETS
from service.domain.records import Outcome
from service.store.articles import Articles
from service.store.database import Database
from service.store.schema import metadata
from tests.unit.store.samples import rendering, submission


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def url(path):
    return f"sqlite:///{path}"


def test_constructing_opens_and_creates_nothing(path):
    database = Database(url(path))
    database.close()
    assert not path.parent.exists()


def test_an_upgrade_makes_directory_and_files_for_the_owner_alone(database, path):
    Articles(database).submit(submission(), TARGETS)
    assert mode(path.parent) == 0o700
    assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    assert path.with_name(path.name + "-wal").exists()


def test_an_upgrade_leaves_the_mode_of_a_directory_that_was_there(tmp_path):
    tmp_path.chmod(0o750)
    Database(url(tmp_path / "gemello.sqlite")).upgrade()
    assert mode(tmp_path) == 0o750


def test_a_path_may_hold_any_characters(tmp_path):
    database = Database(url(tmp_path / "Grüße aus 100% #1" / "a b.sqlite"))
    database.upgrade()
    database.check()
    database.close()


def test_an_upgraded_database_keeps_its_articles(database):
    article, _ = Articles(database).submit(submission(), TARGETS)
    database.upgrade()
    assert Articles(database).get(article.id) == article


def test_the_migrations_make_the_tables_of_the_schema(database):
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_very_columns_keys_and_indexes_of_the_schema(database, tmp_path):
    direct = Database(url(tmp_path / "direct.sqlite"))
    direct.upgrade()
    with direct.writing() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert describe(direct) == describe(database)
    direct.close()


def describe(database):
    """Every table and index as SQLite understood it, in no particular order."""
    with database.reading() as connection:
        ask = lambda question: sorted(map(repr, connection.exec_driver_sql(question)))  # noqa: E731
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {table: ask(f"PRAGMA table_xinfo({table})") for table in tables}
        references = {table: ask(f"PRAGMA foreign_key_list({table})") for table in tables}
        indexes = ask("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'")
    return columns, references, [" ".join(index.split()) for index in indexes]


def test_durability_and_references_are_switched_on(database):
    with database.writing() as connection:
        ask = lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()  # noqa: E731
        assert (ask("journal_mode"), ask("synchronous"), ask("foreign_keys")) == ("wal", 2, 1)


def test_processes_that_upgrade_at_once_all_succeed(path):
    script = f"from service.store.database import Database; d = Database({url(path)!r}); d.upgrade(); d.check()"
    starts = [subprocess.Popen([sys.executable, "-W", "error", "-c", script]) for _ in range(3)]
    assert [start.wait() for start in starts] == [0, 0, 0]


def test_threads_that_upgrade_at_once_all_succeed(path):
    barrier = threading.Barrier(8)

    def upgrade(_number):
        database = Database(url(path), busy_seconds=0)
        barrier.wait()
        database.upgrade()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(upgrade, range(8)))
    Database(url(path)).upgrade()


def test_a_database_that_was_never_made_is_told_and_not_created(path):
    database = Database(url(path))
    with pytest.raises(StoreUnavailable, match=r"no database at .* `gemello database upgrade`"):
        database.open()
    assert not path.exists()
    database.upgrade()
    database.open()
    database.close()


def test_a_database_without_tables_is_told(path):
    path.parent.mkdir()
    path.touch()
    database = Database(url(path))
    with pytest.raises(StoreUnavailable, match=r"needs 0006.*`gemello database upgrade`"):
        database.ready()
    with pytest.raises(StoreUnavailable, match=r"not been prepared.*`gemello database upgrade`"):
        Articles(database).list()
    database.close()


def test_a_database_of_a_newer_version_is_refused(database):
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for refusing in (database.upgrade, database.ready, database.check):
        with pytest.raises(StoreUnavailable, match="revision 9999, made by a newer version"):
            refusing()


def test_a_file_that_is_no_database_is_told(path):
    path.parent.mkdir()
    path.write_bytes(b"Sehr geehrte Damen und Herren, " * 100)
    with pytest.raises(StoreUnavailable, match="is not a SQLite database"):
        Database(url(path)).upgrade()
    assert path.read_bytes().startswith(b"Sehr geehrte")


def test_a_sound_database_passes_the_check(database):
    article, _ = Articles(database).submit(submission(), TARGETS)
    Articles(database).finish(article.id, TARGETS[0], 1, rendering(), "e1")
    database.check()


def test_a_damaged_page_fails_the_check(database, path):
    Articles(database).submit(submission("x" * 200_000), TARGETS)
    database.close()
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 10)
    with pytest.raises(StoreUnavailable, match=r"damaged.*[Rr]estore"):
        database.check()


def test_a_broken_reference_fails_the_check(database, path):
    database.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO revisions VALUES ('nobody', 1, 'f', 'text/plain', '', x'00', '2026-01-01', NULL)"
        )
    with pytest.raises(StoreUnavailable, match="1 findings of PRAGMA foreign_key_check"):
        database.check()


def test_a_backup_is_a_whole_database_for_the_owner_alone(database, tmp_path):
    article, _ = Articles(database).submit(submission(), TARGETS)
    with database.writing() as connection:  # not yet committed: not in the backup
        connection.exec_driver_sql("DELETE FROM articles")
        database.backup(tmp_path / "copy.sqlite")
    copy = Database(url(tmp_path / "copy.sqlite"))
    copy.check()
    assert Articles(copy).get(article.id) == article
    assert mode(tmp_path / "copy.sqlite") == 0o600
    copy.close()


def test_a_backup_replaces_an_older_one_and_leaves_no_draft(database, tmp_path):
    (tmp_path / "copy.sqlite").write_bytes(b"old")
    database.backup(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_bytes().startswith(b"SQLite format 3")
    assert {file.name for file in tmp_path.iterdir()} == {"data", "copy.sqlite"}


def test_a_backup_onto_the_database_itself_is_refused(database, path):
    with pytest.raises(Conflict, match="the database itself"):
        database.backup(path)
    database.check()


def test_a_backup_to_nowhere_is_told(database, tmp_path):
    with pytest.raises(StoreUnavailable, match=r"missing/copy\.sqlite, cannot be used: No such file"):
        database.backup(tmp_path / "missing" / "copy.sqlite")


def test_a_postgresql_database_is_backed_up_by_its_own_tools(tmp_path):
    with pytest.raises(Conflict, match="pg_dump"):
        Database("postgresql://gemello:secret@db/gemello").backup(tmp_path / "copy")


def test_a_missing_postgresql_driver_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match="psycopg"):
        Database("postgresql://gemello:secret@db/gemello").open()


def test_a_place_never_shows_a_password():
    assert "secret" not in Database("postgresql://gemello:secret@db/gemello").place


@pytest.mark.parametrize("wrong", ["", "gemello.sqlite", "sqlite://", "sqlite:///:memory:", "mysql://db/gemello"])
def test_a_url_that_names_no_supported_database_is_refused(wrong):
    with pytest.raises(SettingsError, match="GEMELLO_DATABASE_URL"):
        Database(wrong)


def in_forked_process(action):
    """The exit code of a forked process that runs `action`: 0, or 1 for a RuntimeError."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 2
    try:
        action()
        code = 0
    except RuntimeError:
        code = 1
    finally:
        os._exit(code)


def test_a_process_forked_while_the_database_is_open_is_refused(database):
    database.open()
    assert in_forked_process(database.open) == 1
    assert in_forked_process(lambda: Articles(database).submit(submission(), TARGETS)) == 1
    assert Articles(database).list() == ([], None)


def test_parent_and_child_of_a_fork_each_open_a_closed_database(database):
    articles = Articles(database)
    articles.submit(submission("Vorher."), TARGETS)
    database.close()
    assert in_forked_process(lambda: articles.submit(submission("Kind."), TARGETS)) == 0
    articles.submit(submission("Danach."), TARGETS)
    assert len(articles.list()[0]) == 3
    database.check()


def test_a_closed_database_opens_again_at_next_use(database):
    database.close()
    assert Articles(database).list() == ([], None)


def test_units_of_the_memory_that_an_older_version_kept_stay_for_every_reader(database, monkeypatch, tmp_path):
    newest = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, _head: newest(config, "0004"))
    old = Database(url(tmp_path / "old.sqlite"))
    old.upgrade()
    with old.writing() as connection:
        row = "'fr', 'k', 'c', 'id', NULL, 'Rat', 'conseil', '', '', 'Anna', NULL, '2026-01-01', '2026-01-01'"
        connection.exec_driver_sql(f"INSERT INTO memory_units VALUES ({row})")
    monkeypatch.setattr(command, "upgrade", newest)
    old.upgrade()
    with old.reading() as connection:
        (unit,) = connection.exec_driver_sql("SELECT id, target, author, town FROM memory_units")
    assert tuple(unit) == ("id", "conseil", "Anna", "")
    assert describe(old) == describe(database)
    old.close()


def test_an_upgrade_tells_lists_how_the_translations_that_are_there_came_out(database, path):
    articles = Articles(database)
    report = {"ok": False, "issues": [{"severity": "major"}, {"severity": "minor"}, {"severity": "critical"}]}
    article, _ = articles.submit(submission(), TARGETS)
    articles.finish(article.id, TARGETS[0], 1, replace(rendering(), report=report), "e1")
    told = [each.outcome for each in articles.translations(article.id)]
    assert told == [Outcome(ok=False, grave=2), None]
    database.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("ok", "grave"):
            connection.execute(f"ALTER TABLE translations DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0005'")
    database.upgrade()
    assert [each.outcome for each in articles.translations(article.id)] == told
