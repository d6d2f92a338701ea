import re
from dataclasses import replace

import pytest

from service.domain.content import Content
from service.domain.language import Language
from service.domain.target import Origin
from service.domain.term import Term
from service.domain.translation import Draft, Manner
from service.domain.unit import Role
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.continuation import go_on
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Line, Tools, Work
from service.quality.numbers import check_numbers
from service.quality.repetition import check_repetition
from tests.fakes import FakeCache, FakeEngine
from tests.unit.pipeline.test_terms import FakeTermbase, Setting

FR = Language.FRENCH
COUNCIL = Term("Stadtrat", FR, ("conseil municipal", "conseils municipaux"))
WORDS = {
    "Der": "Le",
    "Stadtrat": "bureau",
    "des": "du",
    "Stadtrats": "bureau",
    "Sitzung": "séance",
    "Die": "La",
    "tagt": "siège",
    "am": "dès",
    "Montag": "lundi",
    "neue": "nouveau",
    "hat": "a",
    "getagt": "siégé",
}


class WordForWord(FakeEngine):
    """A model that translates word for word, so that codes stay at their words; it is as sure as it is told to be."""

    score = -0.5
    displaces = False

    def translate(self, requests):
        self.requests += requests
        return [self.draft(request.content) for request in requests]

    def draft(self, content):
        said = [
            re.sub(r"\w+", lambda word: WORDS.get(word[0], word[0]), part) if isinstance(part, str) else part
            for part in content
        ]
        codes = tuple(dict.fromkeys(code.id for code in content.codes))
        return Draft(
            Content(*said), self.score, "alignment" if codes else "none", displaced=codes if self.displaces else ()
        )


class GoesOn(WordForWord):
    """Begins as it is told and goes on by a script; what the script does not hold it says word for word."""

    def __init__(self, **script):
        super().__init__()
        self.script = {opening.replace("_", " "): rest for opening, rest in script.items()}

    def translate(self, requests):
        drafts = super().translate(requests)
        return [
            replace(draft, content=Content(request.opening + self.script[request.opening], *request.content.codes))
            if request.opening in self.script
            else draft
            for request, draft in zip(requests, drafts, strict=True)
        ]


def translate(text, *terms, form="text/markdown", engine=None, setting=None):
    setting = setting or Setting()
    setting.engine = engine or setting.engine if isinstance(setting.engine, WordForWord) else engine or WordForWord()
    return setting.translate(text, *terms, form=form)[FR]


def outcome(rendering):
    return {key: value for key, value in rendering.report["terms"].items() if isinstance(value, int)}


def test_the_agreed_form_is_set_in_for_the_words_the_model_chose_and_the_report_says_so():
    rendering = translate("Die Sitzung des Stadtrats am Montag.\n", COUNCIL)
    assert rendering.document.decode() == "La séance du conseil municipal dès lundi.\n"
    assert outcome(rendering) == {"applied": 0, "substituted": 1, "missed": 0}
    assert rendering.report["per_segment"][0]["terms"] == [{"term": "Stadtrat", "outcome": "substituted"}]
    assert rendering.report["issues"] == []
    assert rendering.segments[0].target.origin is Origin.MACHINE


def test_codes_stay_where_they_are_when_a_term_is_set_in():
    rendering = translate("Die **Sitzung des Stadtrats** am Montag.\n", COUNCIL)
    assert rendering.document.decode() == "La **séance du conseil municipal** dès lundi.\n"
    assert rendering.report["structure_kept"]
    assert rendering.segments[0].target.placement == "alignment"


def test_where_it_is_not_safe_nothing_is_changed_and_the_issue_says_where():
    rendering = translate("Der neue Stadtrat hat getagt.\n", COUNCIL)
    assert rendering.document.decode() == "Le nouveau bureau a siégé.\n"
    assert outcome(rendering) == {"applied": 0, "substituted": 0, "missed": 1}
    (issue,) = rendering.segments[0].target.issues
    assert (issue.check, "Le nouveau bureau a siégé."[issue.start : issue.end]) == ("terms", "bureau")


def test_a_mark_that_no_alignment_could_place_is_not_trusted():
    engine = WordForWord()
    engine.displaces = True
    rendering = translate("Der Stadtrat hat getagt.\n", COUNCIL, engine=engine)
    assert rendering.document.decode() == "Le bureau a siégé.\n"
    assert [issue["check"] for issue in rendering.report["issues"]] == ["terms"]


@pytest.mark.parametrize(
    ("score", "document"), [(-0.3, "Le bureau a siégé.\n"), (-1.5, "Le conseil municipal a siégé.\n")]
)
def test_a_term_that_ships_is_set_in_only_where_the_model_is_unsure(score, document):
    engine = WordForWord()
    engine.score = score
    rendering = translate("Der Stadtrat hat getagt.\n", replace(COUNCIL, starter=True), engine=engine)
    assert rendering.document.decode() == document


def test_a_segment_is_decoded_again_for_the_place_of_a_term_and_not_for_its_forms():
    setting = Setting()
    translate("Der Stadtrat hat getagt.\n\nDer Montag.\n", COUNCIL, setting=setting)
    assert setting.decoded[:3] == ["Der Stadtrat hat getagt.", "Der Montag.", "Der Stadtrat hat getagt."]
    rendering = translate("Der Stadtrat hat getagt.\n", replace(COUNCIL, forms=("sénat",)), setting=setting)
    assert rendering.document.decode() == "Le sénat a siégé.\n"
    assert [request.opening for request in setting.engine.requests] == ["Le sénat"]
    translate("Der Stadtrat hat getagt.\n", replace(COUNCIL, forms=("sénat",)), setting=setting)
    assert setting.decoded == []


TOWN_HALL = Term("Stadtrat", FR, ("mairie",))


def test_where_what_follows_would_no_longer_agree_the_model_goes_on_after_the_agreed_form():
    engine = GoesOn(La_mairie=" s’est réunie lundi.")
    rendering = translate("Der Stadtrat tagt am Montag.\n", TOWN_HALL, engine=engine)
    assert rendering.document.decode() == "La mairie s’est réunie lundi.\n"
    assert outcome(rendering) == {"applied": 0, "substituted": 1, "missed": 0}
    assert rendering.report["issues"] == []


@pytest.mark.parametrize(
    ("rest", "document"),
    [
        (" a décidé 1704 lundi.", "La mairie a décidé 1704 lundi.\n"),
        (" a décidé lundi.", "La mairie a 1704 siégé.\n"),
        (" a décidé 1704 lundi de la mairie.", "La mairie a 1704 siégé.\n"),
        (" a décidé 1704 lundi, a décidé 1704 lundi.", "La mairie a 1704 siégé.\n"),
    ],
)
def test_what_the_model_goes_on_with_must_keep_figures_stammer_nothing_and_say_the_term_once(rest, document):
    checks = (check_numbers, check_repetition)
    kit = Tools(GoesOn(La_mairie=rest), FakeCache(), LanguageCare(), checks, terms=FakeTermbase((TOWN_HALL,)))
    article = b"Der Stadtrat hat 1704 getagt.\n"
    rendering = translate_article(article, Formats().find("text"), (FR,), kit, lambda *_: None)[FR]
    assert rendering.document.decode() == document


def test_the_codes_of_a_sentence_that_is_gone_on_with_are_kept():
    engine = GoesOn(La_mairie=" s’est réunie lundi.")
    rendering = translate("<p>Der Stadtrat tagt am Montag<br></p>", TOWN_HALL, form="text/html", engine=engine)
    assert rendering.document.decode() == "<p>La mairie s’est réunie lundi.<br></p>"
    assert rendering.report["structure_kept"]


def test_what_leaves_out_half_the_sentence_is_not_taken():
    rendering = translate("Der Stadtrat tagt am Montag.\n", TOWN_HALL, engine=GoesOn(La_mairie="."))
    assert rendering.document.decode() == "Le bureau siège dès lundi.\n"


def test_a_sentence_that_is_gone_on_with_is_no_surer_than_its_beginning():
    class Sure(GoesOn):
        def translate(self, requests):
            drafts = zip(requests, super().translate(requests), strict=True)
            return [replace(draft, score=-0.1) if request.opening else draft for request, draft in drafts]

    rendering = translate("Der Stadtrat tagt.\n", TOWN_HALL, engine=Sure(La_mairie=" siège."))
    assert (rendering.segments[0].target.content.text, rendering.segments[0].target.score) == ("La mairie siège.", -0.5)


def test_a_term_the_model_wrote_by_itself_costs_no_second_decode():
    setting = Setting()
    rendering = translate("Der Stadtrat hat getagt.\n", replace(COUNCIL, forms=("bureau",)), setting=setting)
    assert setting.decoded == ["Der Stadtrat hat getagt."]
    assert outcome(rendering) == {"applied": 1, "substituted": 0, "missed": 0}


def test_a_term_that_a_code_cuts_in_two_is_left_to_a_person():
    rendering = translate("Der Stadt**rat** hat getagt.\n", COUNCIL)
    assert outcome(rendering) == {"applied": 0, "substituted": 0, "missed": 1}
    assert rendering.report["structure_kept"]


def test_a_term_is_set_into_a_draft_whose_figure_was_exchanged_and_the_figure_stays_right():
    class Misreads(WordForWord):
        def draft(self, content):
            drafted = super().draft(content)
            parts = (part.replace("1704", "17044") if isinstance(part, str) else part for part in drafted.content)
            return replace(drafted, content=Content(*parts))

    kit = Tools(Misreads(), FakeCache(), LanguageCare(), (check_numbers,), terms=FakeTermbase((COUNCIL,)))
    article = b"Der Stadtrat hat am Montag 1704 getagt.\n"
    rendering = translate_article(article, Formats().find("text"), (FR,), kit, lambda *_: None)[FR]
    assert rendering.document.decode() == "Le conseil municipal a dès lundi 1704 siégé.\n"
    assert rendering.report["attempts"] == {"exchange": {"tried": 1, "kept": 1}}
    assert outcome(rendering)["substituted"] == 1


@pytest.mark.parametrize(("manner", "asked"), [(Manner.USUAL, 1), (Manner.PIECES, 0)])
def test_a_sentence_translated_in_pieces_is_not_gone_on_with(manner, asked):
    engine, care = GoesOn(La_mairie=" siège."), LanguageCare()
    source = Content("Der Stadtrat tagt.")
    line = Line(0, Role.PARAGRAPH, FR, source, source, draft=engine.draft(source), manner=manner)
    marked = care.mark_terms(source, [TOWN_HALL])
    there = replace(line, prepared=marked, draft=engine.draft(marked))
    work = Work(b"", Formats().find("text"), (FR,), lambda *_: None).with_lines((line,))
    go_on(work, {0: there}, {0: [TOWN_HALL]}, Tools(engine, FakeCache(), care, ()))
    assert len(engine.requests) == asked
