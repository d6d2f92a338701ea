from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import Content
from service.domain.grammar import Grammar, Number
from service.domain.language import Language
from service.linguistics.agreement import end_in_form, set_form
from service.linguistics.determiners import read_determiner, write_determiner
from service.linguistics.edits import apply_edits
from service.linguistics.german_number import read_number
from service.linguistics.nouns import read_grammar
from service.linguistics.termbase import read_list

FR, IT = Language.FRENCH, Language.ITALIAN
EXAMPLES = Path(__file__).parents[2] / "examples" / "linguistics"
NUMBERS = {"": None, "s": Number.SINGULAR, "p": Number.PLURAL}


def examples(name):
    for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def put(text, forms, number, language, set_in=set_form):
    before, _, rest = text.partition("[")
    held, _, after = rest.partition("]")
    place = len(before), len(before) + len(held)
    edits = set_in(before + held + after, place, [(form, None) for form in forms.split("|")], NUMBERS[number], language)
    return "–" if edits is None else apply_edits(Content(before + held + after), edits).text


@pytest.mark.parametrize(("text", "forms", "number", "expected"), list(examples("set-terms-fr.txt")))
def test_a_form_set_into_a_french_sentence_agrees_with_it_or_is_not_set(text, forms, number, expected):
    assert put(text, forms, number.strip("-"), FR) == expected


@pytest.mark.parametrize(("text", "forms", "number", "expected"), list(examples("set-terms-it.txt")))
def test_a_form_set_into_an_italian_sentence_agrees_with_it_or_is_not_set(text, forms, number, expected):
    assert put(text, forms, number.strip("-"), IT) == expected


@pytest.mark.parametrize(("language", "text", "forms", "number", "expected"), list(examples("open-with-terms.txt")))
def test_a_sentence_that_ends_in_a_form_agrees_with_it_so_far(language, text, forms, number, expected):
    language = Language(language)
    ended = put(text, forms, number.strip("-"), language, end_in_form)
    _, _, after = text.partition("]")
    assert ended.removesuffix(after) == expected
    assert ended == "–" or ended.endswith(after)


@pytest.mark.parametrize(("source", "standing", "before", "number"), list(examples("german-number.txt")))
def test_a_german_noun_tells_its_number_or_nothing(source, standing, before, number):
    assert read_number(source, standing, "" if before == "-" else before) is NUMBERS[number.strip("-")]


@pytest.mark.parametrize(
    ("form", "language", "grammar"),
    [
        ("città gemella", IT, "f"),
        ("città gemelle", IT, "fp"),
        ("società immobiliare", IT, "f"),
        ("attività commerciali", IT, "fp"),
        ("unità della polizia", IT, "f"),
        ("taux de participation", FR, "m"),
        ("travaux publics", FR, "mp"),
        ("nouveau quartier", FR, "m"),
        ("vœux du maire", FR, "mp"),
        ("xyz", FR, None),
    ],
)
def test_the_noun_tells_gender_and_number_of_a_form(form, language, grammar):
    assert read_grammar(form, language) == grammar


FORMS = [(form, term.language) for term in read_list("glossary.csv") for form in term.forms]


def test_nearly_every_form_that_ships_is_known_by_its_noun():
    unknown = [form for form, language in FORMS if read_grammar(form, language) is None]
    assert len(unknown) < len(FORMS) / 25


@given(st.sampled_from(FORMS), st.sampled_from(["le ", "du ", "à la ", "l’", "cette ", "aux ", "notre ", "sa "]))
def test_a_french_article_written_is_read_again_with_the_gender_and_number_of_its_noun(form, article):
    agrees_when_read_again(form[0], article, FR)


@given(st.sampled_from(FORMS), st.sampled_from(["il ", "del ", "nella ", "un’", "agli ", "questa ", "quei ", "dall’"]))
def test_an_italian_article_written_is_read_again_with_the_gender_and_number_of_its_noun(form, article):
    agrees_when_read_again(form[0], article, IT)


def agrees_when_read_again(form, article, language):
    for grammar in Grammar:
        known = read_determiner(article, language)
        written = write_determiner(known, form, grammar, language)
        if written is not None:
            again = read_determiner(written, language)
            assert (again.kind, again.preposition) == (known.kind, known.preposition)
            assert again.number in {None, grammar.number}
            assert again.gender in {None, grammar.gender}
            assert write_determiner(again, form, grammar, language) == written


@given(st.text(alphabet="ledu’ conseilmra.,A", max_size=40), st.data())
def test_only_the_place_and_the_article_before_it_are_changed(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for edit in set_form(text, (start, end), [("mairie", None)], None, FR) or ():
        assert edit.end <= max(end, start)
        assert text[edit.start : edit.end].strip() != "" or edit.start == edit.end
