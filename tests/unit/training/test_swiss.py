"""Swiss spelling becomes German spelling, ambiguous words excepted."""

import pytest

from models.training.swiss import read_word_list, respell, spellings

KNOWN = read_word_list()


@pytest.mark.parametrize(
    ("swiss", "german"),
    [
        ("Die Strasse ist gesperrt.", "Die Straße ist gesperrt."),
        ("Ausserdem gilt: Massnahmen gemäss Artikel 3", "Außerdem gilt: Maßnahmen gemäß Artikel 3"),
        ("das grosse Schloss", "das große Schloss"),
        ("dass er muss", "dass er muss"),
        ("die Masse der Busse", "die Masse der Busse"),
        ("Bahnhofstraße 3", "Bahnhofstraße 3"),
        ("Wasser, Messe, Adresse", "Wasser, Messe, Adresse"),
    ],
)
def test_only_certain_words_are_respelt(swiss, german):
    assert respell(swiss, KNOWN) == german


def test_a_capital_at_the_start_of_a_sentence_survives():
    assert respell("Ausser ihm kam niemand.", {"ausser": "außer"}) == "Außer ihm kam niemand."


def test_every_way_to_write_two_places_is_tried():
    assert spellings("Grossstrasse") == ["Grossstraße", "Großstrasse", "Großstraße"]


def test_the_list_changes_nothing_but_ss():
    assert all(german.replace("ß", "ss") == swiss and german != swiss for swiss, german in KNOWN.items())
