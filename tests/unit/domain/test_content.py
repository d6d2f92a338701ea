import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested, join
from service.domain.unit import Ignorable, Role, Segment, TranslationUnit

BOLD = InlineCode(1, CodeKind.OPENING, "<b>"), InlineCode(1, CodeKind.CLOSING, "</b>")
LINK = InlineCode(2, CodeKind.OPENING, "<a>"), InlineCode(2, CodeKind.CLOSING, "</a>")
PARTS = st.lists(st.one_of(st.text(max_size=5), st.sampled_from([*BOLD, *LINK])), max_size=8)


@given(PARTS, PARTS)
def test_joining_keeps_every_character_and_code(left, right):
    whole = join([Content(*left), Content(*right)])
    assert whole == Content(*left, *right)
    assert whole.text == "".join(part for part in (*left, *right) if isinstance(part, str))
    assert len(whole.codes) == sum(isinstance(part, InlineCode) for part in (*left, *right))


@given(PARTS)
def test_equal_contents_are_equal_however_they_were_cut(parts):
    letters = [letter for part in parts for letter in (part if isinstance(part, str) else [part])]
    assert Content(*letters) == Content(*parts)


def test_overlapping_pairs_are_not_well_nested():
    assert is_well_nested(Content(BOLD[0], LINK[0], "x", LINK[1], BOLD[1]))
    assert not is_well_nested(Content(BOLD[0], LINK[0], "x", BOLD[1], LINK[1]))
    assert not is_well_nested(Content(BOLD[1], BOLD[0]))
    assert not is_well_nested(Content(BOLD[0]))


def test_a_unit_refuses_parts_that_lose_a_character():
    with pytest.raises(ValueError, match="join"):
        TranslationUnit(Role.PARAGRAPH, Content("Ja. Nein."), (Segment(Content("Ja.")), Segment(Content("Nein."))))


def test_a_unit_puts_targets_in_the_places_of_its_segments():
    unit = TranslationUnit(Role.PARAGRAPH, Content("Ja. Nein.")).with_parts(
        [Segment(Content("Ja.")), Ignorable(Content(" ")), Segment(Content("Nein."))]
    )
    assert unit.assemble([Content("Oui."), Content("Non.")]) == Content("Oui. Non.")
    with pytest.raises(ValueError, match="more targets"):
        unit.assemble([Content("1"), Content("2"), Content("3")])


def test_what_a_pair_holds_is_found_in_the_plain_text():
    content = Content("Der ", BOLD[0], "Rat", BOLD[1], " tagt")
    assert content.locate(1) == (4, 7)
    assert content.locate(99) is None
