import pytest

from service.domain.language import Language
from service.domain.term import InvalidTerm, Term


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"source": ""}, "empty"),
        ({"source": " Rat"}, "space"),
        ({"source": "Rat|Stadtrat"}, "cannot stand"),
        ({"source": "Rat\n"}, "space"),
        ({"source": "R\x00at"}, "cannot stand"),
        ({"source": "x" * 201}, "limit is 200"),
        ({"forms": ()}, "no target form"),
        ({"forms": ("a|b",)}, "cannot stand"),
        ({"forms": ("",)}, "empty"),
        ({"language": Language.ENGLISH}, "no target language"),
        ({"note": "x" * 2001}, "limit is 2000"),
    ],
)
def test_a_term_that_cannot_be_used_is_refused_with_the_reason(fields, problem):
    with pytest.raises(InvalidTerm, match=problem):
        Term(**{"source": "Rat", "language": Language.FRENCH, "forms": ("conseil",)} | fields)


def test_a_kept_term_needs_no_form_and_prefers_itself():
    assert Term("Kaltwasser", Language.FRENCH, kept=True).preferred == "Kaltwasser"


def test_capitals_soft_hyphens_and_spaces_make_no_other_term():
    one, other = (Term(source, Language.FRENCH, ("x",)) for source in ("Tag der Tür", "TAG  DER TÜR"))
    assert one.key == other.key
    assert one.is_whole("Tag der\u00a0Tü\u00adr")
    assert not one.is_whole("Tag der Türen")
