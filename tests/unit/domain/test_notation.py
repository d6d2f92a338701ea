from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.notation import UnknownCode, fit_codes, list_codes, plain_text, read_notation, write_notation

BOLD, UNBOLD = InlineCode(7, CodeKind.OPENING, "<b>"), InlineCode(7, CodeKind.CLOSING, "</b>")
BREAK = InlineCode(3, CodeKind.STANDALONE, "<br>", "\n")
SOURCE = Content("Der ", BOLD, "Rat", UNBOLD, " tagt", BREAK, "heute")
PIECES = st.sampled_from(["<1>", "</1>", "<2/>", "&lt;1>", "&amp;", "lt;", "1>", "<", "/", "é"]) | st.text(max_size=4)
TEXTS = st.lists(PIECES, max_size=6).map("".join)


def test_codes_are_numbered_as_they_appear_in_the_source_and_keep_their_number_in_the_target():
    target = Content(BREAK, "Aujourd’hui le ", BOLD, "conseil", UNBOLD)
    assert write_notation(SOURCE, SOURCE) == "Der <1>Rat</1> tagt<2/>heute"
    assert write_notation(target, SOURCE) == "<2/>Aujourd’hui le <1>conseil</1>"
    assert read_notation("<2/>Aujourd’hui le <1>conseil</1>", SOURCE) == target


@given(st.lists(TEXTS | st.sampled_from([BOLD, UNBOLD, BREAK]), max_size=6))
@example(["<", BOLD, "1>"])
@example(["&", BOLD, "lt;1>"])
@example(["&amp;", "lt;1>", "<1/>"])
def test_every_content_comes_back_from_its_notation(parts):
    content = Content(*parts, BOLD, UNBOLD, BREAK)
    assert read_notation(write_notation(content, content), content) == content


@given(TEXTS)
def test_text_that_looks_like_a_code_stays_text(text):
    written = write_notation(Content(text), Content(text))
    assert list_codes(written) == []
    assert plain_text(written) == text


def test_a_code_the_source_lacks_is_refused_with_those_it_has():
    with pytest.raises(UnknownCode, match=r"no code <3>\. It has: <1> </1> <2/>"):
        read_notation("<3>Rat", SOURCE)
    with pytest.raises(UnknownCode, match=r"no code <1/>\. It has none"):
        read_notation("Rat<1/>", Content("Rat"))


@given(TEXTS, TEXTS)
@example("<1<2/>>", "")
def test_a_text_fitted_to_a_source_keeps_its_words_and_the_codes_they_share(text, source):
    fitted = fit_codes(text, source)
    assert plain_text(fitted) == plain_text(text)
    assert Counter(list_codes(fitted)) == Counter(list_codes(text)) & Counter(list_codes(source))
