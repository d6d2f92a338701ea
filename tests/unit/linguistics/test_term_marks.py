import time

from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested
from service.domain.language import Language
from service.domain.term import Term
from service.linguistics.term_marks import fit_spaces, is_mark, mark_terms, set_terms, take_marks_off

FR = Language.FRENCH
COUNCIL, HALL = Term("Rat", FR, ("mairie", "mairies")), Term("Rathaus", FR, ("hôtel de ville",))
TERMS = (COUNCIL, HALL)
BOLD = InlineCode(1, CodeKind.OPENING, "<b>"), InlineCode(1, CodeKind.CLOSING, "</b>")
BREAK = InlineCode(2, CodeKind.STANDALONE, "<br>", "\n")
PIECES = st.lists(
    st.sampled_from(["Der ", "Rat", "Rathaus", "CDU-Rat", "le ", "du ", " a ", ", ", "l’", " local", *BOLD, BREAK]),
    max_size=9,
)


def read(content):
    """A content with its marks as braces."""
    return "".join(
        part
        if isinstance(part, str)
        else {"opening": "{", "closing": "}"}.get(part.kind, "")
        if is_mark(part)
        else part.data
        for part in content
    )


def test_each_term_has_a_mark_and_the_rest_of_its_word_none():
    assert read(mark_terms(Content("Der Rat im Rathaus, CDU-Rat"), TERMS)) == "Der {Rat} im {Rathaus}, CDU-Rat"


def test_a_term_that_a_code_cuts_has_no_mark():
    assert read(mark_terms(Content("Das Rat", BOLD[0], "haus", BOLD[1]), [HALL])) == "Das Rat<b>haus</b>"


@given(PIECES)
def test_marks_come_off_again_without_a_trace(pieces):
    content = Content(*pieces)
    marked = mark_terms(content, TERMS)
    bare, places = take_marks_off(marked, marked, TERMS)
    assert bare == content
    assert is_well_nested(Content(*filter(is_mark, marked)))
    for term, (start, end) in places.items():
        assert content.text[start:end] == term.source


@given(PIECES)
def test_setting_terms_in_keeps_every_other_code_in_its_order(pieces):
    marked = mark_terms(Content(*pieces), TERMS)
    content, done = set_terms(marked, marked, TERMS, FR)
    assert [code for code in content.codes if not is_mark(code)] == [code for code in marked.codes if not is_mark(code)]
    assert set(done) <= set(TERMS)
    if not done:
        assert content == marked


def test_two_terms_are_set_in_though_the_target_has_them_the_other_way_round():
    marked = mark_terms(Content("Der Rat im Rathaus"), TERMS)
    first, second = (code.id for code in marked.codes if code.kind is CodeKind.OPENING)
    ends = {each: [code for code in marked.codes if code.id == each] for each in (first, second)}
    draft = Content("Au ", ends[second][0], "local", ends[second][1], " du ", ends[first][0], "chef", ends[first][1])
    content, done = set_terms(draft, marked, TERMS, FR)
    assert content == Content("À l’hôtel de ville de la mairie")
    assert set(done) == set(TERMS)


def test_a_space_that_came_with_a_mark_goes_and_any_other_difference_is_not_trusted():
    marked = mark_terms(Content("Rat"), TERMS)
    opening, closing = marked.codes
    assert fit_spaces(Content("L’", opening, "avis n’", closing, " est pas"), "L’avis n’est pas") == Content(
        "L’", opening, "avis n’", closing, "est pas"
    )
    assert fit_spaces(Content(opening, "avis", closing), "avis local") is None
    assert fit_spaces(Content(opening, "avis", closing), "conseil") is None


def test_time_grows_with_the_terms_and_no_faster():
    def seconds(count):
        marked = mark_terms(Content("Le Rat a, " * count), TERMS)
        start = time.perf_counter()
        content, done = set_terms(marked, marked, TERMS, FR)
        assert done == (COUNCIL,)
        take_marks_off(content, marked, TERMS)
        return time.perf_counter() - start

    seconds(1)
    assert min(seconds(2000) for _ in range(2)) < 40 * min(seconds(200) for _ in range(3))
