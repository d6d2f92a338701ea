"""The hand-made alignments and the alignment error rate."""

import numpy as np
import pytest

from models.training.gold import GoldPair, compare, links_of_attention, read_block, read_gold

PAIR = GoldPair("a b", "c d", "fr", frozenset({(0, 0)}), frozenset({(0, 0), (1, 1)}))


def test_there_are_fifty_pairs_half_of_each_language():
    assert [sum(pair.language == code for pair in read_gold()) for code in ("fr", "it")] == [25, 25]


def test_nearly_every_german_word_has_a_link():
    for pair in read_gold():
        linked = {i for i, _ in pair.possible}
        assert len(linked) == max(linked) + 1, pair.german


def test_an_entry_links_all_its_words():
    pair = read_block(["de Er lädt ein", "fr Il invite", "Er = Il | lädt ein = invite"])
    assert pair.sure == {(0, 0), (1, 1), (2, 1)}


def test_a_possible_link_is_not_sure():
    pair = read_block(["de am Sonntag", "fr dimanche", "am ~ dimanche | Sonntag = dimanche"])
    assert (pair.sure, pair.possible) == ({(1, 0)}, {(0, 0), (1, 0)})


def test_a_repeated_word_must_be_numbered():
    with pytest.raises(ValueError, match="der#1"):
        read_block(["de der der", "fr le", "der = le"])


def test_right_links_have_no_error():
    assert compare([({(0, 0), (1, 1)}, PAIR)]).error_rate == 0


def test_wrong_links_are_all_error():
    agreement = compare([({(1, 0), (0, 1)}, PAIR)])
    assert (agreement.precision, agreement.recall, agreement.error_rate) == (0, 0, 1)


def test_the_error_rate_weighs_sure_and_possible_links():
    agreement = compare([({(0, 0), (0, 1)}, PAIR)])
    assert (agreement.precision, agreement.recall) == (0.5, 1)
    assert agreement.error_rate == pytest.approx(1 - (1 + 1) / (2 + 1))


def test_a_word_goes_where_its_pieces_look_most():
    attention = np.array([[0.6, 0.3, 0.1], [0.1, 0.45, 0.45]])
    assert links_of_attention(attention, [[0], [1, 2]], [[0], [1]]) == {(0, 0), (1, 1)}
