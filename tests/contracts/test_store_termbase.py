import pytest

from service.domain.errors import NotFound
from service.domain.grammar import Grammar
from service.domain.language import Language
from service.domain.term import CaseRule, InvalidTerm, Term
from service.store.termbase import TermbaseTable

COUNCIL = Term("Gemeinderat", Language.FRENCH, ("conseil municipal", "conseils municipaux"), note="usage")
FORUM = Term("Forum am Schlosspark", Language.ITALIAN, kept=True, case=CaseRule.EXACT, town="Bergamo")


@pytest.fixture
def terms(database):
    return TermbaseTable(database)


def test_terms_come_back_as_they_were_put(terms):
    assert terms.put([COUNCIL, FORUM]) == 2
    assert terms.list() == (FORUM, COUNCIL)
    assert terms.list(Language.FRENCH) == (COUNCIL,)


def test_grammar_of_forms_comes_back(terms):
    marked = Term("Rat", Language.FRENCH, ("conseil", "assemblées"), grammar=(None, Grammar.FEMININE_PLURAL))
    terms.put([marked])
    assert terms.find("Rat", Language.FRENCH) == marked


def test_a_term_put_again_replaces_its_entry_whatever_its_capitals(terms):
    terms.put([COUNCIL])
    terms.put([Term("GEMEINDERAT", Language.FRENCH, ("conseil",))])
    assert [term.forms for term in terms.list()] == [("conseil",)]


def test_the_same_source_may_differ_by_language_and_town(terms):
    terms.put([COUNCIL, Term("Gemeinderat", Language.ITALIAN, ("consiglio comunale",))])
    terms.put([Term("Gemeinderat", Language.FRENCH, ("conseil",), town="Montbéliard")])
    assert len(terms.list()) == 3
    assert terms.find("gemeinderat", Language.FRENCH) == COUNCIL
    assert terms.find("Gemeinderat", Language.FRENCH, "Montbéliard").forms == ("conseil",)
    assert terms.find("Rathaus", Language.FRENCH) is None


def test_every_change_raises_the_version_and_nothing_else_does(terms):
    versions = [terms.version()]
    for change in (
        lambda: terms.put([COUNCIL]),
        lambda: terms.put([COUNCIL, FORUM]),
        lambda: terms.remove("Gemeinderat", Language.FRENCH),
    ):
        change()
        versions.append(terms.version())
    terms.list()
    terms.put([])
    with pytest.raises(NotFound, match="no 'Rathaus' for fr"):
        terms.remove("Rathaus", Language.FRENCH)
    assert versions == [0, 1, 2, 3]
    assert terms.read() == (3, (FORUM,))


def test_of_terms_that_fail_half_way_none_is_stored(terms):
    def half():
        yield COUNCIL
        yield Term("", Language.FRENCH, ("x",))

    with pytest.raises(InvalidTerm):
        terms.put(half())
    assert terms.read() == (0, ())
