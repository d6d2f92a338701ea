from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import Language
from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.domain.translation import Manner
from service.pipeline.cache_key import cache_key

SIGNATURE = EngineSignature((PackageIdentity("translate-de_fr", "1", "a" * 64),), DecodingOptions())
CODE = st.builds(InlineCode, st.integers(0, 3), st.sampled_from(CodeKind), st.text(max_size=3), st.text(max_size=1))
CONTENT = st.lists(st.one_of(st.text(max_size=4), CODE), max_size=4).map(lambda parts: Content(*parts))


@given(CONTENT, CONTENT)
def test_two_contents_share_a_key_exactly_when_they_are_equal(one, other):
    keys = [cache_key(content, Language.FRENCH, SIGNATURE) for content in (one, other)]
    assert (keys[0] == keys[1]) == (one == other)


def test_a_list_and_its_joined_form_never_meet():
    code = InlineCode(1, CodeKind.STANDALONE, "|")
    assert cache_key(Content("a|b"), Language.FRENCH, SIGNATURE) != cache_key(
        Content("a", code, "b"), Language.FRENCH, SIGNATURE
    )


def test_a_changed_placement_rule_changes_the_keys_of_segments_with_codes_alone(monkeypatch):
    contents = [Content("Ja"), Content("Ja", InlineCode(1, CodeKind.STANDALONE, "<br>"))]
    before = [cache_key(content, Language.FRENCH, SIGNATURE) for content in contents]
    monkeypatch.setattr("service.pipeline.cache_key.RULES", -1)
    after = [cache_key(content, Language.FRENCH, SIGNATURE) for content in contents]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


def test_whatever_changes_the_answer_changes_the_key():
    package = SIGNATURE.packages[0]
    variants = [
        cache_key(Content("Ja"), Language.FRENCH, SIGNATURE),
        cache_key(Content("Ja"), Language.ITALIAN, SIGNATURE),
        cache_key(Content("Ja."), Language.FRENCH, SIGNATURE),
        cache_key(Content("Ja"), Language.FRENCH, SIGNATURE, [("Rat", "conseil")]),
        cache_key(Content("Ja"), Language.FRENCH, SIGNATURE, [("Rat", "conseil municipal")]),
        cache_key(Content("Ja"), Language.FRENCH, SIGNATURE, opening="Oui"),
        cache_key(Content("Ja"), Language.FRENCH, SIGNATURE, opening="no-repeat"),
        *(cache_key(Content("Ja"), Language.FRENCH, SIGNATURE, manner=each) for each in Manner if each != Manner.USUAL),
        *(
            cache_key(Content("Ja"), Language.FRENCH, replace(SIGNATURE, packages=(changed,)))
            for changed in (
                replace(package, version="2"),
                replace(package, checksum="b" * 64),
                replace(package, name="x"),
            )
        ),
        cache_key(Content("Ja"), Language.FRENCH, replace(SIGNATURE, packages=(package, package))),
        cache_key(Content("Ja"), Language.FRENCH, replace(SIGNATURE, options=DecodingOptions(beam_size=1))),
        cache_key(Content("Ja"), Language.FRENCH, replace(SIGNATURE, options=DecodingOptions(length_penalty=1.0))),
        cache_key(Content("Ja"), Language.FRENCH, replace(SIGNATURE, options=DecodingOptions(compute_type="float32"))),
    ]
    assert len(set(variants)) == len(variants)


def test_the_order_of_terms_does_not_matter():
    terms = [("Rat", "conseil"), ("Stadt", "ville")]
    assert cache_key(Content("x"), Language.FRENCH, SIGNATURE, terms) == cache_key(
        Content("x"), Language.FRENCH, SIGNATURE, terms[::-1]
    )
