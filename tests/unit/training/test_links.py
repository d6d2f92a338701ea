"""Word links: reading, symmetrising, projecting onto pieces."""

from models.training.links import piece_spans, pieces_of_words, project, read_links, split_words, symmetrise, word_spans

NONE = 255


def test_an_elided_article_is_a_word_of_its_own():
    assert split_words("L'art, c'est beau.") == ["L'", "art", ",", "c'", "est", "beau", "."]


def test_links_are_read_in_the_common_form():
    assert read_links("0-0 2-1\n") == {(0, 0), (2, 1)}


def test_links_of_both_directions_come_first():
    assert symmetrise({(0, 0), (1, 1), (2, 1)}, {(0, 0), (1, 1)})[:2] == [(0, 0), (1, 1)]


def test_a_neighbour_that_reaches_a_free_word_is_added():
    assert set(symmetrise({(0, 0), (1, 0)}, {(0, 0)})) == {(0, 0), (1, 0)}


def test_a_distant_link_of_one_direction_is_left_out():
    assert set(symmetrise({(0, 0), (5, 4)}, {(0, 0)})) == {(0, 0)}


def test_piece_spans_cut_the_text_again():
    text = "Die Städte é"
    pieces = ["▁Die", "▁", "St", "ädte", "▁", "<0xC3>", "<0xA9>"]
    cut = [text[begin:end] for begin, end in piece_spans(pieces)]
    assert cut == ["Die", "S", "St", "ädte", "é", "é", "é"]


def test_a_word_knows_its_pieces():
    spans = piece_spans(["▁Die", "▁Stä", "dte", "."])
    assert pieces_of_words(word_spans("Die Städte."), spans) == [[0], [1, 2], [3]]


def test_pieces_of_a_word_are_shared_out_in_order():
    assert project([(0, 0)], [[3, 4]], [[0, 1, 2, 3]], 4, NONE) == [3, 3, 4, 4]


def test_the_first_link_of_a_word_counts_and_others_stay_empty():
    assert project([(1, 0), (0, 0)], [[0], [1]], [[0], [1]], 2, NONE) == [1, NONE]
