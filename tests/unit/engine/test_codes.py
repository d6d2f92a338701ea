"""Where inline codes go in the translated text: hand-made alignments, no model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.marked import mark, show
from service.domain.content import CodeKind, Content, InlineCode, is_well_nested
from service.domain.language import Language
from service.engine.alignment import Alignment, find_words
from service.engine.codes import place_codes
from tests.unit.engine.placement_examples import read_examples


def align(source: str, target: str, links: str) -> Alignment:
    """``links`` gives for each target word the number of its source word, ``-`` for none."""
    words = find_words(source), find_words(target)
    rows = [[float(link == str(s)) for s in range(len(words[0]))] for link in links.split()]
    return Alignment(*words, tuple(map(tuple, rows)))


def place_unaligned(source: str, target: str):
    return place_codes(mark(source), target, None)


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.rule)
def test_along_the_alignment(example):
    placement = place_codes(example.source, example.target, example.alignment, example.language)

    assert show(placement.content) == example.wanted
    assert (placement.rung, placement.displaced) == (example.rung, ())


def test_without_alignment_a_repeated_phrase_tells_the_place():
    placement = place_unaligned("Herr <b>Marco Rossi</b> spricht", "Parla il signor Marco Rossi")

    assert show(placement.content) == "Parla il signor <b>Marco Rossi</b>"
    assert (placement.rung, placement.displaced) == ("phrase", ())


def test_without_any_hint_a_pair_holds_the_whole_segment_and_is_displaced():
    placement = place_unaligned("Der <b>Rat</b> tagt.", "Le conseil siège.")

    assert show(placement.content) == "<b>Le conseil siège</b>."
    assert (placement.rung, placement.displaced) == ("segment", (1,))


def test_without_any_hint_siblings_do_not_swallow_each_other():
    placement = place_unaligned("Der <a>Rat</a> tagt <b>heute</b> hier", "Le conseil siège ici maintenant")

    assert is_well_nested(placement.content)
    assert placement.displaced == (1, 2)
    assert show(placement.content).count("</a>") == 1
    assert "<a><b>" not in show(placement.content)


def test_a_head_that_looks_everywhere_is_not_believed():
    words = find_words("Der Rat tagt"), find_words("Le conseil siège")
    smeared = Alignment(*words, ((0.3, 0.4, 0.3),) * 3)

    assert place_codes(mark("Der <b>Rat</b> tagt"), "Le conseil siège", smeared).rung == "segment"


def test_a_pair_that_closes_in_the_next_segment_reaches_to_the_end():
    opening = InlineCode(7, CodeKind.OPENING, "<b>")
    source = Content("Der ", opening, "Rat tagt.")

    placement = place_codes(source, "Le conseil siège.", align("Der Rat tagt.", "Le conseil siège.", "0 1 2 3"))

    assert show(placement.content) == "Le <b>conseil siège."


def test_a_pair_that_opened_in_the_segment_before_begins_at_the_start():
    closing = InlineCode(7, CodeKind.CLOSING, "</b>")
    source = Content("Der Rat", closing, " tagt.")

    placement = place_codes(source, "Le conseil siège.", align("Der Rat tagt.", "Le conseil siège.", "0 1 2 3"))

    assert show(placement.content) == "Le conseil</b> siège."


TOKENS = [
    "a",
    "b",
    "é",
    "l’",
    "der",
    "im",
    "de",
    "du",
    "la",
    "nella",
    "et",
    "Rat",
    "5",
    "70 000",
    " ",
    ".",
    ",",
    "!",
    " :",
    "«",
    "»",
    "(",
    ")",
]
words = st.one_of(
    st.text(alphabet="abé’ .,!«»5", max_size=12), st.lists(st.sampled_from([*TOKENS, " "]), max_size=9).map("".join)
)
languages = st.sampled_from([None, Language.FRENCH, Language.ITALIAN])


@st.composite
def well_nested_contents(draw):
    """Contents with up to six pairs and standalone codes, well nested."""
    parts: list = [draw(words)]
    open_ids: list[int] = []
    for number in range(draw(st.integers(0, 6))):
        if draw(st.booleans()):
            parts.append(InlineCode(number, CodeKind.STANDALONE, f"<{number}/>", draw(st.sampled_from(["", "\n"]))))
        else:
            parts.append(InlineCode(number, CodeKind.OPENING, f"<{number}>"))
            open_ids.append(number)
        parts.append(draw(words))
        while open_ids and draw(st.booleans()):
            parts += [InlineCode(open_ids[-1], CodeKind.CLOSING, f"</{open_ids.pop()}>"), draw(words)]
    for number in reversed(open_ids):
        parts += [InlineCode(number, CodeKind.CLOSING, f"</{number}>"), draw(words)]
    return Content(*parts)


@st.composite
def placements(draw):
    source, target = draw(well_nested_contents()), draw(words)
    text = "".join(part for part in source if isinstance(part, str))
    if draw(st.booleans()):
        return source, target, None
    spans = find_words(text), find_words(target)
    weight = st.floats(0, 1).map(lambda share: share**4)  # most words belong to few
    row = st.lists(weight, min_size=len(spans[0]), max_size=len(spans[0])).map(tuple)
    rows = draw(st.lists(row, min_size=len(spans[1]), max_size=len(spans[1])))
    return source, target, Alignment(*spans, tuple(rows))


@given(placements(), languages)
def test_every_code_is_in_the_target_once_and_well_nested(drawn, language):
    source, target, alignment = drawn

    placement = place_codes(source, target, alignment, language)

    assert sorted(map(repr, placement.content.codes)) == sorted(map(repr, source.codes))
    assert is_well_nested(placement.content)


@given(placements(), languages)
def test_no_code_stands_inside_a_word(drawn, language):
    source, target, alignment = drawn

    content = place_codes(source, target, alignment, language).content

    for code in content.codes:
        start, end = content.locate(code.id)
        for place in (start, end):
            assert not (content.text[:place][-1:].isalnum() and content.text[place:][:1].isalnum())


@given(placements())
def test_placing_codes_changes_no_character_but_spaces_at_breaks(drawn):
    source, target, alignment = drawn

    placed = "".join(part for part in place_codes(source, target, alignment).content if isinstance(part, str))

    assert placed.replace(" ", "") == target.replace(" ", "")


@given(st.lists(st.tuples(st.sampled_from(list(CodeKind)), st.integers(0, 3), words), max_size=8), words)
def test_even_codes_that_cross_are_each_kept_once(drawn, target):
    parts = [part for kind, number, text in drawn for part in (InlineCode(number, kind, f"{kind}{number}"), text)]
    source = Content(*parts)

    placement = place_codes(source, target, None)

    assert sorted(map(repr, placement.content.codes)) == sorted(map(repr, source.codes))
