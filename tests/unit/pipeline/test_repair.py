"""The ladder of attempts: each guard with a model that fails at first and does better when it is asked in another way."""

import pytest

from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.translation import Manner
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.repair import ATTEMPTS
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from service.quality import CHECKS
from tests.fakes import FakeCache, ScriptedEngine

FR = Language.FRENCH
SOURCE = "Der Spielplatz im Stadtpark wird am Montag mit einem Fest für alle Kinder eröffnet."
GOOD = "Le terrain de jeux du parc municipal ouvre lundi par une fête pour tous les enfants."
FAILURES = {
    "empty": "",
    "untranslated": SOURCE,
    "repetition": "Le terrain de jeux de jeux de jeux de jeux du parc ouvre lundi par une fête.",
    "length": "Le terrain.",
}


def translate(source, script, cache=None):
    engine = ScriptedEngine(script=script)
    kit = Tools(engine, FakeCache() if cache is None else cache, LanguageCare(), CHECKS)
    rendering = translate_article(source.encode(), Formats().find("text"), (FR,), kit, lambda *_: None)[FR]
    return rendering, engine


def manners(engine):
    return [request.manner for request in engine.requests]


@pytest.mark.parametrize("check", FAILURES)
def test_what_a_guard_stops_is_tried_again_without_repeats(check):
    script = {(SOURCE, Manner.USUAL): FAILURES[check], (SOURCE, Manner.NO_REPEAT): GOOD}

    rendering, engine = translate(SOURCE, script)

    assert rendering.document.decode() == GOOD
    assert rendering.report["attempts"] == {"no-repeat": {"tried": 1, "kept": 1}}
    assert rendering.report["issues"] == []
    assert manners(engine) == [Manner.USUAL, Manner.NO_REPEAT]


@pytest.mark.parametrize("check", FAILURES)
def test_what_fails_again_is_tried_in_pieces(check):
    bad = FAILURES[check]
    script = {
        (SOURCE, Manner.USUAL): bad,
        (SOURCE, Manner.NO_REPEAT): bad,
        (SOURCE, Manner.PIECES): GOOD,
    }

    rendering, engine = translate(SOURCE, script)

    assert rendering.document.decode() == GOOD
    assert rendering.report["attempts"] == {
        "no-repeat": {"tried": 1, "kept": 0},
        "pieces": {"tried": 1, "kept": 1},
    }
    assert manners(engine) == [Manner.USUAL, Manner.NO_REPEAT, Manner.PIECES]


@pytest.mark.parametrize("check", FAILURES)
def test_what_no_attempt_mends_is_an_issue_and_the_first_answer_stays(check):
    script = dict.fromkeys(((SOURCE, manner) for manner in Manner), FAILURES[check])

    rendering, _ = translate(SOURCE, script)

    assert rendering.document.decode() == FAILURES[check]
    assert check in [issue["check"] for issue in rendering.report["issues"]]
    assert not rendering.report["ok"]
    assert rendering.report["segments"]["repaired"] == 0


def test_a_copied_word_in_capitals_is_tried_again_as_german_writes_it():
    script = {
        ("VERANSTALTUNGEN", Manner.USUAL): "VERANSTALTUNGEN",
        ("Veranstaltungen", Manner.USUAL): "Manifestations",
    }

    rendering, _ = translate("VERANSTALTUNGEN", script)

    assert rendering.document.decode() == "Manifestations"
    assert rendering.report["attempts"] == {"re-cased": {"tried": 1, "kept": 1}}


@pytest.mark.parametrize("name", ["Matthias Knecht", "Montbéliard", "Forum am Schlosspark", "Musik"])
def test_a_name_may_be_copied_and_is_not_tried_again(name):
    rendering, engine = translate(name, {(name, Manner.USUAL): name})

    assert rendering.report["ok"]
    assert rendering.report["attempts"] == {}
    assert manners(engine) == [Manner.USUAL]


def test_of_two_bad_answers_the_one_with_the_lighter_issues_stays():
    script = {
        (SOURCE, Manner.USUAL): "",
        (SOURCE, Manner.NO_REPEAT): FAILURES["repetition"],
        (SOURCE, Manner.PIECES): SOURCE,
    }

    rendering, _ = translate(SOURCE, script)

    assert rendering.document.decode() == FAILURES["repetition"]
    assert [issue["severity"] for issue in rendering.report["issues"]] == [Severity.MAJOR]


def test_a_lost_figure_is_looked_for_in_the_manner_that_had_the_words():
    source = "Am Samstag kamen insgesamt 1.234 Gäste zum großen Fest auf dem Marktplatz."
    stammer = "Samedi, samedi matin samedi matin samedi matin."
    answer = "Samedi, des hôtes sont venus à la fête :"
    script = {
        (source, Manner.USUAL): stammer,
        (source, Manner.NO_REPEAT): answer,
        (source.replace("1.234", ""), Manner.NO_REPEAT): answer,
    }

    rendering, engine = translate(source, script)

    assert "1.234" in rendering.document.decode().replace("\u202f", ".")
    assert manners(engine) == [Manner.USUAL, Manner.NO_REPEAT, Manner.NO_REPEAT]
    assert rendering.report["attempts"]["shields"] == {"tried": 1, "kept": 1}


def test_attempts_come_out_of_the_cache_the_second_time():
    cache = FakeCache()
    script = {(SOURCE, Manner.USUAL): SOURCE, (SOURCE, Manner.NO_REPEAT): GOOD}
    first, _ = translate(SOURCE, script, cache)

    second, engine = translate(SOURCE, script, cache)

    assert (second.document, second.segments) == (first.document, first.segments)
    assert engine.requests == []


def test_every_attempt_mends_what_a_check_can_find():
    checks = {check.__name__.removeprefix("check_") for check in CHECKS} | {"names"}
    assert all(attempt.mends <= checks for attempt in ATTEMPTS)


def test_a_wrong_figure_is_exchanged_where_it_stands_without_asking_the_model_again():
    source = "Das Schloss stammt aus dem Jahr 1704 und hat 452 Räume."
    rendering, engine = translate(source, {(source, Manner.USUAL): "Le château date de 17044 et possède 452 pièces."})
    (segment,) = rendering.segments
    assert segment.target.content.text == "Le château date de 1704 et possède 452 pièces."
    assert rendering.report["attempts"] == {"exchange": {"tried": 1, "kept": 1}}
    assert rendering.report["per_segment"][0]["finishing"] == [
        {"rule": "figures", "start": 19, "before": "17044", "after": "1704"}
    ]
    assert len(engine.requests) == 1


@pytest.mark.parametrize(("wrong", "told"), [("17044", []), ("2019", ["1704 was written where 2019 stood"])])
def test_a_figure_set_in_for_one_that_is_not_like_it_is_shown_to_a_person(wrong, told):
    source = "Das Schloss stammt aus dem Jahr 1704."
    rendering, _ = translate(source, {(source, Manner.USUAL): f"Le château date de {wrong}."})
    (segment,) = rendering.segments
    assert segment.target.content.text == "Le château date de 1704."
    assert [issue.message.split(";")[0] for issue in segment.target.issues if issue.check == "placement"] == told


def test_an_exchange_that_mends_nothing_leaves_the_draft_and_shields_are_tried():
    source = "Am 12. Mai und am 14. Juni 1998 kamen 345 Gäste."
    rendering, _ = translate(source, {(source, Manner.USUAL): "En 198, des visiteurs sont venus le 7 et le 8."})
    assert set(rendering.report["attempts"]) == {"exchange", "shields"}
