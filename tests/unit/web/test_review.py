import hashlib

import pytest

from service.domain.language import Language
from service.domain.records import TokenRole
from service.domain.term import Term
from tests.applications import bearer, run_queued

PAGE = "<p>Der <b>Rat</b> tagt in Saal 3.</p><p>Alle kommen.</p>"


@pytest.fixture
def translate(gemello, client, editor):
    def post(page=PAGE, external_id="cms-1", town=""):
        towns = {"fr": town} if town else {}
        body = {"content": page, "format": "html", "external_id": external_id, "towns": towns}
        place = client.post("/api/v1/articles", json=body, headers=editor).headers["Location"]
        run_queued(gemello)
        return place + "/translations/fr"

    return post


@pytest.fixture
def edit(client, editor):
    def patch(place, number, target, etag=None):
        etag = etag or client.get(place, headers=editor).headers["ETag"]
        return client.patch(f"{place}/segments/{number}", json={"target": target}, headers={**editor, "If-Match": etag})

    return patch


@pytest.fixture
def approve(client, editor):
    def post(place):
        etag = client.get(place, headers=editor).headers["ETag"]
        return client.post(f"{place}/approval", headers={**editor, "If-Match": etag})

    return post


def segments(client, editor, place):
    return client.get(place, headers={**editor, "Accept": "application/json"}).json["segments"]


def test_a_post_edit_is_in_the_document_at_once_under_another_etag(client, editor, translate, edit):
    place = translate()
    before = client.get(place, headers=editor)
    answer = edit(place, 0, "Le <1>conseil</1> siège en salle 3.")
    after = client.get(place, headers=editor)
    assert answer.status_code == 200
    assert (answer.json["target"], answer.json["origin"]) == ("Le conseil siège en salle 3.", "post-edited")
    assert (answer.json["state"], answer.json["issues"]) == ("reviewed", [])
    assert after.text == "<p>Le <b>conseil</b> siège en salle 3.</p><p>FR Alle kommen.</p>"
    assert after.headers["ETag"] == answer.headers["ETag"] != before.headers["ETag"]


def test_what_the_checks_find_in_a_post_edit_is_answered_and_the_edit_kept(client, editor, translate, edit):
    place = translate()
    answer = edit(place, 0, "Le <1>conseil</1> siège en salle 4.")
    assert [(issue["check"], issue["severity"]) for issue in answer.json["issues"]] == [("numbers", "major")]
    report = client.get(place, headers={**editor, "Accept": "application/json"}).json["report"]
    assert not report["ok"]
    assert "numbers" in [issue["check"] for issue in report["issues"]]
    assert report["segments"]["decoded"] == 2
    assert [each["segment"] for each in report["review"]] == [1]
    assert report["per_segment"][0]["confidence"] is None
    assert report["per_segment"][1]["confidence"] is not None


def test_an_edit_must_say_which_text_it_changes(client, editor, translate, edit):
    place = translate()
    blind = client.patch(f"{place}/segments/0", json={"target": "x"}, headers=editor)
    assert (blind.status_code, blind.json["type"]) == (428, "urn:gemello:problem:precondition-required")
    seen = client.get(place, headers=editor).headers["ETag"]
    edit(place, 1, "Tout le monde vient.")
    late = edit(place, 1, "Tous viennent.", seen)
    assert (late.status_code, late.json["type"]) == (412, "urn:gemello:problem:outdated")
    assert segments(client, editor, place)[1]["target"] == "Tout le monde vient."


def test_the_etag_of_the_json_form_says_it_as_well(client, editor, translate, edit):
    place = translate()
    etag = client.get(place, headers={**editor, "Accept": "application/json"}).headers["ETag"]
    assert edit(place, 1, "Tout le monde vient.", etag).status_code == 200


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("Le conseil siège en salle 3.", "lost-codes"),
        ("Le <1>conseil siège en salle 3.", "lost-codes"),
        ("Le </1>conseil<1> siège en salle 3.", "lost-codes"),
        ("Le <1>conseil</1> siège <1>en</1> salle 3.", "lost-codes"),
        ("Le <1>conseil</1> siège<2/> en salle 3.", "unknown-code"),
        ("<1> </1>", "unusable-text"),
        ("Le <1>conseil</1>\x07", "unusable-text"),
    ],
)
def test_a_text_that_cannot_stand_there_is_refused_and_nothing_changes(client, editor, translate, edit, target, kind):
    place = translate()
    before = client.get(place, headers=editor)
    answer = edit(place, 0, target)
    assert (answer.status_code, answer.json["type"]) == (422, f"urn:gemello:problem:{kind}")
    assert client.get(place, headers=editor).headers["ETag"] == before.headers["ETag"]


def test_markup_typed_by_a_person_stays_text_and_a_line_break_stays_in_its_block(client, editor, translate, edit):
    place = translate()
    edit(place, 1, " Tout le monde <script>vient</script>\n\nici. ")
    assert client.get(place, headers=editor).text.endswith(
        "<p>Tout le monde &lt;script&gt;vient&lt;/script&gt; ici.</p>"
    )


def test_a_segment_there_is_not_is_not_found_and_one_not_yet_translated_a_conflict(client, editor, translate, edit):
    assert edit(translate(), 2, "x").status_code == 404
    place = client.post(
        "/api/v1/articles", json={"content": "Ja, das ist neu.", "format": "text"}, headers=editor
    ).headers["Location"]
    waiting = client.patch(
        f"{place}/translations/fr/segments/0", json={"target": "Oui"}, headers={**editor, "If-Match": "*"}
    )
    assert waiting.status_code == 409


def test_a_reader_neither_edits_nor_approves_nor_sees_the_record(gemello, client, translate):
    place = translate()
    reader = {**bearer(gemello, TokenRole.READER), "If-Match": "*"}
    assert client.patch(f"{place}/segments/0", json={"target": "x"}, headers=reader).status_code == 403
    assert client.post(f"{place}/approval", headers=reader).status_code == 403
    assert client.delete(f"{place}/approval", headers=reader).status_code == 403
    assert client.get(f"{place}/reviews", headers=reader).status_code == 403


def test_an_approval_says_who_when_and_which_text_and_the_record_keeps_every_act(
    client, editor, translate, edit, approve
):
    place = translate()
    edit(place, 1, "Tout le monde vient.")
    answer = approve(place)
    document = client.get(place, headers=editor)
    assert answer.status_code == 200
    assert (answer.json["act"], answer.json["editor"], answer.json["revision"]) == ("approved", "test", 1)
    assert answer.json["sha256"] == hashlib.sha256(document.data).hexdigest()
    assert answer.headers["ETag"] == document.headers["ETag"]
    assert {segment["state"] for segment in segments(client, editor, place)} == {"final"}
    acts = client.get(f"{place}/reviews", headers=editor).json["reviews"]
    assert [(act["act"], act["segment"]) for act in acts] == [("post-edited", 1), ("approved", None)]
    article = client.get(place.partition("/translations")[0], headers=editor).json
    assert article["translations"]["fr"]["approved"] == answer.json["at"]
    assert article["translations"]["it"]["approved"] is None


def test_an_approval_must_be_of_the_text_that_stands_there(client, editor, translate, edit):
    place = translate()
    seen = client.get(place, headers=editor).headers["ETag"]
    edit(place, 1, "Tout le monde vient.")
    assert client.post(f"{place}/approval", headers=editor).status_code == 428
    assert client.post(f"{place}/approval", headers={**editor, "If-Match": seen}).status_code == 412


def test_an_approved_text_is_not_changed_until_the_approval_is_withdrawn(client, editor, translate, edit, approve):
    place = translate()
    approve(place)
    assert edit(place, 1, "Tous viennent.").status_code == 409
    withdrawn = client.delete(f"{place}/approval", headers={**editor, "If-Match": "*"})
    assert withdrawn.status_code == 204
    assert {segment["state"] for segment in segments(client, editor, place)} == {"translated"}
    assert edit(place, 1, "Tous viennent.").status_code == 200
    assert client.delete(f"{place}/approval", headers={**editor, "If-Match": "*"}).status_code == 409


def test_the_next_article_takes_over_what_was_approved_and_no_published_one_changes(
    gemello, client, editor, translate, edit, approve
):
    first, other = translate(), translate("<p>Alle kommen. Es regnet.</p>", "cms-2")
    edit(first, 1, "Tout le monde vient.")
    untouched = client.get(other, headers=editor)
    approve(first)
    gemello.tools.engine.requests.clear()
    page = "<p>Der <i>Rat</i> tagt in Saal 3.</p><p>Alle kommen.</p><p>Es schneit.</p>"
    after = client.get(translate(page, "cms-3"), headers=editor)
    assert after.text == "<p>FR Der <i>Rat</i> tagt in Saal 3.</p><p>Tout le monde vient.</p><p>FR Es schneit.</p>"
    asked = [(str(each.target), each.content.text) for each in gemello.tools.engine.requests]
    assert [text for language, text in asked if language == "fr"] == ["Es schneit."]
    assert client.get(other, headers=editor).headers["ETag"] == untouched.headers["ETag"]


def test_machine_work_nobody_approved_never_enters_the_memory(gemello, client, editor, translate, edit, approve):
    edit(translate(), 1, "Tout le monde vient.")
    assert gemello.memory.statistics().units == {}
    withdrawn = translate("<p>Es regnet heute.</p>", "cms-9")
    approve(withdrawn)
    assert sum(gemello.memory.statistics().units.values()) == 1
    client.delete(f"{withdrawn}/approval", headers={**editor, "If-Match": "*"})
    assert gemello.memory.statistics().units == {}


def test_a_new_revision_keeps_what_people_wrote_and_asks_for_a_new_approval(client, editor, translate, edit, approve):
    place = translate()
    edit(place, 1, "Tout le monde vient.")
    approve(place)
    again = translate(PAGE.replace("Saal 3", "Saal 4"))
    assert again == place
    kept = segments(client, editor, place)[1]
    assert (kept["target"], kept["origin"], kept["state"]) == ("Tout le monde vient.", "post-edited", "reviewed")
    assert client.get(place, headers={**editor, "Accept": "application/json"}).json["approved"] is None


XLIFF = "application/xliff+xml"


@pytest.fixture
def send_back(client, editor):
    def put(place, body, etag="*"):
        return client.put(place, data=body, content_type=XLIFF, headers={**editor, "If-Match": etag})

    return put


def test_a_translation_goes_to_a_translation_program_and_comes_back_as_post_edits(client, editor, translate, send_back):
    place = translate()
    sent = client.get(place, headers={**editor, "Accept": XLIFF})
    assert sent.headers["Content-Type"] == XLIFF
    assert '<target state="needs-review-translation">' in sent.text
    edited = sent.text.replace("FR Alle kommen.", "Tout le monde vient.")
    answer = send_back(place, edited, sent.headers["ETag"])
    assert answer.json["changed"] == [1]
    first, second = segments(client, editor, place)
    assert (first["origin"], second["origin"], second["target"]) == ("machine", "post-edited", "Tout le monde vient.")
    assert answer.headers["ETag"] == client.get(place, headers=editor).headers["ETag"]
    assert send_back(place, client.get(place, headers={**editor, "Accept": XLIFF}).data).json["changed"] == []


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        ("Alle kommen.</source>", "Alle gehen.</source>", 422, "Segment 1"),
        ('id="1" xml', 'id="7" xml', 404, "segment 7"),
        ('id="1" xml', 'id="x" xml', 422, "'x'"),
        ("<target", "<target><tar", 422, "Line"),
        ('<ept id="1" rid="1">&lt;/1&gt;</ept> tagt in Saal 3.</target>', "</target>", 422, "Segment 0"),
        ('target-language="fr"', 'target-language="it"', 422, "it"),
    ],
)
def test_a_file_that_does_not_belong_to_the_translation_changes_nothing(
    client, editor, translate, send_back, old, new, status, told
):
    place = translate()
    sent = client.get(place, headers={**editor, "Accept": XLIFF})
    assert old in sent.text
    body = sent.text.replace("FR Alle kommen.", "Venez tous.").replace(old, new)
    answer = send_back(place, body)
    assert (answer.status_code, told in answer.json["detail"]) == (status, True), answer.json
    assert {segment["origin"] for segment in segments(client, editor, place)} == {"machine"}


def test_what_one_town_approved_is_used_for_it_and_only_offered_for_another(client, editor, translate, edit, approve):
    ours = translate(town="Montbéliard")
    edit(ours, 1, "Tout le monde vient.")
    approve(ours)

    def second(number, town):
        return segments(client, editor, translate(external_id=f"cms-{number}", town=town))[1]

    assert (second(2, "Montbéliard")["target"], second(2, "Montbéliard")["origin"]) == (
        "Tout le monde vient.",
        "memory-exact",
    )
    other = second(3, "Besançon")
    assert (other["target"], other["origin"]) == ("FR Alle kommen.", "machine")
    (match,) = other["matches"]
    assert (match["town"], match["score"], match["target"]) == ("Montbéliard", 100, "Tout le monde vient.")
    assert second(4, "")["origin"] == "machine"


def test_what_people_wrote_for_one_town_is_not_taken_over_into_a_revision_for_another(client, editor, translate, edit):
    edit(translate(town="Montbéliard"), 1, "Tout le monde vient.")
    assert segments(client, editor, translate(town="Besançon"))[1]["origin"] == "machine"
    assert segments(client, editor, translate(PAGE + "<p>Neu.</p>", town="Besançon"))[1]["origin"] == "machine"


def test_what_people_wrote_for_all_is_taken_over_into_a_revision_for_a_town(client, editor, translate, edit):
    edit(translate(), 1, "Tout le monde vient.")
    assert segments(client, editor, translate(town="Besançon"))[1]["origin"] == "post-edited"


def test_a_post_edit_is_checked_against_the_terms_of_the_town_that_reads_it(gemello, translate, edit):
    gemello.own_terms.put([Term("Rat", Language.FRENCH, ("conseil",), town="Besançon")])
    wrong = "Le <1>bureau</1> siège en salle 3."
    assert edit(translate(), 0, wrong).json["issues"] == []
    (issue,) = edit(translate(external_id="cms-2", town="Besançon"), 0, wrong).json["issues"]
    assert issue["check"] == "terms"
