"""Made-up press sentences: the same facts on both sides, articles and endings that agree."""

import re
from random import Random

import pytest

from models.training.cleaning import first_broken_rule
from models.training.near_duplicates import OWN_TESTSETS, TestIndex, read_test_sides
from models.training.prepare import make_written_examples
from models.training.press import SLOT, Noun, PressWriter, capital, contract
from models.training.slots import MADE, SIDES, make_date

WRITER = PressWriter()


@pytest.mark.parametrize("frame", WRITER.frames, ids=lambda frame: frame["de"])
def test_every_slot_of_a_frame_is_known_and_drawn_from_the_german(frame):
    slots = {code: {name if name in MADE else name.lower() for name, _ in SLOT.findall(frame[code])} for code in SIDES}
    made = {name.lower() for name in MADE}
    assert all(name.lower() in made | set(WRITER.nouns) for name in slots["de"])
    assert {n.lower() for n in slots["fr"]} == {n.lower() for n in slots["it"]} == {n.lower() for n in slots["de"]}


@pytest.mark.parametrize("language", ["fr", "it"])
def test_nothing_is_left_open_and_digits_agree(language):
    random = Random(7)
    for _ in range(3000):
        pair = WRITER.write(language, random)
        assert not re.search(r"[{}]", pair.german + pair.target)
        assert first_broken_rule(pair) in {None, "language"}
        sides = (pair.german, pair.target.replace("1er ", "1 "))
        assert len({tuple(sorted(re.sub(r"\D", "", side))) for side in sides}) == 1


@pytest.mark.parametrize("language", ["fr", "it"])
def test_written_sentences_say_the_same_on_both_sides(language):
    random, wrong = Random(3), []
    for sentence in WRITER.sentences:
        pair = WRITER.fill(sentence, language, random)
        assert not re.search(r"[{}]", pair.german + pair.target), pair
        if first_broken_rule(pair) not in {None, "language", "untranslated", "length"}:
            wrong.append((first_broken_rule(pair), pair))
    assert not wrong


def test_no_sentence_is_written_twice():
    german = [sentence["de"] for sentence in WRITER.sentences]
    assert len(german) == len(set(german)) > 15000


def test_sentences_of_the_press_test_are_not_learnt():
    tests = TestIndex(read_test_sides(OWN_TESTSETS))
    learnt = [pair.german for pair in make_written_examples(1, tests, Random(1))]
    assert len(learnt) > 1.9 * len(WRITER.sentences)  # French and Italian
    assert not any(tests.holds("de", german) for german in learnt)
    assert sum(1 for path in OWN_TESTSETS.glob("press.*")) == 3


@pytest.mark.parametrize(
    ("noun", "form", "wanted"),
    [
        (Noun("église", "f"), "to", "à l'église"),
        (Noun("musée", "m"), "of", "du musée"),
        (Noun("hôpital", "m"), "the", "l'hôpital"),
        (Noun("piscine", "f"), "a", "une piscine"),
        (Noun("piscine", "f"), "e", "e"),
    ],
)
def test_french_forms(noun, form, wanted):
    assert noun.french(form) == wanted


@pytest.mark.parametrize(
    ("noun", "form", "wanted"),
    [
        (Noun("stadio", "m"), "the", "lo stadio"),
        (Noun("scambio", "m"), "a", "uno scambio"),
        (Noun("assemblea", "f"), "a", "un'assemblea"),
        (Noun("ospedale", "m"), "in", "nell'ospedale"),
        (Noun("sala", "f"), "of", "della sala"),
        (Noun("sindaco", "m"), "to", "al sindaco"),
    ],
)
def test_italian_forms(noun, form, wanted):
    assert noun.italian(form) == wanted


def test_german_forms_and_contractions():
    assert Noun("Fest", "n").german("motion") == "ins Fest"
    assert contract(f"Einladung zu {Noun('Sitzung', 'f').german('dat')}") == "Einladung zur Sitzung"


def test_a_sentence_begins_large():
    assert capital("der Rat") == "Der Rat"


def test_the_first_of_a_month_is_an_ordinal():
    dates = [make_date(Random(seed)) for seed in range(200)]
    firsts = [date for date in dates if date[0].startswith("1. ")]
    assert firsts
    assert all(date[1].startswith("1er ") and date[2].startswith("1° ") for date in firsts)
