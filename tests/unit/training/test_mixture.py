"""How often corpus parts are used."""

import pytest

from models.training.mixture import RATES, copies, rate_of
from models.training.pairs import Pair


def pairs_of(source, count=2000):
    return [Pair(f"Satz {n}", f"Phrase {n}", "fr", source) for n in range(count)]


@pytest.mark.parametrize("source", ["albina", "debian-www", "swiss-law", "ms-intune", "decidim"])
def test_a_part_is_used_as_often_as_its_rate_says(source):
    assert sum(map(copies, pairs_of(source))) / 2000 == pytest.approx(rate_of(source), abs=0.05)


def test_an_unlisted_part_is_used_once():
    assert all(copies(pair) == 1 for pair in pairs_of("new-part", 50))


def test_the_same_german_sentence_is_drawn_for_both_languages():
    french = pairs_of("swiss-law", 200)
    italian = [Pair(pair.german, "Frase", "it", "swiss-law") for pair in french]
    assert [copies(pair) for pair in french] == [copies(pair) for pair in italian]


@pytest.mark.parametrize(("source", "draws"), [("swiss-law", 2), ("ms-intune", 6), ("albina", 2), ("decidim", 2)])
def test_draws_take_other_sentences_in_the_same_measure(source, draws):
    pairs = pairs_of(source)
    drawn = [[copies(pair, draw=draw) for pair in pairs] for draw in range(draws)]
    whole = int(rate_of(source))
    assert all(sum(counts) / 2000 == pytest.approx(rate_of(source), abs=0.05) for counts in drawn)
    assert all(sum(count - whole for count in counts) <= 1 for counts in zip(*drawn, strict=True))


def test_more_lifts_small_rates_up_to_one_and_leaves_prose_alone():
    assert rate_of("swiss-law", more=2.0) == 0.8
    assert rate_of("swiss-law", more=9.0) == 1.0
    assert rate_of("albina", more=9.0) == RATES["albina"]


def test_history_of_the_law_weighs_less_than_the_law():
    assert RATES["swiss-law-hist"] < RATES["swiss-law"]
