"""From token attention to links between words."""

import pytest

from service.engine.alignment import Alignment, align_words, compose, find_words
from service.engine.tokens import locate_tokens


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L’entrée est libre.", ["L’", "entrée", "est", "libre", "."]),
        ("70.000 Gäste, 18:30 Uhr", ["70.000", "Gäste", ",", "18:30", "Uhr"]),
        ("70 000 visiteurs, 3 200 places", ["70 000", "visiteurs", ",", "3 200", "places"]),
        ("70 000a, 5.5b", ["70", "000a", ",", "5", ".", "5b"]),  # no word begins inside another
        ("aujourd’hui, l’été", ["aujourd’hui", ",", "l’", "été"]),
        ("Covid-19 in #stadt_fest", ["Covid-19", "in", "#", "stadt_fest"]),
    ],
)
def test_words_are_what_a_translator_would_link(text, wanted):
    assert words(text) == wanted


def test_subwords_are_healed_to_words():
    source = locate_tokens("Bürgerin", ["Bürg", "erin"])
    target = locate_tokens("cittadina", ["citt", "ad", "ina"])

    alignment = align_words("Bürgerin", source, "cittadina", target, [[0.9, 0.1], [0.2, 0.8], [0.5, 0.5]])

    assert alignment.weights == ((1.0,),)


def test_a_word_does_not_look_at_punctuation():
    alignment = align_words("Rat.", [(0, 3), (3, 4)], "conseil", [(0, 7)], [[0.1, 0.9]])

    assert alignment.weights == ((1.0, 0.0),)


def test_what_is_the_same_on_both_sides_belongs_together():
    source = [(0, 3), (4, 8)]
    alignment = align_words("Rat 2026", source, "2026 conseil", [(0, 4), (5, 12)], [[0.9, 0.1], [0.9, 0.1]])

    assert alignment.weights[0] == (0.0, 1.0)


@pytest.mark.parametrize(("german", "french"), [("70.000", "70 000"), ("18:30", "18.30"), ("1", "1er")])
def test_a_number_written_otherwise_is_the_same(german, french):
    source, target = [(0, 4), (5, 5 + len(german))], [(0, len(french)), (len(french) + 1, len(french) + 5)]
    alignment = align_words(f"rund {german}", source, f"{french} gens", target, [[0.9, 0.1], [0.1, 0.9]])

    assert alignment.weights == ((0.0, 1.0), (1.0, 0.0))


def test_short_words_that_look_the_same_are_no_twins():
    source, target = [(0, 3), (4, 9)], [(0, 3), (4, 11)]
    alignment = align_words("des Rates", source, "des conseil", target, [[0.2, 0.8], [0.1, 0.9]])

    assert alignment.best_source(0) == 1


def test_two_legs_compose_to_one():
    german, english, french = find_words("Rat tagt"), find_words("council meets"), find_words("siège conseil")
    first = Alignment(german, english, ((1.0, 0.0), (0.0, 1.0)))
    second = Alignment(english, french, ((0.0, 1.0), (1.0, 0.0)))

    assert compose(first, second).weights == ((0.0, 1.0), (1.0, 0.0))


def test_a_token_that_is_not_in_its_text_gets_the_place_between_its_neighbours():
    assert locate_tokens("a😀b", ["a", "", "", "b"]) == [(0, 1), (1, 2), (1, 2), (2, 3)]
