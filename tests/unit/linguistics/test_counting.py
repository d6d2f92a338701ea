import pytest

from service.domain.language import Language
from service.linguistics.counting import ends_in_count

FR, IT = Language.FRENCH, Language.ITALIAN


@pytest.mark.parametrize(
    ("before", "language"),
    [
        ("plus de 500 ", FR),
        ("40 000 ", FR),
        ("40\u202f000 ", FR),
        ("les Quatre ", FR),
        ("con 380.000 ", IT),
        ("due ", IT),
        ("2,5 ", IT),
    ],
)
def test_a_number_of_more_than_one_counts(before, language):
    assert ends_in_count(before, language)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "500",
        "1 ",
        "0 ",
        "1,5 ",
        "en 2026 ",
        "le 12.05.2026 ",
        "18/19 ",
        "vingt-deux-",
        "B27 ",
        "dix fois ",
        "due ",
    ],
)
def test_one_a_year_a_date_and_other_words_do_not(before):
    assert not ends_in_count(before, FR)
