"""Which segments a person is told to read first."""

from dataclasses import replace

from service.domain.language import Language
from service.domain.term import Term
from service.domain.translation import Manner
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from service.quality import CHECKS
from tests.fakes import FakeCache, FakeEngine, ScriptedEngine

FR = Language.FRENCH
SENTENCES = [f"Das ist der Satz mit der Nummer {number} von vielen." for number in range(8)]
ARTICLE = "\n\n".join(SENTENCES)


class Doubting(FakeEngine):
    """Less sure of a segment the higher the figure in it."""

    def translate(self, requests):
        drafts = super().translate(requests)
        figures = (int("".join(filter(str.isdigit, request.content.text)) or 0) for request in requests)
        return [replace(draft, score=-0.1 - figure / 5) for draft, figure in zip(drafts, figures, strict=True)]


def reported(article, engine, review=3, checks=(), terms=None):
    kit = Tools(engine, FakeCache(), LanguageCare(), checks, review=review, terms=terms)
    return translate_article(article.encode(), Formats().find("text"), (FR,), kit, lambda *_: None)[FR].report


def test_the_segments_the_model_was_least_sure_of_are_named_in_their_order():
    report = reported(ARTICLE, Doubting())
    assert [each["segment"] for each in report["review"]] == [7, 6, 5]
    assert {each["reason"] for each in report["review"]} == {"certainty"}
    assert [each["confidence"] for each in report["review"]] == [
        report["per_segment"][number]["confidence"] for number in (7, 6, 5)
    ]


def test_as_many_are_named_as_the_setting_says():
    assert len(reported(ARTICLE, Doubting(), review=5)["review"]) == 5
    assert reported(ARTICLE, Doubting(), review=0)["review"] == []


def test_a_translation_much_too_short_is_named_for_its_length():
    long = "Am Samstag feiern alle Kinder mit ihren Familien ein großes Fest auf dem Marktplatz."
    engine = ScriptedEngine(script={(long, Manner.USUAL): "Samedi, une fête pour tous les enfants."})
    [first] = reported(f"{ARTICLE}\n\n{long}", engine, review=1)["review"]
    assert (first["segment"], first["reason"]) == (8, "length")


def test_a_critical_issue_comes_before_any_doubt():
    mute = "Der Park ist heute offen und alle kommen gern."
    silent = ScriptedEngine(script={(mute, manner): "" for manner in Manner})
    review = reported(f"{ARTICLE}\n\n{mute}", silent, checks=CHECKS)["review"]
    assert (review[0]["segment"], review[0]["reason"]) == (8, "issue")


def test_a_sentence_said_twice_is_named_once():
    review = reported(f"{ARTICLE}\n\n{SENTENCES[7]}", Doubting())["review"]
    assert [each["segment"] for each in review] == [7, 6, 5]


def test_packages_nobody_measured_are_said_to_be_uncalibrated():
    assert reported(ARTICLE, Doubting())["confidence_calibrated"] is False


def test_the_same_confidence_comes_out_of_the_cache():
    kit = Tools(Doubting(), FakeCache(), LanguageCare(), ())
    first, second = (
        translate_article(ARTICLE.encode(), Formats().find("text"), (FR,), kit, lambda *_: None)[FR].report
        for _ in range(2)
    )
    assert first["review"] == second["review"]


def test_what_no_model_translated_is_not_rated():
    class Termbase:
        version = "1"

        def snapshot(self):
            return self

        def find(self, text, language, town=""):
            return [Term("Stadtrat", FR, ("conseil municipal",))] if text == "Stadtrat" else []

    report = reported(f"Stadtrat\n\n{SENTENCES[3]}", Doubting(), terms=Termbase())
    assert [each["confidence"] is None for each in report["per_segment"]] == [True, False]
    assert [each["segment"] for each in report["review"]] == [1]
