import re
from dataclasses import replace

import pytest

from service.domain.content import Content
from service.domain.errors import EmptyArticle, LimitExceeded
from service.domain.issue import Issue, Severity
from service.domain.language import TARGETS, Language
from service.domain.target import Origin
from service.formats.registry import Formats
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.language_care import LanguageCare
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from service.quality.numbers import check_numbers
from tests.fakes import FakeCache, FakeEngine

ARTICLE = """Neuer Spielplatz im Stadtpark

Der Spielplatz wird am Montag eröffnet. Der Eintritt ist frei.

Der Eintritt ist frei. Der Eintritt ist frei.
"""


def tools(engine=None, cache=None, **options):
    engine = engine or FakeEngine()
    return Tools(engine, FakeCache() if cache is None else cache, LanguageCare(), (), **options)


def translated(article, kit, targets=TARGETS, media_type="text/plain"):
    return translate_article(article.encode(), Formats().find(media_type), targets, kit, lambda *_: None)


def test_the_blocks_come_back_in_their_order_in_every_language():
    renderings = translated(ARTICLE, tools())
    assert renderings[Language.FRENCH].document.decode() == (
        "FR Neuer Spielplatz im Stadtpark\n\n"
        "FR Der Spielplatz wird am Montag eröffnet. FR Der Eintritt ist frei.\n\n"
        "FR Der Eintritt ist frei. FR Der Eintritt ist frei.\n"
    )
    assert renderings[Language.ITALIAN].document.decode().count("IT ") == 5


def test_no_model_is_asked_for_an_address_block_a_credit_and_a_dateline():
    engine = FakeEngine()
    article = (
        "Ludwigsburg, 12. Mai 2026\n\nDie Stadt baut.\n\nFoto: Max Mustermann\n\nPressekontakt:\nStadt Ludwigsburg\n"
        "Susanne Müller\nWilhelmstraße 11\n71638 Ludwigsburg\nTelefon: 07141 910-2004\n\nZum Seitenanfang\n"
    )
    rendering = translated(article, tools(engine), (Language.FRENCH,))[Language.FRENCH]
    assert [request.content.text for request in engine.requests if request.content.text] == ["Die Stadt baut."]
    assert rendering.document.decode() == (
        "Ludwigsburg, le 12 mai 2026\n\nFR Die Stadt baut.\n\nPhoto\u00a0: Max Mustermann\n\nContact presse\u00a0:\n"
        "FR Stadt Ludwigsburg\nFR Susanne Müller\nFR Wilhelmstraße 11\nFR 71638 Ludwigsburg\n"
        "Téléphone\u00a0: FR 07141 910-2004\n\nHaut de page\n"
    )
    assert {segment.target.origin for segment in rendering.segments} == {Origin.TERM, Origin.MACHINE}


def test_a_sentence_said_three_times_is_decoded_once_and_stands_three_times():
    engine = FakeEngine()
    renderings = translated(ARTICLE, tools(engine))
    assert [request.content.text for request in engine.requests].count("Der Eintritt ist frei.") == len(TARGETS)
    assert renderings[Language.FRENCH].document.decode().count("FR Der Eintritt ist frei.") == 3


def test_the_same_article_again_decodes_nothing():
    engine, cache = FakeEngine(), FakeCache()
    first = translated(ARTICLE, tools(engine, cache))
    asked = len(engine.requests)
    second = translated(ARTICLE, tools(engine, cache))
    assert len(engine.requests) == asked
    assert second[Language.FRENCH].document == first[Language.FRENCH].document
    assert second[Language.FRENCH].report["segments"] == {
        "total": 5,
        "decoded": 0,
        "reused": 5,
        "memory": 0,
        "repaired": 0,
    }


def test_one_changed_sentence_decodes_one_sentence_a_language():
    engine, cache = FakeEngine(), FakeCache()
    translated(ARTICLE, tools(engine, cache))
    engine.requests.clear()
    translated(ARTICLE.replace("am Montag", "am Dienstag"), tools(engine, cache))
    assert [request.content.text for request in engine.requests] == ["Der Spielplatz wird am Dienstag eröffnet."] * 2


def test_another_package_version_decodes_everything_again():
    cache = FakeCache()
    translated(ARTICLE, tools(FakeEngine("1"), cache))
    newer = FakeEngine("2")
    translated(ARTICLE, tools(newer, cache))
    assert len(newer.requests) == 3 * len(TARGETS)


def test_drafts_are_kept_under_the_signature_that_made_them():
    engine, cache = FakeEngine(), FakeCache()
    translated(ARTICLE, tools(engine, cache))
    assert cache.labels == {engine.signature(language).digest for language in TARGETS}


def test_after_a_death_in_the_middle_only_the_missing_segments_are_decoded():
    article = "\n\n".join(f"Das ist der Satz mit der Nummer {number} von zwanzig." for number in range(20))
    cache = FakeCache()
    with pytest.raises(KeyboardInterrupt):
        translated(article, tools(FakeEngine(dies_after=24), cache, chunk=8))
    assert len(cache) == 24
    survivor = FakeEngine()
    renderings = translated(article, tools(survivor, cache, chunk=8))
    assert len(survivor.requests) == 2 * 20 - 24
    assert renderings[Language.ITALIAN].document.decode().count("IT ") == 20


def test_progress_reaches_the_total_of_each_language():
    seen = []
    translate_article(
        ARTICLE.encode(), Formats().find("text/plain"), TARGETS, tools(chunk=1), lambda *step: seen.append(step)
    )
    for language in TARGETS:
        steps = [(done, total) for each, done, total in seen if each is language]
        assert steps[0] == (0, 5)
        assert steps[-1] == (5, 5)
        assert steps == sorted(steps)


def test_inline_markup_survives_and_is_counted():
    article = "# Neues aus dem **Rathaus**\n\nMehr im [Ratsbericht](https://example.org/bericht_2026.pdf).\n"
    rendering = translated(article, tools(), (Language.FRENCH,), "text/markdown")[Language.FRENCH]
    assert (
        rendering.document.decode()
        == "# FR Neues aus dem **Rathaus**\n\nFR Mehr im [Ratsbericht](https://example.org/bericht_2026.pdf).\n"
    )
    assert rendering.report["structure_kept"]
    assert rendering.report["source"]["addresses"] == ["https://example.org/bericht_2026.pdf"]


def test_a_report_that_is_ok_needs_the_structure_kept():
    class Loses(FakeEngine):
        def translate(self, requests):
            drafts = super().translate(requests)
            return [type(draft)(type(draft.content)("verloren"), draft.score) for draft in drafts]

    rendering = translated("Mehr im **Bericht** von heute.\n", tools(Loses()), (Language.FRENCH,), "text/markdown")
    assert not rendering[Language.FRENCH].report["ok"]


@pytest.mark.parametrize(
    ("severity", "ok"), [(Severity.MINOR, True), (Severity.MAJOR, False), (Severity.CRITICAL, False)]
)
def test_only_what_is_graver_than_minor_needs_a_person(severity, ok):
    kit = replace(tools(), checks=(lambda *_: Issue("test", severity, "Found."),))
    report = translated(ARTICLE, kit, (Language.FRENCH,))[Language.FRENCH].report
    assert report["ok"] is ok
    assert len(report["issues"]) == 5


def test_every_target_names_its_origin_and_signature():
    for segment in translated(ARTICLE, tools())[Language.FRENCH].segments:
        assert segment.target.origin is Origin.MACHINE
        assert segment.target.signature == FakeEngine().signature(Language.FRENCH)


def test_an_article_without_text_is_refused():
    with pytest.raises(EmptyArticle):
        translated("\n  \n", tools())


def test_an_article_over_the_segment_limit_is_refused_with_limit_and_actual():
    with pytest.raises(LimitExceeded, match="limit is 2 segments"):
        translated(ARTICLE, tools(max_segments=2))


class LosesFigures(FakeEngine):
    """A model that reads every digit as 7, as far as it sees it."""

    def translate(self, requests):
        drafts = super().translate(requests)
        return [replace(draft, content=Content(*map(self.misread, draft.content))) for draft in drafts]

    @staticmethod
    def misread(part):
        return re.sub(r"\d", "7", part) if isinstance(part, str) else part


def test_figures_a_model_changes_are_brought_back_by_a_second_attempt():
    engine, cache = LosesFigures(), FakeCache()
    article = "Am 12. Mai kamen 1.234 Gäste um 18.30 Uhr.\n\nDer Eintritt ist frei.\n"
    kit = replace(tools(engine, cache), checks=(check_numbers,))
    rendering = translated(article, kit, (Language.ITALIAN,))[Language.ITALIAN]
    text = rendering.document.decode()
    assert all(figure in text for figure in ("12", "1.234", "18.30"))
    assert rendering.report["segments"]["repaired"] == 1
    assert rendering.report["issues"] == []
    asked = len(engine.requests)
    again = translated(article, kit, (Language.ITALIAN,))[Language.ITALIAN]
    assert (again.document, len(engine.requests)) == (rendering.document, asked)


def test_figures_a_second_attempt_cannot_bring_back_are_an_issue():
    class Forgets(FakeEngine):
        def translate(self, requests):
            return [replace(draft, content=Content("vuoto")) for draft in super().translate(requests)]

    kit = replace(tools(Forgets()), checks=(check_numbers,))
    rendering = translated("Es kamen 1.234 Gäste.\n", kit, (Language.ITALIAN,))[Language.ITALIAN]
    assert [issue["check"] for issue in rendering.report["issues"]] == ["numbers"]
    assert rendering.report["segments"]["repaired"] == 0


def test_a_fragment_that_names_its_language_is_read_again_too():
    rendering = translated('<div lang="de"><p>Der Park ist offen.</p></div>', tools(), (Language.FRENCH,), "text/html")
    assert rendering[Language.FRENCH].document.decode() == '<div lang="fr"><p>FR Der Park ist offen.</p></div>'
    assert rendering[Language.FRENCH].report["structure_kept"]


def test_the_report_tells_what_rules_of_language_changed_and_where():
    article = "Neues aus dem Park\n\nAlle Bürger*innen sagten „Ja“.\n"
    double, masculine = (
        translated(article, replace(tools(), care=care))[Language.FRENCH].report["per_segment"][1]
        for care in (LanguageCare(), LanguageCare(policies={Language.FRENCH: GenderPolicy.MASCULINE}))
    )
    assert double["preparation"] == [
        {"rule": "gender", "start": 5, "before": "Bürger*innen", "after": "Bürgerinnen und Bürger"}
    ]
    assert [change["after"] for change in masculine["preparation"]] == ["Bürger"]
    assert [(change["rule"], change["before"]) for change in double["finishing"]] == [
        ("quotes", "„Ja"),
        ("quotes", "Ja“"),
    ]


def test_a_policy_for_one_language_leaves_the_drafts_of_the_other_in_the_cache():
    engine, cache = FakeEngine(), FakeCache()
    translated("Alle Bürger*innen kommen.\n", tools(engine, cache))
    policies = {Language.ITALIAN: GenderPolicy.MASCULINE}
    translated("Alle Bürger*innen kommen.\n", replace(tools(engine, cache), care=LanguageCare(policies=policies)))
    assert [(request.target, request.content.text) for request in engine.requests[2:]] == [
        (Language.ITALIAN, "Alle Bürger kommen.")
    ]
