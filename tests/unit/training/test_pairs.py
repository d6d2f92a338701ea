"""Reading and writing pairs."""

import lzma

from models.training.pairs import Pair, chance, read_corpus, read_pairs, write_pairs


def test_a_packed_corpus_is_read_and_half_lines_are_passed_over(tmp_path):
    path = tmp_path / "de-fr.tsv.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.write("Guten  Tag\tBonjour\talbina\nOhne Ziel\t\talbina\n")
    assert list(read_corpus(path, "fr")) == [Pair("Guten Tag", "Bonjour", "fr", "albina")]


def test_written_pairs_are_read_again(tmp_path):
    pairs = [Pair("Ja", "Oui", "fr", "x"), Pair("Nein", "No", "it", "y")]
    write_pairs(tmp_path / "pairs.tsv", pairs)
    assert list(read_pairs(tmp_path / "pairs.tsv")) == pairs


def test_chance_depends_on_the_text_and_the_salt_only():
    assert chance("Satz", "a") == chance("Satz", "a") != chance("Satz", "b")
    assert 0 <= chance("Satz", "a") < 1
