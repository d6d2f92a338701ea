import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.grammar import Grammar
from service.domain.language import TARGETS, Language
from service.domain.term import CaseRule, Term
from service.store.exchange import READERS, WRITERS
from service.store.exchange.unreadable import UnreadableGlossary

FR = Language.FRENCH
TEXT = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), min_size=1, max_size=9)
TERMS = st.builds(
    Term,
    TEXT,
    st.sampled_from(TARGETS),
    st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(CaseRule),
    kept=st.booleans(),
    town=st.just("") | TEXT,
    note=st.just("") | TEXT,
).filter(lambda term: not (term.kept and term.source in term.forms))
HEADER = "source,language,forms,case,keep,town,note\n"


@pytest.mark.parametrize("name", READERS)
@given(terms=st.lists(TERMS, max_size=4, unique_by=lambda term: term.key))
def test_terms_come_back_from_a_file_as_they_were_written(name, terms):
    if name == "tbx" and any(not character.isprintable() for term in terms for character in str(term)):
        return  # XML 1.0 has no place for some of them
    assert set(READERS[name](WRITERS[name](terms))) == set(terms)


@pytest.mark.parametrize("name", READERS)
def test_a_kept_term_without_forms_comes_back(name):
    term = Term("Blühendes <Barock> & Co.", FR, kept=True, case=CaseRule.EXACT, town="Montbéliard", note='"so"')
    assert READERS[name](WRITERS[name]([term])) == (term,)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, "language"),
        ("source,forms\nRat,conseil\n", 1, "language"),
        ("source,language,farbe\n", 1, "farbe"),
        ("source,source,language\n", 1, "source"),
        (HEADER + "Rat,fr,conseil,,,,\nRat,es,consejo,,,,\n", 3, "language"),
        (HEADER + "Rat,fr,,,,,\n", 2, "forms"),
        (HEADER + '"R\nat",fr,conseil,,,,\nRat,it,x,?,,,\n', 2, "source"),
        (HEADER + 'Rat,fr,conseil,,,,"a\nb"\nRat,it,x,lower,,,\n', 4, "case"),
        (HEADER + "Rat,fr,conseil,,maybe,,\n", 2, "keep"),
        (HEADER + "Rat,fr,conseil\n", 2, 3),
        (HEADER + '"Rat,fr,conseil,,,,\n', 2, 1),
    ],
)
def test_a_mistake_in_csv_is_told_with_line_and_column(text, line, column):
    with pytest.raises(UnreadableGlossary) as caught:
        READERS["csv"](text.encode())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert f"Line {line}, column {column}: " in str(caught.value)


def test_bytes_that_are_no_utf8_are_told_with_line_and_column():
    with pytest.raises(UnreadableGlossary, match="Line 2, column 2: This is not UTF-8"):
        READERS["csv"](HEADER.encode() + "Bü".encode("latin-1"))


def test_csv_as_a_spreadsheet_writes_it_is_read():
    text = "\ufeffSource;Language;Forms;Keep\r\nRat;FR;conseil | conseils;nein\r\n;;;\r\nForum;it;;ja\r\n"
    assert READERS["csv"](text.encode()) == (
        Term("Rat", FR, ("conseil", "conseils")),
        Term("Forum", Language.ITALIAN, kept=True),
    )


MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="1"><note>law</note>
<langSet xml:lang="de-DE"><tig><term>Rat</term></tig><ntig><termGrp><term>Ratsgremium</term></termGrp></ntig></langSet>
<langSet xml:lang="fr"><tig><term>conseil</term></tig></langSet>
<langSet xml:lang="en"><tig><term>council</term></tig></langSet>
</termEntry></body></text></martif>"""


LOUD = """<tbx><conceptEntry><langSec xml:lang="de"><term>Rat</term></langSec>
<langSec xml:lang="fr"><admin type="x-gemello-case">loud</admin><term>c</term></langSec></conceptEntry></tbx>"""


def test_older_tbx_with_synonyms_and_other_languages_is_read():
    assert READERS["tbx"](MARTIF.encode()) == (
        Term("Rat", FR, ("conseil",), note="law"),
        Term("Ratsgremium", FR, ("conseil",), note="law"),
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("<tbx>\n<text>", 2, "no well-formed XML"),
        ("", 1, "no well-formed XML"),
        ("<html/>", 1, "begins with 'html'"),
        (MARTIF.replace(">conseil<", "><"), 5, "empty"),
        (MARTIF.replace(">Rat<", ">R|at<"), 4, "cannot stand"),
        ('<!DOCTYPE tbx [<!ENTITY a "b">]>\n<tbx>&a;</tbx>', 1, "document type of its own"),
        ("<tbx>" + "<a>" * 40, 1, "32 deep"),
        ('<?xml version="1.0" encoding="klingon"?><tbx/>', 1, "encoding"),
        (LOUD, 2, "'loud' is none of"),
    ],
)
def test_a_mistake_or_an_attack_in_tbx_is_refused_with_its_line(text, line, problem):
    with pytest.raises(UnreadableGlossary, match=problem) as caught:
        READERS["tbx"](text.encode())
    assert caught.value.line == line


@pytest.mark.parametrize("name", sorted(READERS))
def test_gender_and_number_of_forms_survive_exchange(name):
    grammar = (Grammar.MASCULINE, None, Grammar.FEMININE_PLURAL)
    term = Term("Rat", Language.FRENCH, ("conseil", "sénat", "assemblées"), grammar=grammar)
    assert READERS[name](WRITERS[name]([term])) == (term,)


def test_a_grammar_there_is_none_of_is_refused_with_line_and_column():
    with pytest.raises(UnreadableGlossary, match=r"(?s)Line 2, column forms.*\[mp\]"):
        READERS["csv"](b"source,language,forms\nRat,fr,conseil [n]\n")


WORDS = (
    Term("Bürgeramt", FR, ("guichet citoyen",)),
    Term("Bürgeramt", Language.ITALIAN, ("sportello del cittadino", "sportello")),
    Term("Stadtrat", Language.ITALIAN, ("consiglio comunale",)),
)
TABLE = "Deutsch;Französisch;Italienisch\r\nBürgeramt;guichet citoyen;sportello del cittadino|sportello\r\nStadtrat;;consiglio comunale\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.replace(";", "\t").encode("utf-16"),
        ("sep=;\r\n" + TABLE).encode(),
        TABLE.replace("Deutsch;Französisch;Italienisch", "source;fr;it").encode(),
        TABLE.replace(";Italienisch", ";italiano").replace(";", ",").encode(),
    ],
)
def test_a_list_of_words_with_a_column_for_each_language_is_read_as_spreadsheets_save_it(data):
    assert READERS["csv"](data) == WORDS


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("de,fr\nRat,conseil\nRat,sénat\n", 3, "source", "on line 2 already"),
        ("sep=,\nde,fr\nRat,conseil\nrat,sénat\n", 4, "source", "on line 3 already"),
        ("de,fr,it\nRat,,\n", 2, "fr", "no form in any language"),
        ("de,fr\nRat,conseil / sénat\n", 2, "fr", "Part them by |"),
        ("de,fr,forms\nRat,conseil,x\n", 1, "language", "columns for languages or a column"),
        ("de,fr,Französisch\n", 1, "Französisch", "such a column already"),
        ("source,language,forms\nRat,Spanisch,consejo\n", 2, "language", "none of: fr, it"),
        ("PK\x03\x04", 1, 1, "workbook"),
    ],
)
def test_what_a_newcomer_gets_wrong_is_told_with_what_to_do(text, line, column, problem):
    with pytest.raises(UnreadableGlossary) as caught:
        READERS["csv"](text.encode())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert problem in caught.value.problem


def test_the_same_row_twice_is_one_term():
    assert READERS["csv"](b"source,language,forms,note\nRat,fr,conseil,law\nRat,fr,conseil,\n") == (
        Term("Rat", FR, ("conseil",), note="law"),
    )


IATE = """<?xml version="1.0"?>
<martif type="TBX-Basic-V1" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="de">
<tig><term>Bank</term><termNote type="termType">fullForm</termNote><descrip type="reliabilityCode">3</descrip></tig>
<tig><term>Geldhaus</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="fr"><tig><term>établissement</term></tig>
<tig><term>banque</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>maison de banque</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="it"><tig><term>banco</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Bank</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>banc</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_of_a_public_termbase_what_it_prefers_comes_first_and_what_it_advises_against_not_at_all():
    assert READERS["tbx"](IATE.encode()) == (Term("Bank", FR, ("banque", "établissement", "banc")),)
