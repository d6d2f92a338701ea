import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.issue import Issue, Severity
from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.domain.target import Origin, State, Target
from service.domain.translation import Draft
from service.store.columns import dump_json, load_json
from service.store.content import (
    read_content,
    read_draft,
    read_issue,
    read_signature,
    read_target,
    write_content,
    write_draft,
    write_issue,
    write_signature,
    write_target,
)

texts = st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from('[]{}",:\\|\0\u2028'))
numbers = st.integers(0, 2**40)
scores = st.floats(allow_nan=False)
codes = st.builds(InlineCode, numbers, st.sampled_from(CodeKind), texts, texts)
contents = st.lists(texts | codes).map(lambda parts: Content(*parts))
drafts = st.builds(Draft, contents, scores, texts, st.lists(numbers).map(tuple), numbers)
issues = st.builds(Issue, texts, st.sampled_from(Severity), texts, st.none() | numbers, st.none() | numbers)
packages = st.builds(PackageIdentity, texts, texts, texts)
signatures = st.builds(
    EngineSignature, st.lists(packages).map(tuple), st.builds(DecodingOptions, numbers, scores, texts)
)


@st.composite
def targets(draw):
    origin = draw(st.sampled_from(Origin))
    signature = draw(signatures) if origin is Origin.MACHINE else None
    state, score, found = draw(st.sampled_from(State)), draw(st.none() | scores), draw(st.lists(issues).map(tuple))
    return Target(draw(contents), origin, state, signature, score, draw(texts), found)


def through_json(form):
    return load_json(dump_json(form))


@given(contents)
def test_a_content_reads_back_as_it_was_written(content):
    assert read_content(through_json(write_content(content))) == content


@given(contents, contents)
def test_two_contents_share_a_form_only_if_they_are_equal(one, other):
    assert (dump_json(write_content(one)) == dump_json(write_content(other))) == (one == other)


@given(drafts)
def test_a_draft_reads_back_as_it_was_written(draft):
    assert read_draft(through_json(write_draft(draft))) == draft


@given(targets())
def test_a_target_reads_back_as_it_was_written(target):
    assert read_target(through_json(write_target(target))) == target


@given(issues)
def test_an_issue_reads_back_as_it_was_written(issue):
    assert read_issue(through_json(write_issue(issue))) == issue


@given(signatures)
def test_a_signature_reads_back_with_the_same_digest(signature):
    found = read_signature(through_json(write_signature(signature)))
    assert (found, found.digest) == (signature, signature.digest)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Content("a|b"), Content("a", InlineCode(1, CodeKind.STANDALONE, "|"), "b")),
        (Content('["a","b"]'), Content("a", InlineCode(1, CodeKind.STANDALONE, ""), "b")),
        (Content('a","b'), Content("a", InlineCode(1, CodeKind.STANDALONE, '","'), "b")),
        (Content('[1,"opening","<b>",""]'), Content(InlineCode(1, CodeKind.OPENING, "<b>"))),
        (Content("\ud83d\ude00"), Content("😀")),
        (Content("\\ud83d"), Content("\ud83d")),
        (Content(), Content(InlineCode(1, CodeKind.STANDALONE, ""))),
    ],
)
def test_look_alikes_keep_apart(one, other):
    assert dump_json(write_content(one)) != dump_json(write_content(other))
    assert read_content(through_json(write_content(one))) == one
    assert read_content(through_json(write_content(other))) == other
