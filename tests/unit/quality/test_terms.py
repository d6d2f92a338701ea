import pytest

from service.domain.content import Content
from service.domain.issue import Severity
from service.domain.language import Language
from service.domain.term import Term
from service.quality.terms import check_terms

FR, IT = Language.FRENCH, Language.ITALIAN


def missing(term, text):
    return [issue.message for issue in check_terms([term], Content(text), term.language)]


@pytest.mark.parametrize(
    ("language", "form", "target"),
    [
        (FR, "conseil municipal", "La séance du conseil municipal"),
        (FR, "conseil municipal", "Les CONSEILS MUNICIPAUX"),
        (FR, "hôtel de ville", "devant l’hôtel de ville"),
        (FR, "hôtel de ville", "DEVANT L'HOTEL DE VILLE"),
        (FR, "état civil", "le service de l'état civil"),
        (FR, "ville jumelée", "nos villes jumelées"),
        (FR, "fête de la ville", "aux fêtes de ville"),
        (IT, "consiglio comunale", "nei consigli comunali"),
        (IT, "amministrazione comunale", "dell’amministrazione comunale"),
        (IT, "ordine del giorno", "gli ordini del giorno"),
        (IT, "città gemella", "le città gemelle"),
        (IT, "banca", "delle banche"),
        (IT, "fermata dell’autobus", "alle fermate degli autobus"),
    ],
)
def test_a_form_counts_in_any_number_with_any_article(language, form, target):
    assert missing(Term("x", language, ("anders", form)), target) == []


@pytest.mark.parametrize(
    ("language", "form", "target"),
    [
        (FR, "conseil municipal", "Le conseil de la ville"),
        (FR, "mairie", "le maire de la ville"),
        (FR, "Nice", "à Nicée"),
        (IT, "consiglio comunale", "il consiglio del comune"),
        (IT, "Roma", "in Romania"),
        (IT, "sindaco", ""),
    ],
)
def test_another_word_is_an_issue_that_names_term_and_forms(language, form, target):
    (message,) = missing(Term("Wort", language, (form,)), target)
    assert message == f"Wort should be {form} here."


def test_a_starter_term_weighs_less_than_the_citys_own():
    terms = [Term("a", FR, ("b",)), Term("c", FR, ("d",), starter=True)]
    assert [issue.severity for issue in check_terms(terms, Content("x"), FR)] == [Severity.MAJOR, Severity.MINOR]


def test_a_kept_term_must_stand_there_to_the_letter():
    kept = Term("Blühendes Barock", IT, kept=True)
    assert missing(kept, "al Blühendes\u00a0Barock!") == []
    assert missing(kept, "al blühendes barock") == ["Blühendes Barock should be Blühendes Barock here."]
    assert missing(kept, "al Blühendes Barocks") != []
