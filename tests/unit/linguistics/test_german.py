import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.linguistics.german import prepare
from tests.unit.linguistics.examples import content_of, read_examples, text_of

FILES = {
    "characters.txt": Role.PARAGRAPH,
    "abbreviations.txt": Role.PARAGRAPH,
    "dates.txt": Role.PARAGRAPH,
    "gender.txt": Role.PARAGRAPH,
    "gender-phrases.txt": Role.PARAGRAPH,
    "headlines.txt": Role.HEADLINE,
}
ROWS = [(role, *row) for name, role in FILES.items() for row in read_examples(f"linguistics/{name}")]
WORDS = [
    "Bürger*innen ",
    "<",
    ">",
    "jede*r ",
    "ca. ",
    "NEUE BRÜCKE ",
    "Mio. € ",
    "·",
    "­",
    "OB ",
    "z. B. ",
    "Lehrer/in.",
    " ",
    "eine*n ",
    "Ärzt",
    ":innen",
    "x_y",
]


@pytest.mark.parametrize(
    ("role", "source", "expected"), ROWS, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_german_is_prepared_as_the_example_says(role, source, expected):
    assert text_of(prepare(content_of(source), role)) == expected


@pytest.mark.parametrize(
    ("role", "source", "expected"), ROWS, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_preparing_twice_changes_nothing_more(role, source, expected):
    assert text_of(prepare(content_of(expected), role)) == expected


@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=4) | st.integers(0, 2), max_size=10), st.sampled_from(list(Role))
)
@settings(deadline=None)
def test_preparing_keeps_every_code_in_order(pieces, role):
    kinds = list(CodeKind)
    parts = [
        piece if isinstance(piece, str) else InlineCode(number, kinds[piece], "<x>", "\n" if piece == 2 else "")
        for number, piece in enumerate(pieces)
    ]
    content = Content(*parts)
    assert prepare(content, role).codes == content.codes
