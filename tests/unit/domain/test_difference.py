from hypothesis import given
from hypothesis import strategies as st

from service.domain.difference import Side, compare_words


def test_the_words_that_differ_stand_alone():
    told = [(str(each.side), each.text) for each in compare_words("Der Rat tagt heute.", "Der <1>Rat</1> tagt.")]
    assert told == [
        ("both", "Der "),
        ("second", "<1>"),
        ("both", "Rat"),
        ("second", "</1>"),
        ("both", " tagt"),
        ("first", " heute"),
        ("both", "."),
    ]


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_stretches_joined_are_the_texts(first, second):
    stretches = compare_words(first, second)
    assert "".join(each.text for each in stretches if each.side is not Side.SECOND) == first
    assert "".join(each.text for each in stretches if each.side is not Side.FIRST) == second


def test_words_that_differ_one_after_another_differ_as_a_whole():
    told = [(str(each.side), each.text) for each in compare_words("Am 3. Mai, am Markt.", "Am 3. Juni, im Park.")]
    assert told == [("both", "Am 3. "), ("first", "Mai, am Markt"), ("second", "Juni, im Park"), ("both", ".")]
