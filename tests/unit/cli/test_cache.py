from datetime import timedelta

import pytest
from click.testing import CliRunner

from service.bootstrap import bootstrap
from service.command import main
from service.domain.content import Content
from service.domain.translation import Draft
from service.settings import Settings
from service.store.cache import SegmentCacheTable
from service.store.columns import utc_now
from tests.fixtures import install_fixture_packages

ARTICLE = "Der Gemeinderat tagt am Montag.\n\nDer Eintritt ist frei.\n"
OLD = {f"key-{number}": Draft(Content("Une phrase."), -0.5) for number in range(3)}


@pytest.fixture
def application(tmp_path):
    install_fixture_packages(tmp_path / "packages")
    application = bootstrap(Settings(data_dir=tmp_path))
    application.prepare()
    yield application
    application.close()


@pytest.fixture
def run(application, tmp_path):
    runner = CliRunner(env={"GEMELLO_DATA_DIR": str(tmp_path)})
    return lambda *arguments, **options: runner.invoke(main, arguments, **options)


def translated(run):
    """The standard output of a translation, which fills the cache with two drafts."""
    return run("translate", "-", "--to", "fr", input=ARTICLE).stdout


def labels(run):
    return [line.split("\t")[1:] for line in run("cache", "stats").stdout.splitlines() if line.count("\t") == 2]


def test_the_drafts_are_counted_by_the_packages_that_wrote_them(application, run):
    translated(run)
    application.cache.keep(OLD, label="0123456789abcdef")
    assert sorted(labels(run)) == [["2", "translate-de_fr 1.0"], ["3", "not in use"]]
    assert "drafts\t5" in run("cache", "stats").stdout


def test_the_drafts_of_packages_that_are_gone_are_removed_and_the_others_stay(application, run):
    first = translated(run)
    application.cache.keep(OLD, label="0123456789abcdef")
    assert run("cache", "purge", "--outdated").stderr == "3 drafts removed.\n"
    assert labels(run) == [["2", "translate-de_fr 1.0"]]
    assert translated(run) == first


def test_drafts_that_no_article_has_needed_for_long_are_removed(application, run):
    translated(run)
    earlier = SegmentCacheTable(application.database, lambda: utc_now() - timedelta(days=40))
    earlier.keep(OLD, label="0123456789abcdef")
    assert run("cache", "purge", "--unused-for", "60").stderr == "0 drafts removed.\n"
    assert run("cache", "purge", "--unused-for", "30").stderr == "3 drafts removed.\n"
    assert run("cache", "purge", "--all").stderr == "2 drafts removed.\n"


@pytest.mark.parametrize("options", [[], ["--all", "--outdated"]])
def test_a_purge_that_does_not_say_of_what_is_wrong_use(run, options):
    outcome = run("cache", "purge", *options)
    assert outcome.exit_code == 2
    assert "Say what to remove" in outcome.stderr
