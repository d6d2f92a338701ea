import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested, join
from service.domain.unit import Ignorable, Role, Segment, TranslationUnit
from service.linguistics.borders import is_wordlike
from service.linguistics.segmenter import split
from tests.unit.linguistics.examples import content_of, read_examples, text_of

TEXTS = st.text(alphabet="Ab3. ?!„“…\n\u00a0\u00ad\u0308ä*", max_size=12) | st.sampled_from(
    ["Ja. ", "Nein.", " Am 3. Mai ", "z. B. ", "Der Rat tagt. ", "„Gut!“ ", "***", "  "]
)


@st.composite
def nested_parts(draw, depth=3):
    parts: list = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["text", "text", "pair", "alone", "break"]))
        if kind == "pair" and depth:
            parts += ["<", *draw(nested_parts(depth=depth - 1)), ">"]
        elif kind == "alone":
            parts.append("o")
        elif kind == "break":
            parts.append("n")
        else:
            parts.append(("text", draw(TEXTS)))
    return parts


@st.composite
def contents(draw):
    parts, opened = [], []
    for number, part in enumerate(draw(nested_parts())):
        if isinstance(part, tuple):
            parts.append(part[1])
        elif part == "<":
            opened.append(number)
            parts.append(InlineCode(number, CodeKind.OPENING, "<b>"))
        elif part == ">":
            parts.append(InlineCode(opened.pop(), CodeKind.CLOSING, "</b>"))
        else:
            parts.append(InlineCode(number, CodeKind.STANDALONE, "<br>", "\n" if part == "n" else ""))
    return Content(*parts)


@pytest.mark.parametrize("line", read_examples("linguistics/sentences.txt"), ids=lambda line: line[0][:40])
def test_german_sentences_end_where_a_reader_ends_them(line):
    segments = [
        part.content.text for part in split(Content(" ".join(line)), Role.PARAGRAPH) if isinstance(part, Segment)
    ]
    assert segments == list(line)


@pytest.mark.parametrize("row", read_examples("linguistics/segments.txt"), ids=lambda row: row[1])
def test_codes_stand_in_their_sentence_or_between_sentences(row):
    role, text, expected = row
    parts = split(content_of(text), Role(role))
    shown = "".join(
        f"[{text_of(part.content)}]" if isinstance(part, Segment) else text_of(part.content) for part in parts
    )
    assert shown == expected


@given(contents(), st.sampled_from(list(Role)))
@settings(max_examples=400, deadline=None)
def test_parts_join_to_the_content_and_are_well_nested(content, role):
    parts = split(content, role)
    assert join(part.content for part in parts) == content
    if parts:
        TranslationUnit(role, content, parts)
    for part in parts:
        assert isinstance(part, Segment | Ignorable)
        assert part.content
        if isinstance(part, Segment):
            assert is_well_nested(part.content)
            assert is_wordlike(part.content.text)
            for end in (part.content.parts[0], part.content.parts[-1]):
                assert not isinstance(end, str) or (end[0] + end[-1]).strip()


@given(st.lists(st.sampled_from(["Ja.", "Der Rat tagt am 3. Mai.", "„Gut!“, sagte sie."]), min_size=1, max_size=5))
def test_plain_sentences_never_carry_the_space_around_them(sentences):
    parts = split(Content("  " + "  ".join(sentences) + " "), Role.PARAGRAPH)
    assert all(part.content.text == part.content.text.strip() for part in parts if isinstance(part, Segment))


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_split_without_loss(text):
    assert join(part.content for part in split(Content(text), Role.PARAGRAPH)) == Content(text)


def test_headlines_are_never_split():
    headline = Content("St. Florian. Ein Fest. Für alle!")
    assert split(headline, Role.HEADLINE) == (Segment(headline),)


def test_segmenting_again_gives_the_same():
    content = Content("Ja. Nein. Am 3. Mai.")
    assert split(content, Role.PARAGRAPH) == split(content, Role.PARAGRAPH)
