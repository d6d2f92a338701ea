import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.language import Language
from service.quality.substitution import find_substitutions
from tests.unit.linguistics.examples import content_of, read_examples

ROWS = read_examples("quality/repairs/figures.txt")
PIECES = ["12", "1.234", " ", "Uhr", "70", ".", ",", "4000", "trois", " 18.30 ", "400.0000 000", "5"]


def exchanged(text, substitutions):
    for each in reversed(substitutions):
        text = text[: each.start] + each.written + text[each.end :]
    return text


@pytest.mark.parametrize(("language", "source", "draft", "expected"), ROWS)
def test_a_figure_is_exchanged_only_where_it_is_certain_which(language, source, draft, expected):
    text = content_of(draft).text
    found = find_substitutions(content_of(source).text, text, Language.parse(language))
    assert exchanged(text, found) == content_of(expected).text


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.lists(st.sampled_from(PIECES), max_size=9))
def test_exchanges_stand_in_order_apart_and_write_figures_of_the_source(source, draft):
    source, draft = "".join(source), "".join(draft)
    end = 0
    for each in find_substitutions(source, draft, Language.FRENCH):
        assert end <= each.start < each.end <= len(draft)
        assert each.written in source
        end = each.end
