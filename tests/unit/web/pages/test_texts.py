import re

import pytest

from service.domain.findings import FINDINGS
from service.domain.issue import Severity
from service.domain.records import Progress
from service.domain.review import Act
from service.domain.target import Origin
from service.domain.unit import Role
from service.formats.registry import ENTRIES
from service.quality import CHECKS
from service.quality.amounts import UNITS
from service.quality.confidence import Reason
from service.web.pages.texts import LANGUAGES, read_texts
from service.web.titles import LANGUAGES as TITLE_LANGUAGES

NAMED = {
    "role": [str(each) for each in Role],
    "severity": [str(each) for each in Severity],
    "origin": [str(each) for each in Origin],
    "format": [entry.media_type for entry in ENTRIES],
    "check": [check.__name__.removeprefix("check_") for check in CHECKS],
    "amount": list(UNITS),
    "reason": ["issue", *map(str, Reason)],
    "act": [str(each) for each in Act],
    "state": [str(each) for each in Progress if each is not Progress.DONE],
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_places_to_fill(code):
    texts, english = read_texts(code), read_texts("en")
    assert sorted(texts) == sorted(english)
    for key, text in texts.items():
        assert sorted(re.findall(r"{\w*}", text)) == sorted(re.findall(r"{\w*}", english[key])), key
        assert text.strip() or key == "form.thousands", key


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("table", NAMED)
def test_whatever_the_pages_name_has_a_name_in_every_language(code, table):
    assert [name for name in NAMED[table] if f"{table}.{name}" not in read_texts(code)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_a_check_can_find_has_a_text_that_names_its_facts_in_every_language(code):
    texts = {key.removeprefix("issue."): text for key, text in read_texts(code).items() if key.startswith("issue.")}
    assert {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in texts.items()} == {
        key: sorted(facts) for key, facts in FINDINGS.items()
    }


def test_pages_and_problems_speak_the_same_languages():
    assert sorted(LANGUAGES) == sorted(TITLE_LANGUAGES)


@pytest.mark.parametrize(
    ("accepted", "told"),
    [("de-CH, en;q=0.5", "Anmelden"), ("fr", "Se connecter"), ("it-IT", "Accedi"), ("ja", "Sign in"), ("", "Sign in")],
)
def test_a_page_speaks_the_language_of_the_browser(visitor, accepted, told):
    page = visitor.get("/sign-in", **{"Accept-Language": accepted})
    assert f"<h1>{told}</h1>" in page.text
    assert f'<html lang="{page.headers["Content-Language"]}">' in page.text


def test_the_switch_holds_for_the_session_and_for_errors(editor):
    editor.get("/articles?lang=it")
    assert "<h1>Articoli</h1>" in editor.get("/articles", **{"Accept-Language": "de"}).text
    assert "<h1>Non trovato</h1>" in editor.get("/nowhere", **{"Accept-Language": "de"}).text


def test_numbers_and_plurals_are_written_as_the_language_does(editor):
    preview = {"text": "Der Rat tagt.", "targets": "fr", "action": "preview"}
    editor.get("/?lang=fr")
    page = editor.send("/articles/new", preview).text
    assert "1 bloc<" in page
    assert "0 passage gardé tel quel<" in page
