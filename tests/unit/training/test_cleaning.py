"""Which pairs are fit to learn from."""

from pathlib import Path

import pytest

from models.training.cleaning import RULES, first_broken_rule, is_in_language
from models.training.pairs import Pair

LINES = (Path(__file__).parent / "cleaning_examples.tsv").read_text(encoding="utf-8").splitlines()
EXAMPLES = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("rule", "language", "german", "target"), EXAMPLES)
def test_a_pair_breaks_the_rule_its_example_names(rule, language, german, target):
    assert (first_broken_rule(Pair(german, target, language, "example")) or "kept") == rule


def test_every_rule_has_an_example():
    assert {name for name, _ in RULES} <= {rule for rule, *_ in EXAMPLES}


def test_short_text_without_function_words_counts_as_right():
    assert is_in_language("Rathaus Ulm", "it")
