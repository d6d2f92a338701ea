"""Changes to pairs that keep both sides true to each other."""

from random import Random

import pytest

from models.training.augmentation import (
    augment,
    capitalise_words,
    make_headline,
    put_quotes,
    settle_typography,
    shout,
    swap_numbers,
    vary_quotes,
)
from models.training.pairs import Pair


def pair(german, target, language="fr"):
    return Pair(german, target, language, "example")


@pytest.mark.parametrize("quoted", ["„Ja“", '"Ja"', "«Ja»", "« Ja »", "“Ja”", "»Ja«"])
def test_any_style_of_quotes_becomes_the_asked_one(quoted):
    assert put_quotes(f"Er sagte {quoted}.", "‹", "›") == "Er sagte ‹Ja›."


def test_an_apostrophe_is_no_quote():
    assert put_quotes("Das geht's nicht an", "‹", "›") == "Das geht's nicht an"


def test_the_target_has_one_plain_typography():
    assert settle_typography('L’art: "oui"!', "fr") == "L'art : « oui » !"
    assert settle_typography('L’arte: "sì"!', "it") == "L'arte: «sì»!"


def test_addresses_keep_their_colon():
    assert settle_typography("Voir https://ulm.de à 18:30", "fr") == "Voir https://ulm.de à 18:30"


def test_quotes_stay_quotes_whatever_the_style():
    for seed in range(20):
        varied = vary_quotes(pair("„Ja“, sagte er.", "« Oui », dit-il."), Random(seed))
        assert varied.target == "« Oui », dit-il."
        assert varied.german[0] in '„"»«'


def test_swapped_numbers_are_the_same_on_both_sides():
    for seed in range(20):
        swapped = swap_numbers(pair("150 Gäste seit 1987", "150 invités depuis 1987"), Random(seed))
        german, target = swapped.german.split(), swapped.target.split()
        assert (german[0], german[3 - 0]) == (target[0], target[3 - 0])
        assert len(german[0]) == 3
        assert 1850 <= int(german[3]) <= 2049


def test_a_number_that_one_side_writes_otherwise_stays():
    assert swap_numbers(pair("1200 Gäste", "1 200 invités"), Random(1)) == pair("1200 Gäste", "1 200 invités")


def test_a_headline_loses_its_full_stop_on_both_sides():
    assert make_headline(pair("Der Rat tagt.", "Le conseil siège."), Random(1)) == pair(
        "Der Rat tagt", "Le conseil siège"
    )


def test_a_long_sentence_makes_no_headline():
    long = pair("wort " * 20 + "Ende.", "mot " * 20 + "fin.")
    assert make_headline(long, Random(1)) == long


def test_shouting_reaches_both_sides():
    assert shout(pair("Große Straße", "Grande rue fermée"), Random(1)) == pair("GROSSE STRASSE", "GRANDE RUE FERMÉE")


def test_title_case_changes_the_german_side_only():
    assert capitalise_words(pair("Rat tagt im Mai", "Le conseil siège en mai"), Random(1)).german == "Rat Tagt Im Mai"
    assert capitalise_words(pair("Rat tagt", "Le conseil siège"), Random(1)).target == "Le conseil siège"


def test_the_same_seed_gives_the_same_changes():
    pairs = [pair(f"Am {n}. Mai kamen 150 Gäste.", f"Le {n} mai, 150 invités sont venus.") for n in range(10, 30)]
    first, second = ([augment(p, random) for p in pairs] for random in (Random(7), Random(7)))
    assert first == second
