from difflib import SequenceMatcher
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.likeness import score_likeness

LETTERS = st.text("abcd ", max_size=12)


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [
        ("Haus", "Hauses", 80),
        ("Der Eintritt ist frei", "Der Eintritt ist nicht frei", 87),
        ("abc", "xyz", 0),
        ("abc", "", 0),
        ("", "", 100),
        ("Rat", "Rat", 100),
        ("x" * 300 + "a", "x" * 300 + "b", 99),
    ],
)
def test_the_score_is_the_share_of_letters_in_common(first, second, score):
    assert score_likeness(first, second) == score


@given(LETTERS, LETTERS)
def test_it_is_the_longest_common_subsequence(first, second):
    @cache
    def common(left, right):
        if not left or not right:
            return 0
        if left[0] == right[0]:
            return 1 + common(left[1:], right[1:])
        return max(common(left[1:], right), common(left, right[1:]))

    both = len(first) + len(second)
    assert score_likeness(first, second) == (200 * common(first, second) // both if both else 100)


@given(st.text(), st.text())
def test_it_is_the_same_from_both_sides_and_no_less_than_any_other_common_subsequence(first, second):
    score = score_likeness(first, second)
    assert score == score_likeness(second, first)
    assert score >= int(100 * SequenceMatcher(None, first, second, autojunk=False).ratio())
    assert (score == 100) == (first == second)
