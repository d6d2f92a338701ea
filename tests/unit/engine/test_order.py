from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested
from service.domain.language import TARGETS
from service.domain.translation import Manner, Request
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory
from tests.fixtures import install_fixture_packages

WORDS = ("Der", "Gemeinderat", "tagt", "am", "Montag", "im", "Rathaus", "frei", "70.000", "a|b", "ß_1", "…", "🎉")
BOLD = (InlineCode(1, CodeKind.OPENING, "<b>"), InlineCode(1, CodeKind.CLOSING, "</b>"))
BREAK = InlineCode(2, CodeKind.STANDALONE, "<br>")


@st.composite
def contents(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    parts = [part for word in words for part in (word, " ")][:-1]
    if draw(st.booleans()):
        start = draw(st.integers(0, len(parts)))
        parts[start:] = [BOLD[0], *parts[start:], BOLD[1]]
    if draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), BREAK)
    return Content(*parts)


OPENINGS = st.sampled_from(["", "Le conseil", "Il consiglio comunale"])
REQUESTS = st.lists(
    st.builds(Request, contents(), st.sampled_from(TARGETS), st.sampled_from(Manner), OPENINGS), max_size=7
)


@cache
def engine():
    return Engine(PackageDirectory(install_fixture_packages(Path(mkdtemp()))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REQUESTS)
def test_n_requests_have_n_drafts_in_their_order_each_as_if_it_were_alone(requests):
    drafts = engine().translate(requests)
    assert drafts == [engine().translate([request])[0] for request in requests]
    assert len(drafts) == len(requests)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REQUESTS)
def test_every_code_of_a_request_is_in_its_draft_once_and_well_nested(requests):
    for request, draft in zip(requests, engine().translate(requests), strict=True):
        assert sorted(map(repr, draft.content.codes)) == sorted(map(repr, request.content.codes))
        assert is_well_nested(draft.content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REQUESTS)
def test_an_answer_begins_with_the_whole_words_it_was_to_begin_with_or_there_is_none(requests):
    for request, draft in zip(requests, engine().translate(requests), strict=True):
        if request.opening and request.manner is not Manner.PIECES and BREAK not in request.content.codes:
            said = " ".join("".join(part for part in draft.content if isinstance(part, str)).split())
            rest = said.removeprefix(request.opening)
            assert rest != said or not any(map(str.isalpha, said)) or said == " ".join(request.content.text.split())
            assert not rest[:1].isalnum() or rest == said
