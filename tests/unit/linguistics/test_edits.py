import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import Content
from service.domain.verbatim import find_verbatim
from service.linguistics.edits import Edit, apply_edits
from service.linguistics.protected import spare
from tests.unit.linguistics.examples import content_of, text_of


@pytest.mark.parametrize(
    ("content", "edit", "expected"),
    [
        ("ca. <1>70</1>", Edit(0, 3, "etwa"), "etwa <1>70</1>"),
        ("<1>ca.</1> 70", Edit(0, 3, "etwa"), "<1>etwa</1> 70"),
        ("c<1>a.</1> 70", Edit(0, 3, "etwa"), "<1>etwa</1> 70"),
        ("c<1>a</1>. 70", Edit(0, 3, "etwa"), "<1>etwa</1> 70"),
        ("<1>c</1>a. 70", Edit(0, 3, "etwa"), "<1>etwa</1> 70"),
        ("a<1>b</1>c", Edit(2, 2, "-"), "a<1>b</1>-c"),
        ("a<1>b</1>c", Edit(1, 1, "-"), "a-<1>b</1>c"),
        ("ab", Edit(2, 2, "!"), "ab!"),
        ("", Edit(0, 0, "!"), "!"),
        ("<1/>", Edit(0, 0, "!"), "!<1/>"),
        ("a b", Edit(1, 2, ""), "ab"),
        ("a<1/>?", Edit(1, 1, " "), "a<1/> ?"),
        ("<1>a</1><2/>?", Edit(1, 1, " "), "<1>a</1><2/> ?"),
        ("a<1/><2>b</2>", Edit(1, 1, " "), "a<1/> <2>b</2>"),
        ("a<1/>b", Edit(1, 1, "-"), "a-<1/>b"),
    ],
)
def test_codes_stay_where_they_stood_around_an_edit(content, edit, expected):
    assert text_of(apply_edits(content_of(content), [edit])) == expected


def test_an_edit_that_would_swallow_a_hard_break_is_left_out():
    content = content_of("a<1␤/>b")
    assert apply_edits(content, [Edit(0, 3, "x")]) == content


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap at 1"):
        apply_edits(Content("abc"), [Edit(0, 2, "x"), Edit(1, 3, "y")])


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.text(max_size=3)), max_size=4)
)
def test_without_codes_edits_are_plain_replacements(text, wanted):
    edits, at = [], 0
    for start, length, replacement in sorted(wanted):
        if at <= start and start + length <= len(text):
            edits.append(Edit(start, start + length, replacement))
            at = start + length + 1
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]
    assert apply_edits(Content(text), edits).text == expected


@pytest.mark.parametrize(
    "protected",
    [
        "https://www.stadt.de/a_b?c=1",
        "www.stadt.de/rat",
        "info@stadt.de",
        "mailto:info@stadt.de",
        "xref:seite:a",
        "haushalt_2024.pdf",
        "#Bürger*innen",
        "@stadt",
        "`a: b`",
        "stadt.de",
        "haushalt_entwurf",
        "{{name}}",
        "%1$s",
    ],
)
def test_addresses_and_code_are_protected_to_the_letter(protected):
    text = f"Mehr: {protected}, bitte."
    assert [text[start:end] for start, end in find_verbatim(text)] == [protected]


@pytest.mark.parametrize(
    "prose", ["Hotel:Zimmer", "Bürger_innen", "Student_in", "z. B. so", "2,5 Mio.", "18.30 Uhr", "jede_r", "50 % der"]
)
def test_prose_is_not_protected(prose):
    assert find_verbatim(f"Mehr: {prose}, bitte.") == []


def test_edits_inside_what_is_protected_are_dropped():
    edits = [Edit(0, 1, "x"), Edit(3, 4, "y"), Edit(2, 2, "z"), Edit(5, 5, "u")]
    assert spare(edits, [(2, 5)]) == [Edit(0, 1, "x"), Edit(2, 2, "z"), Edit(5, 5, "u")]
