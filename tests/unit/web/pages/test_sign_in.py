import re
import stat

import pytest

from service.domain.language import Language
from service.domain.records import TokenRole
from service.web.pages.attempts import MOST, SECONDS, Attempts
from service.web.pages.sessions import read_key
from tests.unit.web.pages.conftest import Visitor


def test_a_page_asks_for_a_token_and_then_shows_what_was_asked_for(gemello, visitor):
    asked = visitor.get("/articles/new")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in?next=/articles/new")
    assert "Please sign in to see this page" in visitor.get(asked.headers["Location"]).text
    assert "Please sign in to see this page" not in visitor.get("/sign-in").text
    _, secret = gemello.tokens.create("Presseamt", TokenRole.EDITOR)
    answer = visitor.send(
        "/sign-in", {"token": f" {secret}\n", "next": "/articles/new"}, page=asked.headers["Location"]
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/articles/new")
    assert visitor.get("/articles/new").status_code == 200


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/sign-in"])
def test_after_signing_in_nobody_is_sent_to_another_site(gemello, visitor, elsewhere):
    _, secret = gemello.tokens.create("Presseamt", TokenRole.EDITOR)
    answer = visitor.send("/sign-in", {"token": secret, "next": elsewhere})
    assert answer.headers["Location"] == "/articles"


def test_a_wrong_token_is_refused_and_says_what_to_do(visitor):
    answer = visitor.send("/sign-in", {"token": "gml_wrong"})
    assert answer.status_code == 401
    assert "unknown or was revoked" in answer.text
    assert "gml_wrong" not in answer.text
    assert visitor.get("/articles").status_code == 303


def test_the_session_cookie_holds_no_secret_and_no_script_reads_it(gemello, visitor):
    _, secret = gemello.tokens.create("Presseamt", TokenRole.EDITOR)
    cookie = visitor.send("/sign-in", {"token": secret}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert secret not in cookie


def test_the_cookie_is_for_https_alone_where_the_page_came_by_https(gemello, visitor):
    _, secret = gemello.tokens.create("Presseamt", TokenRole.EDITOR)
    visitor.client.get("/sign-in")
    answer = visitor.send("/sign-in", {"token": secret}, headers={"X-Forwarded-Proto": "https"})
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_a_revoked_token_ends_the_session_at_the_next_request(gemello, visitor):
    token = visitor.sign_in()
    assert visitor.get("/articles").status_code == 200
    gemello.tokens.revoke(token.id)
    assert visitor.get("/articles").headers["Location"] == "/sign-in?next=/articles"
    assert "was revoked" in visitor.get("/sign-in").text


def test_signing_out_ends_the_session_and_empties_the_cache_of_the_browser(editor):
    answer = editor.send("/sign-out", page="/articles")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert editor.get("/articles").status_code == 303


@pytest.mark.parametrize("proof", [None, "", "wrong"])
def test_a_form_that_no_page_of_ours_sent_changes_nothing(editor, proof):
    values = {"text": "Der Rat tagt.", "targets": "fr"} | ({} if proof is None else {"csrf": proof})
    answer = editor.client.post("/articles/new", data=values)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert editor.gemello.articles.list()[0] == []


def test_what_was_typed_into_a_form_that_outlived_its_session_comes_back_and_can_be_sent(gemello, visitor):
    visitor.sign_in()
    stale = {"csrf": "of an earlier session", "text": "Der Rat tagt am Montag.", "targets": "it"}
    answer = visitor.client.post("/articles/new", data=stale)
    assert answer.status_code == 403
    assert "Der Rat tagt am Montag.</textarea>" in answer.text
    fresh = re.search(r'name="csrf" value="([^"]+)"', answer.text)[1]
    assert visitor.client.post("/articles/new", data={**stale, "csrf": fresh}).status_code == 303


def test_whoever_is_not_signed_in_learns_how_to_send_the_form_after_all(visitor):
    answer = visitor.client.post("/articles/new", data={"csrf": "x", "text": "Der Rat tagt."})
    assert answer.status_code == 403
    assert "Sign in in another window" in answer.text


def test_the_session_opens_no_door_of_the_api(editor):
    assert editor.client.get("/api/v1/articles").status_code == 401


def test_many_wrong_tokens_from_one_address_have_to_wait(gemello, visitor):
    for _ in range(MOST):
        assert visitor.send("/sign-in", {"token": "gml_wrong"}).status_code == 401
    answer = visitor.send("/sign-in", {"token": "gml_wrong"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= SECONDS


def test_whoever_waited_may_try_again_and_others_never_wait():
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(MOST):
        attempts.note_failure("192.0.2.1")
    assert attempts.wait("192.0.2.1") == SECONDS
    assert attempts.wait("192.0.2.2") == 0
    now[0] = SECONDS
    assert attempts.wait("192.0.2.1") == 0


def test_the_key_of_the_sessions_survives_a_restart_and_is_for_the_owner_alone(tmp_path):
    key = read_key(tmp_path / "session.key")
    assert len(key) == 64
    assert read_key(tmp_path / "session.key") == key
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["session.key"]


def test_a_session_goes_on_after_a_restart_and_ends_with_its_key(gemello, visitor):
    visitor.sign_in()
    cookie = visitor.client.get_cookie("gemello").value
    restarted = Visitor(gemello)
    restarted.client.set_cookie("gemello", cookie)
    assert restarted.get("/articles").status_code == 200
    (gemello.settings.data_dir / "session.key").unlink()
    stranger = Visitor(gemello)
    stranger.client.set_cookie("gemello", cookie)
    assert stranger.get("/articles").status_code == 303


def test_a_reader_sees_its_own_languages_and_changes_nothing(gemello, visitor):
    visitor.sign_in()
    place = visitor.submit()
    reader = Visitor(gemello)
    reader.sign_in(TokenRole.READER, (Language.FRENCH,), "Montbéliard")
    page = reader.get(place).text
    assert f"{place}/fr" in page
    assert f"{place}/it" not in page
    assert "/articles/new" not in page
    assert reader.get(f"{place}/it").status_code == 403
    assert reader.get("/articles/new").status_code == 403
    assert reader.send(f"{place}/deletion", page=place).status_code == 403
    assert gemello.articles.get(place.rpartition("/")[2])
