"""What a block keeps by its role, and what is worded without a model."""

import pytest

from service.domain.content import Content
from service.domain.language import Language
from service.domain.term import Term
from service.domain.unit import Role
from service.linguistics.contacts import find_kept_in_contact
from service.linguistics.datelines import word_dateline
from service.linguistics.labels import word_labels
from service.linguistics.lexicon import read_table
from service.linguistics.people import find_people
from tests.unit.linguistics.examples import content_of, read_examples
from tests.unit.linguistics.language_page import mark_kept, word_in_all


@pytest.mark.parametrize(("role", "source", "marked"), read_examples("linguistics/kept.txt"))
def test_a_block_keeps_names_and_addresses(role, source, marked):
    assert mark_kept(content_of(source), Role(role)) == marked


@pytest.mark.parametrize(("role", "source", "french", "italian"), read_examples("linguistics/wordings.txt"))
def test_labels_and_datelines_have_an_agreed_wording(role, source, french, italian):
    assert word_in_all(content_of(source), Role(role)) == [french, italian]


def test_the_place_of_a_dateline_has_the_name_the_termbase_gives_it():
    term = Term("Straßburg", Language.ITALIAN, ("Strasburgo",))
    assert word_dateline("Straßburg, 3. Juni 2026", Language.ITALIAN, [term]) == "Strasburgo, 3 giugno 2026"


def test_every_label_has_both_languages_and_stands_there_once():
    rows = read_table("labels.tsv")
    forms = [form for row in rows for form in row[0].split("|")]
    assert all(all(cell == cell.strip() and cell for cell in row) and len(row) == 3 for row in rows)
    assert len(forms) == len(set(forms))


def test_a_long_text_is_no_row_of_labels():
    assert word_labels(Content("Telefon, " * 20), Language.FRENCH) is None


@pytest.mark.parametrize(
    "piece",
    ["Anna ", "Dr. ", "Anna-", "A", "A-", "a-", "von ", "Anna von ", "Prof. Dr. ", "Am Markt ", "0714 ", "71638 "],
)
def test_no_row_of_words_makes_the_search_for_names_and_addresses_hang(piece):
    text = piece * (20_000 // len(piece))
    assert all(0 <= start < end <= len(text) for start, end in find_people(text))
    line = text[:300]
    assert all(0 <= start < end <= len(line) for start, end in find_kept_in_contact(line))
