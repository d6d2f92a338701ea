import re

import pytest

from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.records import TokenRole
from tests.applications import run_queued
from tests.unit.web.pages.conftest import Visitor

FR = Language.FRENCH
MONDAY = "Der Spielplatz im Park wird am Montag eröffnet."
TUESDAY = "Der Spielplatz im Park wird am Dienstag eröffnet."
OPENING = MemoryUnit(MONDAY, "L’aire de jeux du parc ouvre lundi.", FR, author="Ada")


def submit(editor, text, **values):
    place = editor.submit(text=text, targets="fr", **values)
    run_queued(editor.gemello)
    return f"{place}/fr"


@pytest.fixture
def offered(editor):
    """An editor and the address of a translation for whose only segment the memory has a unit that is alike."""
    editor.gemello.memory.enter([OPENING])
    return editor, submit(editor, TUESDAY)


def unit(editor):
    return editor.gemello.memory.list()[0][0].id


def seen(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def take(editor, place, **values):
    """Press one of the buttons beside the open segment."""
    opened = editor.get(f"{place}?edit=1").text
    form = {"seen": seen(opened), "unit": unit(editor), **values}
    form = {name: value for name, value in form.items() if value is not None}
    return editor.send(f"{place}/segments/0/match", form, page=f"{place}?edit=1")


def field(page):
    return re.search(r"<textarea[^>]*>\n([^<]*)</textarea>", page)[1]


@pytest.mark.parametrize("query", ["", "?edit=1"], ids=["closed", "open"])
def test_a_segment_to_review_shows_what_is_alike_with_score_and_where_it_comes_from(offered, query):
    editor, place = offered
    page = editor.get(f"{place}{query}").text
    assert "93 % alike" in page
    assert "approved by Ada" in page
    assert '<p lang="fr">L’aire de jeux du parc ouvre lundi.</p>' in page
    assert "Take this text" in page


def test_the_words_that_differ_are_marked_for_eyes_and_for_ears(offered):
    editor, place = offered
    line = re.search(r'<p class="difference" lang="de">(.*?)</p>', editor.get(f"{place}?edit=1").text)[1]
    assert re.search(r"<del><span[^>]*>\[only in the memory: </span>Montag<span", line)
    assert re.search(r"<ins><span[^>]*>\[only in this article: </span>Dienstag<span", line)
    assert line.startswith("Der Spielplatz im Park wird am <del>")


def test_an_offer_names_the_article_it_was_approved_in_and_the_town_it_was_for(editor):
    body = {"content": MONDAY, "format": "text", "targets": ["fr"], "towns": {"fr": "Montbéliard"}, "title": "Park"}
    _, secret = editor.gemello.tokens.create("Ada", TokenRole.EDITOR)
    bearer = {"Authorization": f"Bearer {secret}"}
    first = editor.client.post("/api/v1/articles", json=body, headers=bearer).json["id"]
    run_queued(editor.gemello)
    editor.client.post(f"/api/v1/articles/{first}/translations/fr/approval", headers={**bearer, "If-Match": "*"})
    place = submit(editor, TUESDAY)
    page = editor.get(place).text
    assert f'<a href="/articles/{first}" lang="de">Park</a>' in page
    assert "for Montbéliard" in page
    editor.gemello.articles.delete(first)
    assert "93 % alike" in editor.get(place).text


def test_a_taken_text_stands_in_the_field_and_is_not_saved(offered):
    editor, place = offered
    page = take(editor, place).text
    assert field(page) == OPENING.target
    assert "not saved yet" in page
    assert f"FR {TUESDAY}" in editor.get(f"{place}/document").text


def test_what_the_editor_had_typed_is_kept_beside_a_taken_text_and_comes_back(offered):
    editor, place = offered
    page = take(editor, place, target="Mon  texte").text
    assert (field(page), 'name="replaced" value="Mon  texte"' in page) == (OPENING.target, True)
    back = take(editor, place, unit=None, target=OPENING.target, replaced="Mon  texte").text
    assert (field(back), "had written" in back) == ("Mon  texte", False)


def test_a_second_text_taken_loses_neither_what_was_typed_first_nor_what_was_typed_since(offered):
    editor, place = offered
    kept = take(editor, place, target=OPENING.target, replaced="Mon texte").text
    assert 'name="replaced" value="Mon texte"' in kept
    since = take(editor, place, target="Ouvre mardi", replaced="Mon texte").text
    assert 'name="replaced" value="Ouvre mardi"' in since


def test_the_text_as_it_stands_need_not_be_kept(offered):
    editor, place = offered
    assert 'name="replaced" value=""' in take(editor, place, target=f"FR {TUESDAY}").text


def test_a_text_that_left_the_memory_leaves_the_field_as_it_was(offered):
    editor, place = offered
    page = take(editor, place, unit="01ARZ3NDEKTSV4RRFFQ69G5FAV", target="Mon texte").text
    assert field(page) == "Mon texte"
    assert "no longer has this text" in page


def test_a_taken_text_is_saved_like_any_other_and_only_over_what_was_read(offered):
    editor, place = offered
    read = seen(take(editor, place).text)
    form = {"seen": read, "target": "L’aire de jeux du parc ouvre mardi."}
    assert editor.send(f"{place}/segments/0", form, page=place).status_code == 303
    assert "ouvre mardi" in editor.get(f"{place}/document").text
    assert editor.send(f"{place}/segments/0", form, page=place).status_code == 412


def test_a_taken_text_has_only_codes_that_the_segment_has(editor):
    coded = MemoryUnit(
        "Der <1>Spielplatz</1> im Park wird am Montag<2/> eröffnet.", "L’<1>aire</1> ouvre<2/> lundi.", FR
    )
    editor.gemello.memory.enter([coded])
    place = submit(editor, TUESDAY.replace("Spielplatz", "**Spielplatz**"), format="text/markdown")
    assert field(take(editor, place).text) == "L’&lt;1&gt;aire&lt;/1&gt; ouvre lundi."


def test_nothing_is_offered_once_the_text_stands_there_or_is_approved(offered):
    editor, place = offered
    form = {"seen": seen(editor.get(place).text), "target": OPENING.target}
    editor.send(f"{place}/segments/0", form, page=place)
    assert "Take this text" not in editor.get(f"{place}?edit=1").text
    other = submit(editor, TUESDAY.replace("Dienstag", "Mittwoch"))
    editor.send(f"{other}/approval", {"seen": seen(editor.get(other).text)}, page=other)
    assert "Take this text" not in editor.get(other).text


def test_a_reader_is_offered_nothing_and_takes_nothing(offered):
    editor, place = offered
    reader = Visitor(editor.gemello)
    reader.sign_in(TokenRole.READER, (FR,))
    assert "Take this text" not in reader.get(place).text
    assert reader.send(f"{place}/segments/0/match", {"unit": unit(editor)}, page=place).status_code == 403


def test_the_page_after_a_taken_text_leads_to_the_translation_in_another_language(offered):
    editor, place = offered
    address = re.search(r'href="([^"]+)" lang="de" hreflang', take(editor, place).text)[1]
    assert address == f"{place}?lang=de"
    assert editor.get(address).status_code == 200
