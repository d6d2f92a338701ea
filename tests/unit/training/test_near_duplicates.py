"""Test sentences stay out of the training data, and repetitions are limited."""

from models.training.near_duplicates import Repeats, TestIndex, read_test_sides
from models.training.pairs import Pair

SENTENCE = "Der Gemeinderat hat am Montag den neuen Haushalt für das kommende Jahr beschlossen."
INDEX = TestIndex(
    [("de", SENTENCE), ("de", "Danke schön!"), ("fr", "Le conseil municipal a adopté le nouveau budget lundi.")]
)


def test_a_test_sentence_is_held():
    assert INDEX.holds("de", SENTENCE)


def test_a_test_sentence_with_a_changed_word_is_held():
    assert INDEX.holds("de", SENTENCE.replace("Montag", "Dienstag"))


def test_a_sentence_that_shares_a_phrase_is_not_held():
    assert not INDEX.holds(
        "de", "Der Gemeinderat hat am Montag den Bürgern gedankt und danach lange über Schulen geredet."
    )


def test_a_short_sentence_is_held_only_when_equal():
    assert INDEX.holds("de", "danke schön")
    assert not INDEX.holds("de", "danke sehr")


def test_the_target_side_counts_by_itself():
    assert INDEX.touches(
        Pair("Ganz etwas anderes.", "Le conseil municipal a adopté le nouveau budget lundi !", "fr", "x")
    )


def test_a_sentence_counts_in_its_own_language_only():
    assert not INDEX.holds("it", SENTENCE)


def test_test_sets_are_read_with_their_language(tmp_path):
    (tmp_path / "news.de").write_text("Hallo\n", encoding="utf-8")
    (tmp_path / "news.it").write_text("Ciao\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing\n", encoding="utf-8")
    assert list(read_test_sides(tmp_path)) == [("de", "Hallo"), ("it", "Ciao")]


def test_pairs_that_differ_in_digits_only_are_limited():
    repeats = Repeats(most=2)
    pairs = [Pair(f"Art. {n} Abs. 1", f"Art. {n}, al. 1", "fr", "x") for n in range(4)]
    assert [repeats.admits(pair) for pair in pairs] == [True, True, False, False]
