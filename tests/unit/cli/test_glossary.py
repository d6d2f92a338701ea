import pytest
from click.testing import CliRunner

from service.command import main


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"GEMELLO_DATA_DIR": str(tmp_path / "data")})
    return lambda *arguments, **options: runner.invoke(main, ("glossary", *arguments), **options)


def rows(result):
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_the_terms_shipped_are_listed_and_the_citys_own_take_their_place(run):
    shipped = rows(run("list", "--to", "fr"))
    run("add", "Gemeinderat", "--to", "fr", "--form", "assemblée", "--note", "so agreed")
    assert ["own", "Gemeinderat", "fr", "assemblée", "", "", "so agreed"] in rows(run("list"))
    assert len(rows(run("list", "--to", "fr"))) == len(shipped)
    assert len(rows(run("list", "--own"))) == 1
    run("remove", "gemeinderat", "--to", "fr")
    assert rows(run("list", "--to", "fr")) == shipped


def test_a_term_may_be_kept_exact_and_for_one_town(run):
    run("add", "Forum", "--to", "it", "--keep", "--exact", "--town", "Bergamo")
    assert rows(run("list", "--own")) == [["own", "Forum", "it", "", "exact,keep", "Bergamo", ""]]


@pytest.mark.parametrize("name", ["terms.csv", "terms.tbx"])
def test_what_is_exported_can_be_imported(run, name):
    run("add", "Forum", "--to", "it", "--keep")
    run("add", "Rat", "--to", "fr", "--form", "conseil", "--form", "conseils")
    before = rows(run("list", "--own"))
    assert run("export", name).exit_code == 0
    run("remove", "Rat", "--to", "fr")
    assert "2 terms imported" in run("import", name).stderr
    assert rows(run("list", "--own")) == before


def test_everything_can_be_exported_to_standard_output_and_imported_from_standard_input(run):
    exported = run("export", "--all", "--format", "tbx").stdout_bytes
    count = len(rows(run("list")))
    assert f"{count} terms imported" in run("import", "-", "--format", "tbx", input=exported).stderr
    assert {row[0] for row in rows(run("list"))} == {"own"}


def test_of_a_file_with_a_mistake_nothing_is_imported(run, tmp_path):
    (tmp_path / "a.csv").write_text("source,language,forms\nRat,fr,conseil\nAmt,es,oficina\n", encoding="utf-8")
    result = run("import", "a.csv")
    assert (result.exit_code, "Line 3, column language: 'es'" in result.stderr) == (1, True)
    assert rows(run("list", "--own")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("add", "Rat", "--to", "fr"), 1, "no target form"),
        (("add", "Rat", "--to", "es", "--form", "x"), 1, "'es'"),
        (("add", "Rat", "--to", "fr,it", "--form", "x"), 2, "one language"),
        (("remove", "Rat", "--to", "fr"), 1, "no 'Rat' for fr"),
        (("import", "none.csv"), 2, "does not exist"),
        (("export", "none/a.csv"), 1, "none/a.csv"),
    ],
)
def test_a_mistake_is_named_and_the_exit_code_says_whose_it_is(run, arguments, code, message):
    result = run(*arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr


def test_an_import_says_how_many_entries_it_replaced_and_the_same_again_replaces_none(run, tmp_path):
    (tmp_path / "a.csv").write_text("Deutsch;Französisch\nRat;conseil\nAmt;office\n", encoding="utf-8")
    run("add", "Rat", "--to", "fr", "--form", "sénat")
    assert "2 terms imported, 1 of them in the place of" in run("import", "a.csv").stderr
    assert run("import", "a.csv").stderr == "2 terms imported.\n"


@pytest.mark.parametrize(
    ("source", "town", "hint"),
    [("Burgeramt", "", "'Bürgeramt'?"), ("Rathaus", "", "agreed with Metz?"), ("Zoo", "", "list` shows all")],
)
def test_a_term_that_is_not_there_is_told_with_the_one_that_may_be_meant(run, source, town, hint):
    run("add", "Bürgeramt", "--to", "fr", "--form", "guichet")
    run("add", "Rathaus", "--to", "fr", "--form", "mairie", "--town", "Metz")
    assert hint in run("remove", source, "--to", "fr", "--town", town).stderr


def test_a_form_whose_gender_nobody_knows_is_told_and_one_with_its_gender_is_not(run, tmp_path):
    assert "Gender and number of 'zzz' are not known" in run("add", "Rat", "--to", "fr", "--form", "zzz").stderr
    assert run("add", "Rat", "--to", "fr", "--form", "zzz [f]").stderr == "Rat is zzz in fr. It was zzz before.\n"
    (tmp_path / "a.csv").write_text("de,fr,keep\nRat,zzz,\nAmt,qqq,yes\nAmt 2,mairie,\n", encoding="utf-8")
    told = run("import", "a.csv").stderr
    assert ("'zzz'" in told, "qqq" in told, "mairie" in told) == (True, False, False)
