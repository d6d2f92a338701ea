import re
from collections import Counter

import pytest

from service.linguistics.lexicon import read_table, read_words
from service.linguistics.persons import inflect_person


def test_every_abbreviation_is_listed_once_with_a_known_border():
    rows = read_table("abbreviations.tsv")
    assert [short for short, count in Counter(row[0] for row in rows).items() if count > 1] == []
    assert {row[1] for row in rows} == {"inside", "either"}


def test_every_person_is_listed_once_with_both_numbers():
    rows = read_table("persons.tsv")
    assert [stem for stem, count in Counter(row[0] for row in rows).items() if count > 1] == []
    assert all(row[1] and row[2] and row[0].islower() for row in rows)


@pytest.mark.parametrize("row", read_table("persons.tsv"), ids=lambda row: row[0])
def test_every_listed_person_inflects_as_listed(row):
    stem, singular, plural, feminine = row
    person = inflect_person(stem.removeprefix("=").capitalize())
    assert (person.masculine, person.masculine_plural) == (singular.capitalize(), plural.capitalize())
    assert person.feminine_plural == f"{feminine or stem.removeprefix('=')}innen".capitalize()


def test_small_words_are_small_and_no_acronym_is_among_them():
    words = read_words("lowercase.txt")
    assert [word for word in words if not re.fullmatch(r"[a-zäöüßéàêè]+", word)] == []
    assert not {word.lower() for word in read_words("acronyms.txt")} & words - {
        "it",
        "ob",
    }  # in capitals rather the acronym
