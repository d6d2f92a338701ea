import re
from dataclasses import dataclass, replace

from service.domain.content import Content
from service.domain.language import Language
from service.domain.target import Origin
from service.domain.term import CaseRule, Term
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.linguistics.terms import Terms
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from tests.fakes import FakeCache, FakeEngine

FR, IT = Language.FRENCH, Language.ITALIAN
ARTICLE = "Der Stadtrat tagt am Montag im Rathaus.\n\nDas Residenzfest ist eröffnet.\n\nDer Eintritt ist frei.\n"


@dataclass
class FakeTermbase:
    terms: tuple = ()

    def snapshot(self):
        return Terms("", (), self.terms)


class Setting:
    """One engine and one cache under changing terms."""

    def __init__(self):
        self.engine, self.cache = FakeEngine(), FakeCache()

    def translate(self, article, *terms, form="text/plain", languages=(FR,), towns=None):
        self.engine.requests.clear()
        kit = Tools(self.engine, self.cache, LanguageCare(), (), terms=FakeTermbase(terms))
        return translate_article(article.encode(), Formats().find(form), languages, kit, lambda *_: None, towns)

    @property
    def decoded(self):
        return [request.content.text for request in self.engine.requests]


def counts(report):
    return report["terms"]["applied"], report["terms"]["missed"]


def test_a_term_agreed_with_a_town_counts_exactly_where_it_occurs_and_only_for_that_town():
    setting, council = Setting(), Term("Stadtrat", FR, ("conseil de ville",), town="Montbéliard")
    report = setting.translate(ARTICLE, council)[FR].report
    assert (report["terms"]["town"], counts(report)) == ("", (0, 0))
    report = setting.translate(ARTICLE, council, towns={FR: "Montbéliard"})[FR].report
    assert (report["terms"]["town"], counts(report)) == ("Montbéliard", (0, 1))
    assert [issue["segment"] for issue in report["issues"]] == [0]
    assert counts(setting.translate(ARTICLE, council, towns={FR: "Besançon"})[FR].report) == (0, 0)


def test_a_kept_term_is_decoded_again_in_exactly_the_segments_where_it_occurs():
    setting = Setting()
    setting.translate(ARTICLE)
    rendering = setting.translate(ARTICLE, Term("Residenzfest", FR, kept=True))[FR]
    assert setting.decoded == ["Das  ist eröffnet."]
    assert "Das Residenzfest ist" in rendering.document.decode()
    setting.translate(ARTICLE)
    assert setting.decoded == []


def test_a_term_that_is_only_checked_decodes_nothing_and_is_reported_where_it_occurs():
    setting = Setting()
    setting.translate(ARTICLE)
    report = setting.translate(ARTICLE, Term("Stadtrat", FR, ("conseil municipal",), starter=True))[FR].report
    assert setting.decoded == []
    assert [(issue["segment"], issue["check"], issue["severity"]) for issue in report["issues"]] == [
        (0, "terms", "minor")
    ]
    assert counts(report) == (0, 1)
    assert counts(setting.translate(ARTICLE)[FR].report) == (0, 0)


def test_a_kept_term_of_one_language_is_translated_into_the_other():
    setting = Setting()
    setting.translate("Das Residenzfest ist eröffnet.", Term("Residenzfest", FR, kept=True), languages=(FR, IT))
    assert sorted(setting.decoded) == ["Das  ist eröffnet.", "Das Residenzfest ist eröffnet."]


TABLE = "| Amt | Ort |\n|---|---|\n| Stadtrat | **Rathaus** |\n"


def test_a_segment_that_is_one_term_takes_the_agreed_form_without_a_machine():
    setting = Setting()
    council = Term("Stadtrat", FR, ("conseil municipal", "conseils municipaux"))
    rendering = setting.translate(TABLE, council, form="text/markdown")[FR]
    assert "| Conseil municipal |" in rendering.document.decode()
    assert "Stadtrat" not in setting.decoded
    (segment,) = [each for each in rendering.segments if each.source.text == "Stadtrat"]
    assert (segment.target.origin, segment.target.signature) == (Origin.TERM, None)
    assert counts(rendering.report) == (1, 0)


def test_the_agreed_form_goes_when_its_term_goes():
    setting = Setting()
    setting.translate(TABLE, Term("Stadtrat", FR, ("conseil",)), form="text/markdown")
    other = setting.translate(TABLE, Term("Stadtrat", FR, ("chambre",)), form="text/markdown")[FR]
    assert (setting.decoded, "| Chambre |" in other.document.decode()) == ([], True)
    setting.translate(TABLE, form="text/markdown")
    assert setting.decoded == ["Stadtrat"]


def test_a_heading_in_capitals_stays_in_capitals_and_a_plural_without_an_agreed_form_is_left_to_the_engine():
    setting = Setting()
    council = Term("Stadtrat", FR, ("conseil municipal",), starter=True)
    rendering = setting.translate("# STADTRAT\n\n# Stadträte\n\n# Der Stadtrat\n", council, form="text/markdown")[FR]
    assert "# CONSEIL MUNICIPAL\n" in rendering.document.decode()
    assert "# Le conseil municipal\n" in rendering.document.decode()
    assert setting.decoded == ["Stadträte"]


def test_a_term_with_a_code_inside_is_left_to_the_engine():
    setting = Setting()
    setting.translate("**Rathaus**\n", Term("Rathaus", FR, ("mairie",), starter=True), form="text/markdown")
    assert len(setting.engine.requests) == 1
    assert setting.engine.requests[0].content != Content("Rathaus")


class ForgetsNames(FakeEngine):
    """A model that turns every capitalised word it sees into another one."""

    def translate(self, requests):
        drafts = super().translate(requests)
        return [replace(draft, content=Content(*map(self.misread, draft.content))) for draft in drafts]

    @staticmethod
    def misread(part):
        return re.sub(r"\b[A-ZÄÖÜ]\w+", "Xyz", part) if isinstance(part, str) else part


def test_a_name_the_model_lost_is_brought_back_in_the_form_of_the_target():
    setting = Setting()
    setting.engine = ForgetsNames()
    town = Term("Mömpelgard", FR, ("Montbéliard",), case=CaseRule.EXACT)
    text = setting.translate("Alle kommen morgen nach Mömpelgard und feiern.\n", town)[FR].document.decode()
    assert "Montbéliard" in text
    assert "Mömpelgard" not in text


def test_a_name_found_again_weighs_more_than_its_place():
    class Misplaces(ForgetsNames):
        def translate(self, requests):
            drafts = super().translate(requests)
            return [replace(draft, displaced=tuple(code.id for code in draft.content.codes)) for draft in drafts]

    setting = Setting()
    setting.engine = Misplaces()
    town = Term("Mömpelgard", FR, ("Montbéliard",), case=CaseRule.EXACT, starter=True)
    rendering = setting.translate("Alle kommen morgen nach Mömpelgard und feiern.\n", town)[FR]
    assert "Montbéliard" in rendering.document.decode()
    assert [issue["check"] for issue in rendering.report["issues"]] == ["placement"]


def test_a_term_that_is_no_name_is_left_to_the_person():
    setting = Setting()
    setting.engine = ForgetsNames()
    rendering = setting.translate(ARTICLE, Term("Stadtrat", FR, ("conseil municipal",)))[FR]
    assert rendering.report["segments"]["repaired"] == 0
    assert counts(rendering.report) == (0, 1)


def test_a_person_whose_name_did_not_survive_comes_back_by_a_second_attempt():
    class Translates(FakeEngine):
        """Takes a name for words."""

        def translate(self, requests):
            drafts = super().translate(requests)
            return [replace(draft, content=Content(*map(_mangle, draft.content))) for draft in drafts]

    def _mangle(part):
        return part.replace("Knecht", "Valet") if isinstance(part, str) else part

    setting = Setting()
    setting.engine = Translates()
    rendering = setting.translate("Oberbürgermeister Dr. Matthias Knecht lädt alle zum Fest ein.\n")[FR]
    assert "Matthias Knecht" in rendering.document.decode()
    assert "Valet" not in rendering.document.decode()
    assert rendering.report["segments"]["repaired"] == 1
