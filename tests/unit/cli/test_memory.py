import pytest
from click.testing import CliRunner

from service.bootstrap import bootstrap
from service.command import main
from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.settings import Settings

UNITS = [
    MemoryUnit("Der <1>Rat</1> tagt.", "Le <1>conseil</1> siège.", Language.FRENCH),
    MemoryUnit("Der Rat tagt.", "Il consiglio si riunisce.", Language.ITALIAN),
]


@pytest.fixture
def runner(tmp_path):
    return CliRunner(env={"GEMELLO_DATA_DIR": str(tmp_path)})


@pytest.fixture
def memory(tmp_path):
    application = bootstrap(Settings(data_dir=tmp_path))
    application.database.upgrade()
    yield application.memory
    application.close()


@pytest.mark.parametrize("file", ["memory.tmx", "memory.xlf", "memory.xliff"])
def test_an_exported_memory_is_imported_again(memory, runner, tmp_path, file):
    memory.enter(UNITS)
    assert runner.invoke(main, ["memory", "export", str(tmp_path / file)]).exit_code == 0
    assert runner.invoke(main, ["memory", "purge", "--all"]).exit_code == 0
    outcome = runner.invoke(main, ["memory", "import", str(tmp_path / file)])
    assert "2 units read, 2 of them new or changed." in outcome.stderr
    assert runner.invoke(main, ["memory", "stats"]).stdout.splitlines()[:2] == ["fr\t1", "it\t1"]


def test_what_is_left_out_of_an_import_is_said(memory, runner, tmp_path):
    file = tmp_path / "other.tmx"
    file.write_text(
        '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu></body></tmx>'
    )
    outcome = runner.invoke(main, ["memory", "import", str(file)])
    assert outcome.exit_code == 0
    assert "0 units read" in outcome.stderr
    assert "Left out: 1 in other languages." in outcome.stderr


def test_a_damaged_file_fails_with_its_line_and_nothing_is_imported(memory, runner, tmp_path):
    file = tmp_path / "damaged.tmx"
    file.write_text("<tmx>\n<body>\n")
    outcome = runner.invoke(main, ["memory", "import", str(file)])
    assert outcome.exit_code == 1
    assert "Line 3" in outcome.stderr
    assert memory.statistics().units == {}


def test_one_language_is_exported_to_standard_output(memory, runner):
    memory.enter(UNITS)
    outcome = runner.invoke(main, ["memory", "export", "--to", "it"])
    assert "Il consiglio" in outcome.stdout
    assert "conseil" not in outcome.stdout


@pytest.mark.parametrize("options", [[], ["--all", "--to", "fr"]])
def test_a_purge_must_say_what_to_remove(memory, runner, options):
    memory.enter(UNITS)
    assert runner.invoke(main, ["memory", "purge", *options]).exit_code == 2
    assert sum(memory.statistics().units.values()) == 2


def test_several_languages_at_once_are_wrong_use_and_nothing_is_removed(memory, runner):
    memory.enter(UNITS)
    outcome = runner.invoke(main, ["memory", "purge", "--to", "it,fr"])
    assert (outcome.exit_code, "one language" in outcome.stderr) == (2, True)
    assert memory.statistics().units == {Language.FRENCH: 1, Language.ITALIAN: 1}


def test_a_purge_of_one_language_leaves_the_other(memory, runner):
    memory.enter(UNITS)
    assert "1 units removed." in runner.invoke(main, ["memory", "purge", "--to", "fr"]).stderr
    assert memory.statistics().units == {Language.ITALIAN: 1}


def test_units_of_a_town_are_imported_counted_exported_and_removed(memory, runner, tmp_path):
    memory.enter(UNITS)
    file = str(tmp_path / "memory.xlf")
    runner.invoke(main, ["memory", "export", "--to", "it", file])
    assert runner.invoke(main, ["memory", "import", "--town", "Bergamo", file]).exit_code == 0
    assert runner.invoke(main, ["memory", "stats"]).stdout.splitlines()[:3] == ["fr\t1", "it\t2", "it\t1\tBergamo"]
    exported = runner.invoke(main, ["memory", "export", "--town", "bergamo"]).stdout
    assert exported.count("<tu ") == 1
    assert "1 units removed." in runner.invoke(main, ["memory", "purge", "--town", "Bergamo"]).stderr
    assert memory.statistics().units == {Language.FRENCH: 1, Language.ITALIAN: 1}
