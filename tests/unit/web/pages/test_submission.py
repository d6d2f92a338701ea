import io
import re

import pytest

from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.term import Term
from tests.applications import application_with_fake_engine, run_queued
from tests.unit.web.pages.conftest import ARTICLE, Visitor


def test_a_pasted_article_is_taken_in_with_the_line_ends_it_was_written_with(editor):
    place = editor.submit(text=ARTICLE.replace("\n", "\r\n"))
    assert editor.gemello.articles.get(place.rpartition("/")[2]).submission.source == ARTICLE.encode()
    assert "The article is taken in" in editor.get(place).text


def test_the_same_article_again_leads_to_the_one_that_is_there(editor):
    place = editor.submit()
    assert editor.submit() == place
    assert "was here already" in editor.get(place).text


def test_a_file_is_taken_in_by_the_ending_of_its_name(editor):
    file = (io.BytesIO(b"# Titel\n\nEin **fetter** Satz.\n"), "artikel.md", "application/octet-stream")
    place = editor.submit(text="", file=file, targets="it")
    stored = editor.gemello.articles.get(place.rpartition("/")[2])
    assert (stored.submission.media_type, stored.targets) == ("text/markdown", ("it",))


def test_the_structure_is_shown_before_anything_is_kept(editor):
    answer = editor.send("/articles/new", {"text": ARTICLE, "targets": "fr", "action": "preview"})
    assert answer.status_code == 200
    for told in ("Headline", "2 blocks", "3 segments", '<span class="kept" title="Reaches the translation as it is">'):
        assert told in answer.text
    assert "www.stadt.de/a_b</span>" in answer.text
    assert editor.gemello.articles.list()[0] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<h1>Der Rat tagt</h1>\n<p>Der Eintritt ist frei.</p>", "Handed in as HTML, its structure would be kept"),
        (
            "Il consiglio comunale si riunisce lunedì nella sala e la seduta è aperta a tutti.",
            "not read as German but as Italian",
        ),
    ],
)
def test_what_is_odd_about_the_text_is_said_in_the_preview_on_the_article_and_at_its_translation(editor, text, told):
    assert told in editor.send("/articles/new", {"text": text, "targets": "fr", "action": "preview"}).text
    place = editor.submit(text=text, targets="fr")
    run_queued(editor.gemello)
    for page in (place, f"{place}/fr"):
        assert told in editor.get(page).text


@pytest.mark.parametrize(
    ("values", "status", "told"),
    [
        ({"text": "  "}, 422, "There is no text to translate"),
        ({"text": "Der Rat tagt.", "targets": []}, 422, "No target language is chosen"),
        ({"text": "Der Rat tagt.", "file": (b"x", "a.txt")}, 422, "There is a text and a file"),
        ({"text": "", "file": (b"x", "rede.pages")}, 415, "cannot be read: .pages"),
        ({"text": "", "file": (b"Gr\xfc\xdfe", "a.txt")}, 400, "not valid utf-8: byte 2"),
        ({"text": "", "file": (b"PK\x03\x04 no zip", "a.docx")}, 422, "The document cannot be read"),
    ],
)
def test_what_cannot_be_translated_is_told_beside_the_form_and_nothing_typed_is_lost(editor, values, status, told):
    if "file" in values:
        values = {**values, "file": (io.BytesIO(values["file"][0]), values["file"][1])}
    answer = editor.send("/articles/new", {"title": "Mein Titel", "targets": ["it"], "format": "text/html", **values})
    assert answer.status_code == status
    assert told in answer.text
    assert 'value="Mein Titel"' in answer.text
    assert '<option value="text/html" selected>' in answer.text
    assert values["text"] in answer.text
    assert editor.gemello.articles.list()[0] == []


def test_a_long_article_may_be_pasted_whole_and_one_over_the_limit_is_told_the_limit(editor):
    assert editor.submit(text="Wort " * 120_000).startswith("/articles/")
    answer = editor.send("/articles/new", {"text": "Wort " * 250_000, "targets": "fr"})
    assert answer.status_code == 413
    assert "1,000,000 bytes are allowed" in answer.text


def test_markup_in_an_article_stays_text_on_every_page(editor):
    text = "Der <script>alert(1)</script> Rat\n\nDer Rat tagt am Montag im Rathaus."
    preview = editor.send("/articles/new", {"text": text, "targets": "fr", "action": "preview"}).text
    place = editor.submit(text=text)
    for page in (preview, editor.get(place).text, editor.get("/articles").text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.fixture
def towns(tmp_path):
    """An editor where French is read by Montbéliard as a rule, and a term is agreed with Colmar."""
    gemello = application_with_fake_engine(tmp_path, towns={Language.FRENCH: "Montbéliard"})
    gemello.own_terms.put([Term("Rathaus", Language.FRENCH, ("maison de ville",), town="Colmar")])
    gemello.memory.enter([MemoryUnit("Der Rat tagt.", "Le conseil siège.", Language.FRENCH, town="Besançon")])
    editor = Visitor(gemello)
    editor.sign_in()
    yield editor
    gemello.close()


def _town_of(editor, place):
    stored = editor.gemello.articles.translation(place.rpartition("/")[2], Language.FRENCH, with_rendering=True)
    return stored.rendering.report["terms"]["town"]


def test_the_towns_that_are_known_are_offered_and_the_usual_one_is_chosen(towns):
    page = towns.get("/articles/new").text
    offered = re.search(r'<select id="town-fr".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r'<option value="([^"]*)">([^<]+)</option>', offered) == [
        ("", "Montbéliard (default)"),
        ("Besançon", "Besançon"),
        ("Colmar", "Colmar"),
    ]
    assert 'id="town-it"' not in page


@pytest.mark.parametrize(("chosen", "town"), [("", "Montbéliard"), ("Colmar", "Colmar")])
def test_the_chosen_town_counts_and_is_shown_with_the_article_and_its_translation(towns, chosen, town):
    place = towns.submit(**{"town-fr": chosen, "targets": ["fr"]})
    run_queued(towns.gemello)
    assert _town_of(towns, place) == town
    assert f'<span class="town">for {town}</span>' in towns.get(place).text
    assert f"<dt>Twin town</dt><dd>{town}</dd>" in towns.get(f"{place}/fr").text


def test_a_town_stays_chosen_while_the_structure_is_shown_and_counts_only_for_a_chosen_language(towns):
    values = {"text": ARTICLE, "town-fr": "Colmar", "targets": "it"}
    page = towns.send("/articles/new", {**values, "action": "preview"}).text
    assert '<option value="Colmar" selected>' in page
    place = towns.submit(**values)
    assert towns.gemello.articles.get(place.rpartition("/")[2]).submission.towns == {}


def test_a_town_that_cannot_be_one_is_told_beside_the_form(towns):
    answer = towns.send("/articles/new", {"text": ARTICLE, "town-fr": "a,b", "targets": "fr"})
    assert answer.status_code == 422
    assert "Spielplatz" in answer.text
