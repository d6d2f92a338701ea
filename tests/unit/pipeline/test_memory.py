from dataclasses import replace

import pytest

from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.domain.memory import MemoryUnit
from service.domain.records import Rendering
from service.domain.target import Origin, State
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.pipeline.memory import units_from
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from service.quality import CHECKS
from tests.fakes import FakeCache, FakeEngine, FakeMemory

FR = Language.FRENCH
GREETING = MemoryUnit("Der <1>Rat</1> tagt.", "Le <1>conseil</1> siège.", FR)


def translated(html, memory=(), engine=None, earlier=None, checks=CHECKS):
    tools = Tools(engine or FakeEngine(), FakeCache(), LanguageCare(), checks, memory=FakeMemory(memory))
    form = Formats().find("text/html")
    earlier = {FR: earlier} if earlier else None
    return translate_article(html.encode(), form, (FR,), tools, lambda *_: None, earlier=earlier)[FR]


def test_an_approved_segment_stands_for_the_machine_s_and_is_counted():
    engine = FakeEngine()
    rendering = translated("<p>Der <b>Rat</b> tagt. Alle kommen.</p>", [GREETING], engine)
    assert rendering.document.decode() == "<p>Le <b>conseil</b> siège. FR Alle kommen.</p>"
    assert [request.content.text for request in engine.requests] == ["Alle kommen."]
    assert [segment.target.origin for segment in rendering.segments] == [Origin.MEMORY_EXACT, Origin.MACHINE]
    assert rendering.segments[0].target.signature is None
    assert (rendering.report["segments"]["memory"], rendering.report["segments"]["decoded"]) == (1, 1)


def test_the_codes_are_those_of_the_segment_at_hand_in_the_place_a_person_gave_them():
    unit = MemoryUnit("Zum <1>Rathaus</1><2/>.", "<2/>À la <1>mairie</1>.", FR)
    rendering = translated('<p>Zum <a href="neu.html">Rathaus</a><img src="x.png">.</p>', [unit])
    assert rendering.document.decode() == '<p><img src="x.png">À la <a href="neu.html">mairie</a>.</p>'
    assert (rendering.report["codes"]["person"], rendering.report["placement"]) == (2, {"person": 1})


@pytest.mark.parametrize("html", ["<p>Der Rat tagt.</p>", "<p>Der <b>Rat tagt</b>.</p>", "<p>DER <b>RAT</b> TAGT.</p>"])
def test_other_structure_or_capitals_are_no_exact_match(html):
    assert translated(html, [GREETING]).segments[0].target.origin is Origin.MACHINE


def test_spaces_soft_hyphens_and_composition_of_letters_do_not_matter():
    unit = MemoryUnit("Die Eröffnung ist am Montag.", "L’ouverture a lieu lundi.", FR)
    html = "<p>Die Ero\u0308ff\u00adnung  ist\u00a0am Montag.</p>"
    assert translated(html, [unit]).segments[0].target.content.text == "L’ouverture a lieu lundi."


def test_of_several_exact_ones_the_one_between_the_same_neighbours_wins_else_the_one_changed_last():
    newest = MemoryUnit("Alle kommen.", "Tous viennent.", FR, "Der Saal ist voll.", "")
    same_neighbours = MemoryUnit("Alle kommen.", "Tout le monde vient.", FR, "Der Rat tagt.", "Es gibt Kaffee.")
    memory = [newest, same_neighbours]
    within = translated("<p>Der Rat tagt. Alle kommen. Es gibt Kaffee.</p>", memory)
    assert within.segments[1].target.content.text == "Tout le monde vient."
    elsewhere = translated("<p>Der Rat tagt. Alle kommen.</p>", memory)
    assert elsewhere.segments[1].target.content.text == "Tous viennent."


def test_another_language_s_unit_is_no_match():
    unit = MemoryUnit("Alle kommen.", "Vengono tutti.", Language.ITALIAN)
    assert translated("<p>Alle kommen.</p>", [unit]).segments[0].target.origin is Origin.MACHINE


def test_what_a_check_finds_in_approved_words_is_shown_but_needs_no_person():
    unit = MemoryUnit("Es kamen 300 Gäste.", "Il y a eu trois cents invités, soit 20 de plus.", FR)
    rendering = translated("<p>Es kamen 300 Gäste.</p>", [unit])
    (issue,) = [issue for issue in rendering.segments[0].target.issues if issue.check == "numbers"]
    assert issue.severity is Severity.MINOR
    assert rendering.report["ok"]


def post_edited(rendering: Rendering, number: int, text: str) -> tuple:
    segments = list(rendering.segments)
    old = segments[number].target
    content = type(old.content)(text)
    target = replace(old, content=content, origin=Origin.POST_EDITED, signature=None, state=State.REVIEWED)
    segments[number] = replace(segments[number], target=target)
    return tuple(segments)


def test_what_a_person_wrote_survives_a_new_revision_of_the_article():
    first = translated("<p>Der Rat tagt. Alle kommen.</p>")
    earlier = post_edited(first, 1, "Tout le monde vient.")
    engine = FakeEngine()
    second = translated("<p>Der Rat tagt heute. Alle kommen.</p>", engine=engine, earlier=earlier)
    assert [request.content.text for request in engine.requests] == ["Der Rat tagt heute."]
    assert second.segments[1].target.content.text == "Tout le monde vient."
    assert (second.segments[1].target.origin, second.segments[1].target.state) == (Origin.POST_EDITED, State.REVIEWED)


def test_what_a_person_wrote_here_goes_before_the_memory_and_machine_work_does_not():
    first = translated("<p>Der Rat tagt. Alle kommen.</p>")
    memory = [MemoryUnit("Alle kommen.", "Tous viennent.", FR), MemoryUnit("Der Rat tagt.", "Le conseil siège.", FR)]
    second = translated("<p>Der Rat tagt. Alle kommen.</p>", memory, earlier=post_edited(first, 1, "Venez tous."))
    assert [segment.target.content.text for segment in second.segments] == ["Le conseil siège.", "Venez tous."]


def test_a_second_attempt_of_the_machine_does_not_touch_what_a_person_approved():
    def never_pleased(source, target, language):
        return Issue("numbers", Severity.MAJOR, "wrong")

    engine = FakeEngine()
    unit = MemoryUnit("Es sind 5.", "Cela fait cinq.", FR)
    rendering = translated("<p>Es sind 5. Es sind 7.</p>", [unit], engine, checks=(never_pleased,))
    assert rendering.segments[0].target.content.text == "Cela fait cinq."
    assert rendering.report["segments"]["repaired"] <= 1


def test_an_approved_translation_brings_its_segments_with_their_neighbours_but_no_figures():
    rendering = translated("<p>Der <b>Rat</b> tagt. 12.5. Alle kommen.</p><p>2026</p>")
    units = units_from(rendering.segments, FR, "ARTICLE", "Anna")
    assert (units[0].source, units[0].target) == ("Der <1>Rat</1> tagt.", "FR Der <1>Rat</1> tagt.")
    assert all(any(letter.isalpha() for letter in unit.source) for unit in units)
    assert (units[0].before, units[0].author, units[0].article) == ("", "Anna", "ARTICLE")
    assert units[0].after == rendering.segments[1].source.text


DATE = MemoryUnit("Am <1>3. Mai</1> öffnet der Park um 18.30 Uhr.", "Le <1>3 mai</1>, le parc ouvre à 18 h 30.", FR)


def test_a_unit_that_differs_in_figures_alone_is_made_to_fit():
    rendering = translated("<p>Am <b>5. Mai</b> öffnet der Park um 19.45 Uhr.</p>", [DATE])
    assert rendering.document.decode() == "<p>Le <b>5 mai</b>, le parc ouvre à 19 h 45.</p>"
    assert rendering.segments[0].target.origin is Origin.MEMORY_FUZZY
    assert rendering.report["segments"]["memory"] == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>Am <b>1. Mai</b> öffnet der Park um 18.30 Uhr.</p>",
        "<p>Am 5. Mai öffnet der Park um 18.30 Uhr.</p>",
        "<p>Am <b>5. Mai</b> schließt der Park um 18.30 Uhr.</p>",
    ],
)
def test_what_differs_in_more_or_needs_other_words_is_left_to_the_machine(html):
    assert translated(html, [DATE]).segments[0].target.origin is Origin.MACHINE


def test_a_fitted_unit_that_a_check_doubts_is_not_used():
    wrong = MemoryUnit("Am 3. Mai kamen 40 Gäste.", "Le 3 mai, 40 invités sur 90 sont venus.", FR)
    (segment,) = translated("<p>Am 3. Mai kamen 50 Gäste.</p>", [wrong]).segments
    assert segment.target.origin is Origin.MACHINE


OURS = replace(MemoryUnit("Alle kommen am 3. Mai.", "Venez le 3 mai.", FR), town="Montbéliard")
SHARED = MemoryUnit("Alle kommen am 3. Mai.", "Tous viennent le 3 mai.", FR)


def read_in(town, memory, html="<p>Alle kommen am 3. Mai.</p>", **options):
    tools = Tools(FakeEngine(), FakeCache(), LanguageCare(), CHECKS, memory=FakeMemory(memory), **options)
    form = Formats().find("text/html")
    return translate_article(html.encode(), form, (FR,), tools, lambda *_: None, {FR: town} if town else None)[FR]


@pytest.mark.parametrize(
    ("town", "memory", "expected"),
    [
        ("Montbéliard", [SHARED, OURS], "Venez le 3 mai."),
        ("montbéliard", [SHARED, OURS], "Venez le 3 mai."),
        ("Montbéliard", [SHARED], "Tous viennent le 3 mai."),
        ("Besançon", [OURS, SHARED], "Tous viennent le 3 mai."),
        ("", [OURS, SHARED], "Tous viennent le 3 mai."),
        ("Besançon", [OURS], "FR Alle kommen am 3 mai."),
        ("", [OURS], "FR Alle kommen am 3 mai."),
    ],
)
def test_a_town_has_its_own_words_then_those_of_all_and_never_another_town_s(town, memory, expected):
    assert read_in(town, memory).segments[0].target.content.text == expected
    other_day = read_in(town, memory, "<p>Alle kommen am 5. Mai.</p>").segments[0].target.content.text
    assert other_day == expected.replace("3", "5")


def test_a_town_s_own_words_win_over_words_of_all_between_the_same_neighbours():
    shared = replace(SHARED, before="Der Rat tagt.")
    rendering = read_in("Montbéliard", [shared, OURS], "<p>Der Rat tagt. Alle kommen am 3. Mai.</p>")
    assert rendering.segments[1].target.content.text == "Venez le 3 mai."


def test_another_town_s_words_are_used_if_the_tools_say_so_and_only_where_there_are_no_others():
    assert read_in("Besançon", [OURS], other_towns=True).segments[0].target.origin is Origin.MEMORY_EXACT
    rendering = read_in("Besançon", [OURS, SHARED], other_towns=True)
    assert rendering.segments[0].target.content.text == "Tous viennent le 3 mai."
