import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.change import Change, undo_changes
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.german import prepare
from service.linguistics.shields import shield, unshield
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
    assert text_of(prepare(content_of(source), role).content) == expected


@pytest.mark.parametrize(
    ("role", "source", "expected"), ROWS, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_preparing_twice_changes_nothing_more(role, source, expected):
    assert text_of(prepare(content_of(expected), role).content) == expected


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
    assert prepare(content, role).content.codes == content.codes


POLICIES = read_examples("linguistics/gender-policies.txt")


@pytest.mark.parametrize(("policy", "source", "expected"), POLICIES)
def test_each_policy_writes_persons_of_both_genders_its_way(policy, source, expected):
    prepared = prepare(content_of(source), Role.PARAGRAPH, GenderPolicy(policy)).content
    assert text_of(prepared) == expected
    assert text_of(prepare(prepared, Role.PARAGRAPH, GenderPolicy(policy)).content) == expected


def test_the_record_says_in_whole_words_what_became_of_what():
    changes = prepare(Content("Alle Bürger*innen zahlen ca. 3 Euro."), Role.PARAGRAPH).changes
    assert changes == (
        Change("abbreviations", 25, "ca.", "etwa"),
        Change("gender", 5, "Bürger*innen", "Bürgerinnen und Bürger"),
    )


def test_the_middle_dot_is_a_gender_sign_too():
    assert prepare(Content("Alle Bürger·innen"), Role.PARAGRAPH).content.text == "Alle Bürgerinnen und Bürger"


def test_what_is_shielded_counts_in_the_record_as_a_person_reads_it():
    source = Content("Mehr unter www.stadt.de für Bürger*innen.")
    (change,) = prepare(shield(source), Role.PARAGRAPH).changes
    assert source.text[change.start :].startswith("Bürger*innen")


@given(st.lists(st.sampled_from([*WORDS, "www.stadt.de ", "Bürger"]), max_size=10), st.sampled_from(list(GenderPolicy)))
@settings(deadline=None)
def test_the_record_undone_gives_the_source(pieces, policy):
    source = "".join(pieces)
    prepared = prepare(shield(Content(source)), Role.PARAGRAPH, policy)
    assert undo_changes(unshield(prepared.content).text, prepared.changes) == source


def test_a_record_of_another_text_is_refused():
    with pytest.raises(ValueError, match="does not stand at 5"):
        undo_changes("Alle Leute", [Change("gender", 5, "Bürger*innen", "Bürgerinnen und Bürger")])


def test_most_headlines_in_capitals_and_title_case_are_read_as_german():
    rows = read_examples("linguistics/press-headlines.txt")
    right = [source for source, expected in rows if prepare(Content(source), Role.HEADLINE).content.text == expected]
    assert len(rows) >= 60
    assert len(right) >= 62  # of 66; 52 before verbs and endings of press headlines were listed
