import re

from sqlalchemy import event

from service.domain.errors import TranslationFailed
from tests.applications import application_with_fake_engine, run_queued
from tests.fakes import FakeEngine
from tests.unit.web.pages.conftest import Visitor


def test_the_list_names_each_language_and_its_state(translated):
    editor, place = translated
    waiting = editor.submit(text="Der Rat tagt am Montag im Rathaus.", targets="it")
    states = dict(
        re.findall(
            r'<a href="([^"]+)"><span>\w+</span> <span class="state[^"]*">([^<]+)</span>', editor.get("/articles").text
        )
    )
    assert sorted(states) == sorted([f"{place}/fr", f"{place}/it", f"{waiting}/it"])
    assert states[f"{waiting}/it"] == "waiting"
    assert states[f"{place}/fr"] == "to be reviewed"


def test_the_list_counts_what_a_person_has_to_look_at(editor):
    editor.gemello.tools.engine.mute_at = "Rathaus"
    editor.submit()
    run_queued(editor.gemello)
    assert '<span class="state look">1 issue to look at</span>' in editor.get("/articles").text


def test_a_waiting_article_says_so_and_renews_itself_without_scripts(editor):
    place = editor.submit()
    for page in (editor.get(place).text, editor.get(f"{place}/fr").text):
        assert "waiting" in page
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
        assert f'data-running="{place}/progress"' in page
    run_queued(editor.gemello)
    assert "data-running" not in editor.get(f"{place}/progress").text
    assert "http-equiv" not in editor.get(place).text


def test_a_long_list_comes_in_pages_and_by_language(editor):
    for number in range(21):
        editor.submit(text=f"Artikel Nummer {number} handelt vom Rathaus.", targets="it" if number == 20 else "fr")
    first = editor.get("/articles").text
    assert first.count('class="card"') == 20
    following = first.partition('rel="next" href="')[2].partition('"')[0]
    assert editor.get(following).text.count('class="card"') == 1
    assert editor.get("/articles?language=it").text.count('class="card"') == 1
    assert editor.get("/articles?language=xx").text.count('class="card"') == 20


def test_an_article_is_deleted_by_its_form(editor):
    place = editor.submit()
    assert editor.send(f"{place}/deletion", page=place).status_code == 303
    assert editor.get(place).status_code == 404
    assert "There are no articles yet" in editor.get("/articles").text


def test_an_empty_list_says_whether_there_are_others(editor):
    editor.submit(targets="it")
    for query, told in (("language=fr", "no articles with this translation"), ("cursor=0", "no older articles")):
        page = editor.get(f"/articles?{query}").text
        assert told in page
        assert "Show all articles" in page
        assert "There are no articles yet" not in page


def test_the_german_article_comes_back_as_a_file_under_its_title(translated):
    editor, place = translated
    answer = editor.get(f"{place}/source")
    assert answer.text.startswith("Neuer Spielplatz im Park\n")
    assert "filename=Neuer-Spielplatz-im-Park.de.txt" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_failed_translation_says_why_and_is_tried_again(tmp_path):
    class Fails(FakeEngine):
        broken = True

        def translate(self, requests):
            if self.broken:
                raise TranslationFailed("The model gave no answer.")
            return super().translate(requests)

    gemello = application_with_fake_engine(tmp_path, Fails())
    editor = Visitor(gemello)
    editor.sign_in()
    place = editor.submit()
    run_queued(gemello)
    for page in (editor.get(place).text, editor.get(f"{place}/fr").text):
        assert "The model gave no answer." in page
        assert "Nothing is lost" in page
    gemello.tools.engine.broken = False
    assert editor.send(f"{place}/retry", page=place).status_code == 303
    run_queued(gemello)
    assert "FR Neuer Spielplatz" in editor.get(f"{place}/fr").text
    gemello.close()


def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program(editor):
    page = editor.get("/nowhere")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert editor.client.get("/nowhere").mimetype == "application/problem+json"
    assert editor.get("/api/v1/nowhere").mimetype == "application/problem+json"
    missing = editor.get("/articles/01ARZ3NDEKTSV4RRFFQ69G5FAV")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")


def test_every_page_refuses_foreign_code_and_frames(editor):
    for address in ("/", "/sign-in", "/articles", "/articles/new"):
        headers = editor.get(address).headers
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        page = editor.get(address).text
        assert " style=" not in page
        assert "<script>" not in page


def test_no_text_of_an_article_and_no_token_reaches_the_log(gemello, visitor, logs):
    visitor.sign_in()
    place = visitor.submit()
    run_queued(gemello)
    for address in (place, f"{place}/fr", f"{place}/fr/text", "/articles?q=Spielplatz"):
        visitor.get(address)
    visitor.send("/articles/new", {"text": "Der Spielplatz", "action": "preview", "targets": "xx"})
    for secret in ("Spielplatz", "gml_", "127.0.0.1"):
        assert secret not in logs()


def test_the_list_and_the_progress_read_neither_articles_nor_reports(translated):
    editor, place = translated
    asked = []
    event.listen(editor.gemello.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    for address in ("/articles", f"{place}/progress"):
        assert editor.get(address).status_code == 200
    columns = [column for statement in asked for column in re.findall(r"\w+\.(source|report|document)\b", statement)]
    assert asked
    assert columns == []


def test_what_nobody_foresaw_is_a_page_that_tells_the_request_and_not_the_inside(editor):
    place = editor.submit()
    editor.gemello.previews = None
    answer = editor.get(place)
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Gemello failed at this page" in answer.text
    assert answer.headers["X-Request-ID"] in answer.text
    assert "NoneType" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
