import re

import pytest

from service.domain.language import Language
from service.domain.records import TokenRole
from tests.applications import run_queued
from tests.unit.web.pages.conftest import Visitor

CODED = "# Neuer Spielplatz\n\nDer **Spielplatz** öffnet.\n"


@pytest.fixture
def coded(editor):
    """An editor and the address of a French translation whose second segment has inline codes."""
    place = editor.submit(text=CODED, format="text/markdown")
    run_queued(editor.gemello)
    return editor, f"{place}/fr"


def seen(page):
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


def rewrite(visitor, place, number, text, **values):
    """Open the segment on its page and send what stands in the form."""
    page = visitor.get(f"{place}?edit={number + 1}").text
    form = {"seen": seen(page), "target": text, **values}
    return visitor.send(f"{place}/segments/{number}", form, page=f"{place}?edit={number + 1}")


def test_a_segment_opens_with_its_text_and_the_codes_it_must_keep(coded):
    editor, place = coded
    assert f'href="{place}?edit=2#target"' in editor.get(place).text
    page = editor.get(f"{place}?edit=2").text
    assert re.search(
        r'<textarea id="target"[^>]*lang="fr"[^>]*>\nFR Der &lt;1&gt;Spielplatz&lt;/1&gt; öffnet.</textarea>', page
    )
    assert "&lt;1&gt; &lt;/1&gt;" in page


def test_a_rewritten_segment_stands_in_page_and_document_as_the_work_of_a_person(coded):
    editor, place = coded
    answer = rewrite(editor, place, 1, "L’<1>aire de jeux</1> ouvre.")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{place}#segment-2")
    assert "checked by a person" in editor.get(place).text
    assert "L’**aire de jeux** ouvre." in editor.get(f"{place}/document").text


def test_save_and_next_opens_the_next_segment_and_stays_at_the_last(coded):
    editor, place = coded
    assert rewrite(editor, place, 0, "Une aire de jeux", action="next").headers["Location"] == f"{place}?edit=2#target"
    last = rewrite(editor, place, 1, "L’<1>aire</1> ouvre.", action="next")
    assert last.headers["Location"] == f"{place}#segment-2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("L’aire de jeux ouvre.", "must stand in the translation once"),
        ("L’<1>aire</1> ouvre <7/>.", "has no inline format &lt;7/&gt;"),
        ("  ", "cannot be empty"),
    ],
)
def test_what_cannot_stand_there_is_told_at_the_segment_and_what_was_typed_stays(coded, text, told):
    editor, place = coded
    answer = rewrite(editor, place, 1, text)
    assert answer.status_code == 422
    assert told in answer.text
    assert text.replace("<", "&lt;").replace(">", "&gt;") + "</textarea>" in answer.text
    assert "FR Der **Spielplatz** öffnet." in editor.get(f"{place}/document").text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(coded):
    editor, place = coded
    read = seen(editor.get(f"{place}?edit=1").text)
    rewrite(editor, place, 0, "Une aire de jeux")
    answer = editor.send(f"{place}/segments/0", {"seen": read, "target": "Mon titre"}, page=place)
    assert answer.status_code == 412
    assert "Somebody changed the translation" in answer.text
    assert "Une aire de jeux" in answer.text
    assert "Mon titre</textarea>" in answer.text
    assert "# Une aire de jeux" in editor.get(f"{place}/document").text


def test_an_approved_translation_says_who_reviewed_it_and_is_labelled_so(coded):
    editor, place = coded
    answer = editor.send(f"{place}/approval", {"seen": seen(editor.get(place).text)}, page=place)
    assert answer.status_code == 303
    for address in (place, f"{place}/text"):
        page = editor.get(address).text
        assert "Traduction automatique, relue par une personne." in page
        assert '<meta name="ai-disclosure" content="ai-assisted">' in page
    page = editor.get(place).text
    assert "Approved by Presseamt," in page
    assert "?edit=" not in page
    assert "<textarea" not in editor.get(f"{place}?edit=1").text
    assert '<span class="state good">approved</span>' in editor.get("/articles").text


def test_what_was_typed_while_somebody_else_approved_is_told_in_the_language_of_the_page_and_stays(coded):
    editor, place = coded
    read = seen(editor.get(f"{place}?edit=1&lang=de").text)
    editor.send(f"{place}/approval", {"seen": read}, page=place)
    answer = editor.send(f"{place}/segments/0", {"seen": read, "target": "Mon titre"}, page=place)
    assert answer.status_code == 409
    assert "Das passt nicht zum jetzigen Stand" in answer.text
    assert "Mon titre</textarea>" in answer.text


def test_a_withdrawn_approval_brings_the_label_back_and_stays_on_record(coded):
    editor, place = coded
    editor.send(f"{place}/approval", {"seen": seen(editor.get(place).text)}, page=place)
    editor.send(f"{place}/withdrawal", {"seen": seen(editor.get(place).text)}, page=place)
    page = editor.get(place).text
    assert 'content="ai-autonomous"' in page
    record = page.partition("Record of reviews")[2]
    assert record.index("approved") < record.index("approval withdrawn")


def test_a_segment_from_a_form_that_outlived_its_session_comes_back_as_it_was_typed(coded):
    editor, place = coded
    answer = editor.client.post(f"{place}/segments/1", data={"csrf": "old", "target": "L’<1>aire</1> ouvre."})
    assert answer.status_code == 403
    assert "L’&lt;1&gt;aire&lt;/1&gt; ouvre.</textarea>" in answer.text


def test_documents_disclose_the_machine_in_a_header_until_a_person_has_approved_them(coded):
    editor, place = coded
    assert editor.get(f"{place}/document").headers["AI-Disclosure"] == "ai-autonomous"
    editor.send(f"{place}/approval", {"seen": seen(editor.get(place).text)}, page=place)
    assert editor.get(f"{place}/document").headers["AI-Disclosure"] == "ai-assisted"


def test_a_text_that_was_not_read_is_not_approved(coded):
    editor, place = coded
    answer = editor.send(f"{place}/approval", {"seen": "0" * 32}, page=place)
    assert answer.status_code == 412
    assert 'content="ai-autonomous"' in editor.get(place).text


def test_a_reader_finds_no_form_and_can_send_none(coded):
    editor, place = coded
    read = seen(editor.get(place).text)
    reader = Visitor(editor.gemello)
    reader.sign_in(TokenRole.READER, (Language.FRENCH,))
    page = reader.get(f"{place}?edit=1").text
    assert "<textarea" not in page
    assert 'name="seen"' not in page
    for address in ("segments/0", "approval", "withdrawal"):
        assert reader.send(f"{place}/{address}", {"seen": read, "target": "x"}, page=place).status_code == 403


def test_the_list_of_what_to_review_first_gets_shorter_with_every_segment_that_was_read(coded):
    def listed(page):
        return re.findall(r'<p class="facts"><a href="#segment-(\d+)"', page.partition('id="first"')[2])

    editor, place = coded
    page = editor.get(place).text
    assert sorted(listed(page)) == ["1", "2"]
    form = {"seen": seen(page), "target": "FR Der <1>Spielplatz</1> öffnet.", "action": "right"}
    answer = editor.send(f"{place}/segments/1", form, page=place)
    assert answer.headers["Location"] == f"{place}#first"
    assert listed(editor.get(place).text) == ["1"]
    assert "FR Der **Spielplatz** öffnet." in editor.get(f"{place}/document").text
    editor.send(f"{place}/approval", {"seen": seen(editor.get(place).text)}, page=place)
    assert "Review these first" not in editor.get(place).text
