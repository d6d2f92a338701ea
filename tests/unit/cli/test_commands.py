import json

import pytest
from click.testing import CliRunner

from service.command import main
from tests.fixtures import install_fixture_packages

ARTICLE = "Der Gemeinderat tagt am Montag\n\nDer Gemeinderat tagt am Montag im Rathaus. Der Eintritt ist frei.\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    directory = tmp_path_factory.mktemp("data")
    install_fixture_packages(directory / "packages")
    return directory


@pytest.fixture
def run(data, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"GEMELLO_DATA_DIR": str(data)})
    return lambda *arguments, **options: runner.invoke(main, arguments, **options)


def shape(text):
    return [bool(line) for line in text.splitlines()]


def test_translate_writes_one_file_a_language_beside_the_article(run, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    result = run("translate", "article.txt", "--to", "fr,it")
    assert result.exit_code in {0, 3}, result.output
    french, italian = ((tmp_path / f"article.{code}.txt").read_text(encoding="utf-8") for code in ("fr", "it"))
    assert shape(french) == shape(italian) == shape(ARTICLE)
    assert french != italian
    assert not {"Gemeinderat", "Rathaus"} & set((french + italian).split())
    assert result.stdout == ""


def test_translate_prints_the_structure_report_as_json(run, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    result = run("translate", "article.txt", "--to", "it", "--report")
    report = json.loads(result.stdout)["it"]
    assert report["segments"]["total"] == 3
    assert report["source"]["blocks"] == report["target"]["blocks"] == 2
    assert result.exit_code == (0 if report["ok"] else 3)
    assert "it: 2 blocks, 3 segments, structure kept, " in result.stderr


def test_translate_goes_from_standard_input_to_standard_output(run):
    result = run("translate", "-", "--to", "fr", input=ARTICLE)
    assert shape(result.stdout) == shape(ARTICLE)


def test_translate_warns_once_of_an_article_that_is_not_what_it_is_said_to_be(run):
    result = run("translate", "-", "--to", "it", input="<p>Der Rat tagt.</p>\n\n<p>Der Eintritt ist frei.</p>\n")
    assert [line for line in result.stderr.splitlines() if line.startswith("Warning: ")] == [
        "Warning: The plain text has marks of text/html; handed in as text/html its formats would be kept."
    ]
    assert "Warning" not in run("translate", "-", "--to", "it", input=ARTICLE).stderr


def test_translate_keeps_markdown(run, tmp_path):
    (tmp_path / "a.md").write_text("# Der Gemeinderat tagt\n\nDer **Eintritt** ist frei.\n", encoding="utf-8")
    run("translate", "a.md", "--to", "it", "--output", "b.md")
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.count("**") == 2


@pytest.mark.parametrize(
    ("arguments", "source", "code", "message"),
    [
        (("translate", "-", "--to", "fr,it"), ARTICLE, 2, "share standard output"),
        (("translate", "none.txt", "--to", "fr"), "", 2, "does not exist"),
        (("translate", "-", "--to", "es"), ARTICLE, 1, "Cannot translate into 'es'"),
        (("translate", "-", "--to", "fr"), "", 1, "no text to translate"),
        (("translate", "-", "--to", "fr", "--format", "tex"), ARTICLE, 1, "Cannot read 'tex'"),
        (("tokens", "create", "--role", "owner", "--name", "x"), "", 2, "owner"),
        (("tokens", "revoke", "none"), "", 1, "none"),
        (("articles", "show", "none"), "", 1, "none"),
    ],
)
def test_a_mistake_is_named_and_the_exit_code_says_whose_it_is(run, arguments, source, code, message):
    result = run(*arguments, input=source)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_undecodable_bytes_are_refused_with_their_place(run, tmp_path):
    (tmp_path / "article.txt").write_bytes("Grüße".encode("latin-1"))
    result = run("translate", "article.txt", "--to", "fr")
    assert (result.exit_code, "byte 2" in result.stderr) == (1, True)


def test_without_packages_nothing_starts_and_the_remedy_is_named(run, tmp_path):
    result = run("translate", "-", "--to", "fr", input=ARTICLE, env={"GEMELLO_DATA_DIR": str(tmp_path / "empty")})
    assert result.exit_code == 1
    assert "gemello models import" in result.stderr


def test_a_corrupt_package_stops_the_start_by_its_name(run, tmp_path):
    directory = tmp_path / "damaged"
    install_fixture_packages(directory / "packages")
    model = next((directory / "packages").glob("*de_fr*/model/model.bin"))
    model.write_bytes(model.read_bytes()[:1000])
    result = run("translate", "-", "--to", "fr", input=ARTICLE, env={"GEMELLO_DATA_DIR": str(directory)})
    assert result.exit_code == 1
    assert "de_fr" in result.stderr


def test_a_token_is_made_listed_without_its_secret_and_revoked(run):
    secret = run("tokens", "create", "--role", "reader", "--name", "Montbéliard", "--language", "fr").stdout.strip()
    listed = run("tokens", "list").stdout
    assert secret.startswith("gml_")
    assert secret not in listed
    (row,) = [line.split("\t") for line in listed.splitlines() if "Montbéliard" in line]
    assert row[1:4] == ["reader", "fr", "live"]
    run("tokens", "revoke", row[0])
    assert "revoked" in run("tokens", "list").stdout


def test_the_doctor_finds_a_healthy_installation_healthy_and_a_damaged_one_not(run, tmp_path):
    run("database", "upgrade")
    healthy = run("doctor")
    assert (healthy.exit_code, healthy.stdout.count("\tok")) == (0, 4)
    run("database", "upgrade", env={"GEMELLO_DATA_DIR": str(tmp_path / "none")})
    unwell = run("doctor", env={"GEMELLO_DATA_DIR": str(tmp_path / "none")})
    assert unwell.exit_code == 1
    assert "gemello models import" in unwell.stdout


def test_an_unknown_setting_stops_every_command_by_its_name(run):
    result = run("models", "list", env={"GEMELLO_PROT": "1"})
    assert (result.exit_code, "GEMELLO_PROT" in result.stderr) == (1, True)


def test_a_data_directory_that_cannot_be_written_is_named(run):
    result = run("translate", "-", "--to", "fr", input=ARTICLE, env={"GEMELLO_DATA_DIR": "/dev/null/data"})
    assert (result.exit_code, "/dev/null/data" in result.stderr) == (1, True)


def test_packages_are_verified_and_the_database_backed_up(run, tmp_path):
    assert run("models", "verify").stdout.count("whole") == 2
    run("database", "upgrade")
    assert run("database", "backup", str(tmp_path / "copy.db")).exit_code == 0
    assert (tmp_path / "copy.db").stat().st_size > 0
    assert run("database", "check").exit_code == 0
