import pytest

from service.domain.grammar import Grammar
from service.domain.language import Language
from service.domain.term import InvalidTerm, Term, read_forms


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


def test_a_mark_of_grammar_is_no_part_of_a_form():
    with pytest.raises(InvalidTerm, match="mark of grammar"):
        Term("Rat", Language.FRENCH, ("conseil [m]",))
    assert read_forms(["conseil [m]", "x[m]", "sénat"]) == (
        ("conseil", "x[m]", "sénat"),
        (Grammar.MASCULINE, None, None),
    )


def test_there_are_as_many_grammars_as_forms_or_none():
    with pytest.raises(InvalidTerm, match="2 grammars for 1 forms"):
        Term("Rat", Language.FRENCH, ("conseil",), grammar=(Grammar.MASCULINE, None))
    assert Term("Rat", Language.FRENCH, ("conseil",), grammar=(None,)) == Term("Rat", Language.FRENCH, ("conseil",))
