"""The engine over real, tiny packages."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ctranslate2
import pytest

from benchmarks.marked import mark, show
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.signature import DecodingOptions
from service.domain.translation import Manner, Request
from service.engine.argos import open_argos_package
from service.engine.decoder import Job
from service.engine.engine import Engine, EngineOptions
from service.engine.model import load_model
from service.engine.packages import PackageDirectory
from tests.fixtures import (
    install_fixture_packages,
)
from tests.fixtures.world import draw_sentence, read_world
from tests.unit.engine.asking import COUNCIL, FRENCH, ITALIAN, ask, texts

USUAL, NO_REPEAT = Manner.USUAL, Manner.NO_REPEAT


WORLD = Path(__file__).parents[2] / "fixtures" / "small_world.txt"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return install_fixture_packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def engine(directory):
    return Engine(PackageDirectory(directory), EngineOptions(inter_threads=1))


def draw(number: int, seed: int = 5) -> list[str]:
    rng, world = random.Random(seed), read_world(WORLD)
    return [draw_sentence(world, rng).text(0) for _ in range(number)]


def test_german_becomes_french_and_italian_in_one_call(engine):
    assert texts(engine, ask(COUNCIL, FRENCH), ask(COUNCIL, ITALIAN)) == [
        "Le conseil municipal se réunit lundi à la mairie.",
        "Il consiglio comunale si riunisce lunedì in municipio.",
    ]


def test_the_small_world_is_translated_well(engine):
    rng, world = random.Random(99), read_world(WORLD)
    sentences = [draw_sentence(world, rng) for _ in range(200)]

    drafts = engine.translate([ask(sentence.text(0)) for sentence in sentences])

    right = sum(draft.content.text == sentence.text(1) for draft, sentence in zip(drafts, sentences, strict=True))
    assert right >= 180


def test_n_requests_give_n_drafts_in_order_even_if_equal(engine):
    requests = [
        ask(text, target) for text in (COUNCIL, "Der Eintritt ist frei.", COUNCIL) for target in (FRENCH, ITALIAN)
    ]

    drafts = engine.translate(requests)

    assert drafts[0] == drafts[4] != drafts[2]
    assert drafts[1] == drafts[5] != drafts[3]


def test_nothing_asked_is_nothing_answered(engine):
    assert engine.translate([]) == []


@pytest.mark.parametrize(
    "text",
    ["", "   ", "12. 5. 2026", "***", "🎉🎉", "– 3 –", "https://www.stadt.de/a_b", "info@stadt.de", "#fest_2026"],
)
def test_what_holds_no_word_is_passed_through_undecoded(engine, text):
    [draft] = engine.translate([ask(text)])

    assert (draft.content.text, draft.decodes, draft.score) == (text, 0, 0.0)


def test_underscores_survive(engine):
    package = PackageDirectory(engine._packages.path).installed()[0]
    tokenizer = load_model(package, EngineOptions().decoding, 1, 1, 512).tokenizer

    assert tokenizer.decode(tokenizer.encode("datei_name_2026.pdf 🎉")) == "datei_name_2026.pdf 🎉"


def test_codes_are_placed_along_the_attention(engine):
    source = "Der <b>Gemeinderat</b> tagt <a>am Montag</a> im Rathaus."
    moved = "Am Montag <b>lobt</b> der Gemeinderat <a>das <i>Projekt</i></a>."

    drafts = engine.translate([Request(mark(source), FRENCH), Request(mark(moved), ITALIAN)])

    assert show(drafts[0].content) == "Le <b>conseil municipal</b> se réunit <a>lundi</a> à la mairie."
    assert show(drafts[1].content) == "Lunedì il consiglio comunale <b>loda</b> <a>il <i>progetto</i></a>."
    assert [draft.placement for draft in drafts] == ["alignment", "alignment"]
    assert all(draft.displaced == () for draft in drafts)


def test_codes_do_not_change_the_words(engine):
    plain, coded = engine.translate([ask(COUNCIL), Request(mark(COUNCIL.replace("Montag", "<b>Montag</b>")), FRENCH)])

    assert coded.content.text == plain.content.text
    assert coded.score == plain.score


def test_lines_around_a_hard_break_are_translated_each(engine):
    [draft] = engine.translate([Request(mark("Die Ausstellung im Schloss<br/>Das Konzert im Park"), FRENCH)])

    assert show(draft.content) == "L’exposition au château<br/>Le concert dans le parc"
    assert draft.decodes == 2


def test_a_long_segment_is_cut_and_nothing_of_it_is_lost(directory):
    options = EngineOptions(decoding=DecodingOptions(piece_tokens=25))
    source = "; ".join(["Der Gemeinderat lobt das Projekt"] * 12) + "."

    [draft] = Engine(PackageDirectory(directory), options).translate([ask(source)])

    assert draft.decodes > 1
    assert draft.content.text.count("conseil municipal loue le projet") == 12


def test_lines_of_their_own_keep_their_capitals(directory):
    options = EngineOptions(decoding=DecodingOptions(piece_tokens=14))
    source = mark("Das Konzert im Park<br/>Der Eintritt ist frei.")

    [draft] = Engine(PackageDirectory(directory), options).translate([Request(source, FRENCH)])

    assert show(draft.content) == "Le concert dans le parc<br/>L’entrée est libre."


def test_a_segment_asked_for_in_pieces_is_cut_in_two_at_its_strongest_mark(engine):
    source = "Der Gemeinderat lobt das Projekt, der Eintritt ist frei; der Gemeinderat lobt das Projekt."

    usual, pieces = engine.translate([ask(source), Request(Content(source), FRENCH, Manner.PIECES)])

    assert (usual.decodes, pieces.decodes) == (1, 2)


def test_without_repeats_no_phrase_of_three_tokens_is_said_twice(directory):
    package = PackageDirectory(directory).installed()[0]
    model = load_model(package, EngineOptions().decoding, 1, 1, 512)
    tokens = tuple(model.tokenizer.encode("Der Gemeinderat lobt das Projekt, der Gemeinderat lobt das Projekt."))

    answers = model.decoder.decode([Job(tokens, package.target_prefix, manner=each) for each in (USUAL, NO_REPEAT)])

    usual, without = ([answer.tokens[at : at + 3] for at in range(len(answer.tokens) - 2)] for answer in answers)
    assert len(set(usual)) < len(usual)
    assert len(set(without)) == len(without)


def test_the_model_goes_on_from_the_words_its_answer_is_to_begin_with_and_codes_keep_their_words(engine):
    source = mark("Der Gemeinderat lobt <b>das Projekt</b>.")

    [draft] = engine.translate([Request(source, FRENCH, opening="Le conseil")])

    assert show(draft.content) == "Le conseil municipal loue <b>le projet</b>."


def test_a_word_given_whole_is_not_made_longer(engine):
    [draft] = engine.translate(
        [Request(Content("Der Gemeinderat lobt das Projekt."), FRENCH, opening="Le conseil muni")]
    )

    assert "municipal" not in draft.content.text


def test_in_pieces_nothing_is_begun_with(engine):
    source = Content("Der Gemeinderat lobt das Projekt, der Eintritt ist frei; der Gemeinderat lobt das Projekt.")

    begun, pieces = (
        engine.translate([Request(source, FRENCH, Manner.PIECES, opening)])[0] for opening in ("Le maire", "")
    )

    assert begun == pieces


def test_a_code_in_a_long_segment_is_kept(engine):
    source = "; ".join(["Der Gemeinderat lobt <b>das Projekt</b>"] * 30) + "."
    content = mark(source)

    [draft] = engine.translate([Request(content, FRENCH)])

    assert sorted(map(repr, draft.content.codes)) == sorted(map(repr, content.codes))


def test_a_segment_has_the_same_bytes_alone_and_in_company(engine):
    sentences = [*draw(63), "Städtepartnerschaften leben von den Menschen, die sich begegnen."]

    company = engine.translate([ask(text, target) for text in sentences for target in (FRENCH, ITALIAN)])

    alone = [engine.translate([ask(text, target)])[0] for text in sentences for target in (FRENCH, ITALIAN)]
    assert company == alone


@pytest.mark.parametrize("options", [EngineOptions(2, 1), EngineOptions(1, 2), EngineOptions(1, 1, batch_tokens=1)])
def test_threads_and_batches_do_not_change_a_byte(engine, directory, options):
    requests = [ask(text, target) for text in draw(20) for target in (FRENCH, ITALIAN)]

    assert Engine(PackageDirectory(directory), options).translate(requests) == engine.translate(requests)


def test_the_score_is_the_mean_log_probability_of_a_token(engine, directory):
    [draft] = engine.translate([ask(COUNCIL)])
    argos = open_argos_package(directory / "translate-de_fr-1_0")
    translator = ctranslate2.Translator(str(directory / "translate-de_fr-1_0" / "model"), compute_type="int8")
    target = ["<2fr>", *argos.tokenizer.encode(draft.content.text)]

    [scored] = translator.score_batch([argos.tokenizer.encode(COUNCIL)], [target])

    answered = scored.log_probs[1:]
    assert draft.score == pytest.approx(sum(answered) / len(answered), abs=1e-4)


def test_the_observer_counts_what_was_really_decoded(directory):
    told = []
    engine = Engine(PackageDirectory(directory), observer=lambda target, count: told.append((target, count)))
    engine.warm_up()

    engine.translate([ask(COUNCIL), ask(COUNCIL), ask("12. 5."), ask("Der Eintritt ist frei."), ask(COUNCIL, ITALIAN)])

    assert sorted(told) == [(FRENCH, 2), (ITALIAN, 1)]


def test_a_signature_names_package_checksum_and_options(engine):
    french, italian = engine.signature(FRENCH), engine.signature(ITALIAN)

    assert french.packages[0].name == "translate-de_fr"
    assert french.options == EngineOptions().decoding
    assert french.digest != italian.digest


def test_concurrent_requests_get_their_own_answers(engine):
    sentences = draw(40, seed=8)
    wanted = texts(engine, *map(ask, sentences))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: texts(engine, ask(text))[0], sentences))

    assert answers == wanted


def test_any_code_kind_alone_in_a_segment_is_kept(engine):
    codes = [InlineCode(1, kind, "<x>") for kind in CodeKind]

    for code in codes:
        assert engine.translate([Request(Content(code), FRENCH)])[0].content == Content(code)
