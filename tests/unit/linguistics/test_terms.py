import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import Content
from service.domain.language import TARGETS, Language
from service.domain.term import CaseRule, Term
from service.linguistics.shields import shield, unshield
from service.linguistics.term_wording import word_term
from service.linguistics.termbase import Termbase, starter_terms
from service.linguistics.terms import TermIndex, Terms

FRENCH = Language.FRENCH


def term(source, **fields):
    return Term(source, FRENCH, ("x",), **fields)


SOME = TermIndex(
    map(
        term, ("Stadtrat", "Rat", "Gemeinderat", "Freiwillige Feuerwehr", "Feuerwehr", "Tag der offenen Tür", "Rathaus")
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Stadtrat tagt.", ["Stadtrat"]),
        ("Sitzung des Stadtrats und des Stadtrates", ["Stadtrat", "Stadtrat"]),
        ("Die Stadträte dankten den Stadträten.", ["Stadtrat", "Stadtrat"]),
        ("GEMEINDERAT BESCHLIESST", ["Gemeinderat"]),
        ("der Freiwilligen Feuerwehr Neckarweihingen", ["Freiwillige Feuerwehr"]),
        ("Die Freiwillige\u00a0Feuerwehr", ["Freiwillige Feuerwehr"]),
        ("die Feuerwehr", ["Feuerwehr"]),
        ("An den Tagen der offenen Tür", ["Tag der offenen Tür"]),
        ("Er wird dazu raten.", []),
        ("Ratsinformationssystem und Stadtratssitzung", []),
        ("im Rathaus-Saal, Feuerwehr-Übung", []),
        ("Gemeinde-Rat, Werks-Feuerwehr", ["Gemeinderat", "Feuerwehr"]),
        ("Jugend-Gemeinderäte", ["Gemeinderat"]),
        ("Rathäuser (Rathaus)", ["Rathaus", "Rathaus"]),
        ("Freiwillige, Feuerwehr", ["Feuerwehr"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_in_any_inflection_the_longest_first(text, found):
    assert [each.term.source for each in SOME.locate(text)] == found


@given(st.lists(st.sampled_from(["Rat", "Stadtrats", "Freiwilligen", "Feuerwehr", ",", " ", "-", "\u00ad", "x"])))
def test_what_is_found_stands_there_in_order_without_overlap(pieces):
    text = "".join(pieces)
    end = 0
    for each in SOME.locate(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end


def test_an_exact_term_is_found_only_as_it_is_written():
    index = TermIndex([term("Weil", case=CaseRule.EXACT)])
    assert [each.start for each in index.locate("weil Weil WEIL Weils Klein-Weil")] == [5, 15]


def test_a_long_name_is_found_in_a_headline_in_capitals():
    index = TermIndex([term("Mömpelgard", case=CaseRule.EXACT)])
    assert [each.start for each in index.locate("GÄSTE AUS MÖMPELGARD, mömpelgard")] == [10]


def test_the_last_part_of_a_hyphenated_word_is_a_term_that_says_less_than_the_word():
    index = TermIndex([term("Fraktion"), term("Gemeinderatssitzung")])
    found = index.locate("Die CDU-Fraktion in der Gemeinderats-Sitzung")
    assert [(each.start, each.end, each.whole) for each in found] == [(8, 16, False), (24, 44, True)]


@pytest.mark.parametrize(
    ("language", "text", "forms", "worded"),
    [
        ("fr", "Stadtrat", "conseil municipal", "conseil municipal"),
        ("fr", "Der Stadtrat", "conseil municipal", "Le conseil municipal"),
        ("fr", "Die Stadträte", "conseil municipal|conseils municipaux", "Les conseils municipaux"),
        ("fr", "Stadträte", "conseil municipal", None),
        ("fr", "STADTRAT:", "hôtel de ville", "HÔTEL DE VILLE:"),
        ("fr", "Der Stadtrat", "hôtel de ville", "L’hôtel de ville"),
        ("fr", "Der Stadtrat", "zzz", None),
        ("fr", "des Stadtrats", "conseil municipal", None),
        ("fr", "Der Stadtrat tagt", "conseil municipal", None),
        ("fr", "CDU-Stadtrat", "conseil municipal", None),
        ("it", "Der Stadtrat", "sportello unico|sportelli unici", "Lo sportello unico"),
        ("it", "Stadträte!", "sportello unico|sportelli unici", "sportelli unici!"),
    ],
)
def test_a_text_that_is_one_term_is_worded_with_its_article_and_number(language, text, forms, worded):
    assert word_term(text, Term("Stadtrat", Language(language), tuple(forms.split("|")))) == worded


def test_time_grows_with_the_text_and_no_faster():
    terms, sentence = Terms("0", starter_terms(), ()), "Die Sitzung des Gemeinderats im Rathaus der Stadt Ludwigsburg. "

    def seconds(count):
        start = time.perf_counter()
        terms.find(sentence * count, FRENCH)
        return time.perf_counter() - start

    seconds(1)
    assert min(seconds(4000) for _ in range(3)) < 40 * min(seconds(400) for _ in range(3))


def test_the_citys_entry_wins_over_the_starter_and_the_towns_over_both():
    ours = Term("Gemeinderat", FRENCH, ("assemblée",))
    towns = Term("Gemeinderat", FRENCH, ("conseil de ville",), town="Montbéliard")
    terms = Terms("1", starter_terms(), (ours, towns))
    assert terms.find("Der Gemeinderat", FRENCH) == (ours,)
    assert terms.find("Der Gemeinderat", FRENCH, "Montbéliard") == (towns,)
    assert terms.find("Der Gemeinderat", Language.ITALIAN)[0].starter


def test_a_term_said_twice_is_told_once_and_soft_hyphens_do_not_hide_it():
    found = Terms("0", starter_terms(), ()).find("Der Gemeinde\u00adrat und der Gemeinderat in Mailand", FRENCH)
    assert [each.source for each in found] == ["Gemeinderat", "Mailand"]


def test_the_termbase_is_read_again_only_when_its_version_changes():
    class Own:
        number, reads = 1, 0

        def version(self):
            return self.number

        def read(self):
            self.reads += 1
            return self.number, ()

    own = Own()
    termbase = Termbase(own)
    first = termbase.snapshot()
    assert termbase.snapshot() is first
    own.number = 2
    assert termbase.snapshot().version.partition("-")[0] == "2"
    assert own.reads == 2


def test_a_kept_term_is_shielded_but_not_its_genitive():
    kept = [Term("Blühendes Barock", FRENCH, kept=True, case=CaseRule.EXACT), term("Park")]
    content = Content("Das Blühendes Barock im Park des Blühenden Barocks")
    shielded = shield(content, kept)
    assert [code.data for code in shielded.codes] == ["Blühendes Barock"]
    assert unshield(shielded) == content


def test_every_starter_term_is_listed_once_with_a_note():
    terms = starter_terms()
    assert [key for key, count in Counter(each.key for each in terms).items() if count > 1] == []
    assert [each.source for each in terms if not each.note] == []


def test_at_least_four_hundred_municipal_terms_and_two_hundred_and_fifty_names_ship_in_every_language():
    from service.linguistics.termbase import read_list

    for language in TARGETS:
        assert sum(each.language is language for each in read_list("glossary.csv")) >= 400
        assert sum(each.language is language for each in read_list("gazetteer.csv")) >= 250


def test_every_starter_term_is_found_in_its_own_base_form():
    terms = Terms("0", starter_terms(), ())
    assert [each.source for each in starter_terms() if each not in terms.find(each.source, each.language)] == []
