import json
import re

import pytest

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.records import TokenRole
from service.domain.translation import Manner
from service.web.pages.side_by_side import mark_issues
from tests.applications import application_with_fake_engine, run_queued
from tests.fakes import ScriptedEngine
from tests.unit.web.pages.conftest import Visitor

WRONG_FIGURE = "Neuer Spielplatz\n\nDer Spielplatz kostet 70.000 Euro.\n"


def test_the_page_shows_source_and_target_of_each_segment_in_their_languages(translated):
    editor, place = translated
    page = editor.get(f"{place}/fr").text
    assert '<p lang="de">Der Spielplatz öffnet am Rathaus.</p>' in page
    assert '<p lang="fr">FR Der Spielplatz öffnet am Rathaus.</p>' in page
    assert "Structure report" in page
    assert "fake-de_fr 1" in page


def test_a_translation_that_becomes_done_while_its_waiting_page_is_made_is_looked_for_again(editor, monkeypatch):
    place = editor.submit()
    articles = editor.gemello.articles
    read = articles.get

    def finish_and_read(*args):
        run_queued(editor.gemello)
        return read(*args)

    monkeypatch.setattr(articles, "get", finish_and_read)
    page = editor.get(f"{place}/it").text
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "data-running=" in page
    assert "Structure report" in editor.get(f"{place}/it").text


@pytest.mark.parametrize(
    ("code", "label"),
    [("fr", "Traduction automatique. Elle n’a pas été relue"), ("it", "Traduzione automatica. Non è stata riletta")],
)
def test_an_unreviewed_translation_says_so_in_its_own_language_and_to_machines(translated, code, label):
    editor, place = translated
    for address in (f"{place}/{code}", f"{place}/{code}/text"):
        page = editor.get(address, **{"Accept-Language": "de"}).text
        assert label in page
        assert '<meta name="ai-disclosure" content="ai-autonomous">' in page


def test_issues_come_most_grave_first_and_lead_to_their_segments(editor):
    editor.gemello.tools.engine.mute_at = "Rathaus"
    place = editor.submit()
    run_queued(editor.gemello)
    page = editor.get(f"{place}/fr").text
    issues = re.findall(r'<li><span class="severity (\w+)">\w+</span> <a href="#(segment-\d+)">', page)
    assert issues[0] == ("critical", "segment-2")
    assert {gravity for gravity, _ in issues[1:]} == {"minor"}
    for _, segment in issues:
        assert f'<li id="{segment}"' in page


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("de", "Im Deutschen geht es um Euro; in der Übersetzung steht davon nichts."),
        ("fr", "L’unité du texte allemand (euros) n’apparaît pas dans la traduction."),
        ("it", "Il testo tedesco parla di euro, la traduzione no."),
        ("en", "The German counts in euros; the translation does not say so."),
    ],
)
def test_what_the_checks_found_is_told_in_the_language_of_the_page(tmp_path, code, told):
    german = "Der Spielplatz kostet 70.000 Euro."
    script = {(german, manner): "L’aire de jeux coûte 70\u202f000." for manner in Manner}
    editor = Visitor(application_with_fake_engine(tmp_path, ScriptedEngine(script=script)))
    editor.sign_in()
    place = editor.submit(text=german, targets="fr")
    run_queued(editor.gemello)
    page = editor.get(f"{place}/fr?lang={code}").text
    assert page.count(told) == 2  # in the list and at its segment
    (issue,) = json.loads(editor.get(f"{place}/fr/segments.json").text)["segments"][0]["issues"]
    assert (issue["code"], issue["facts"]) == ("amounts.lost", {"unit": "euro"})
    assert issue["message"] == "The source counts by euro; the translation does not say so."
    editor.gemello.close()


def test_what_another_version_found_is_told_in_its_english_words(editor):
    editor.gemello.tools.engine.mute_at = "Rathaus"
    place = editor.submit(targets="fr")
    run_queued(editor.gemello)
    found = editor.gemello.articles.translation(place.rpartition("/")[2], Language.FRENCH, with_rendering=True)
    for issue in found.rendering.report["issues"]:
        del issue["code"], issue["facts"]
    editor.gemello.articles.finish(found.article, found.language, 1, found.rendering, found.etag)
    assert '<span lang="en">The translation is empty.</span>' in editor.get(f"{place}/fr?lang=de").text


def test_the_page_leads_to_the_segments_to_read_first_as_the_json_names_them(translated):
    editor, place = translated
    page = editor.get(f"{place}/fr").text
    line = re.search(r'<section class="card urgent".*?</section>', page, re.DOTALL)[0]
    report = json.loads(editor.get(f"{place}/fr/segments.json").text)["report"]
    assert [int(number) - 1 for number in re.findall(r"#segment-(\d+)", line)] == [
        each["segment"] for each in report["review"]
    ]


def test_starter_packages_are_called_so_and_others_are_not(translated):
    editor, place = translated
    assert "starter package" not in editor.get(f"{place}/fr").text
    editor.gemello.tools.engine.version = "0.2"
    later = editor.submit(text="Der Gemeinderat tagt am Dienstag im Rathaus.")
    run_queued(editor.gemello)
    assert "starter package: small" in editor.get(f"{later}/fr").text


def test_the_translation_is_downloaded_in_the_format_of_the_article_and_as_json(translated):
    editor, place = translated
    document = editor.get(f"{place}/fr/document")
    assert document.text.startswith("FR Neuer Spielplatz im Park\n\nFR Der Spielplatz")
    assert "filename=Neuer-Spielplatz-im-Park.fr.txt" in document.headers["Content-Disposition"]
    segments = editor.get(f"{place}/fr/segments.json")
    assert json.loads(segments.text)["segments"][1]["source"] == "Der Spielplatz öffnet am Rathaus."
    assert segments.headers["Content-Disposition"].startswith("attachment")


def test_a_reader_reads_the_text_of_its_own_language_alone(translated):
    editor, place = translated
    reader = Visitor(editor.gemello)
    reader.sign_in(TokenRole.READER, (Language.ITALIAN,))
    page = reader.get(f"{place}/it/text").text
    assert '<article class="card reading" lang="it">' in page
    assert "<h1>IT Neuer Spielplatz im Park</h1>" in page
    for address in ("", "/text", "/document", "/segments.json"):
        assert reader.get(f"{place}/fr{address}").status_code == 403


def test_the_items_of_a_list_are_a_list_when_read(editor):
    place = editor.submit(text="# Titel\n\n- Ein Turm\n- Ein Bach\n\nAlle kommen heute.\n", format="text/markdown")
    run_queued(editor.gemello)
    page = "".join(editor.get(f"{place}/it/text").text.split("\n"))
    assert "<ul><li>IT Ein Turm</li><li>IT Ein Bach</li></ul><p" in page


@pytest.mark.parametrize("address", ["text", "document", "segments.json"])
def test_what_is_not_done_yet_is_not_there(editor, address):
    assert editor.get(f"{editor.submit()}/fr/{address}").status_code == 404


def test_an_issue_is_marked_where_it_stands_and_codes_stay_between():
    content = Content(
        "Il coûte ", InlineCode(1, CodeKind.OPENING, "<b>"), "7.000 euros", InlineCode(1, CodeKind.CLOSING, "</b>")
    )
    issues = (Issue("length", Severity.MINOR, "short"), Issue("numbers", Severity.MAJOR, "70.000 is missing", 9, 14))
    pieces = [(piece.mark.value, piece.text, piece.severity) for piece in mark_issues(content, issues)]
    assert pieces == [
        ("text", "Il coûte ", None),
        ("opening", "<b>", None),
        ("text", "7.000", "major"),
        ("text", " euros", None),
        ("closing", "</b>", None),
    ]
