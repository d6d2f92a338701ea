"""What is odd about an article as it was handed in."""

import pytest

from service.quality.doubts import Doubt, find_doubts

GERMAN = ["Neues Hallenbad öffnet", "Die Stadt lädt alle ein, das neue Hallenbad am Samstag um 11 Uhr zu besuchen."]
OTHERS = {
    "fr": "Le conseil municipal se réunit lundi à la mairie et la séance est publique pour tous les habitants.",
    "it": "Il consiglio comunale si riunisce lunedì nella sala della città e la seduta è aperta anche alle scuole.",
    "en": "The council of the city will meet on Monday, and the session is open to all that would like to attend.",
    "es": "El pleno se reúne el lunes en la sala y los vecinos que lo deseen están invitados por la alcaldesa.",
    "nl": "De gemeenteraad van de stad komt maandag bijeen en het debat is ook voor de bewoners van de wijk.",
}
HTML = "<p>Der Rat tagt am <b>Montag</b>.</p><p>Der Eintritt ist frei.</p>"
MARKDOWN = "# Der Rat tagt\n\nAm **Montag** tagt der Rat, mehr [im Netz](https://www.stadt.de/rat)."


def test_a_german_article_raises_no_doubt():
    assert find_doubts(GERMAN, "text/plain") == ()


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_named(code):
    assert find_doubts([OTHERS[code]], "text/markdown") == (Doubt("language", code),)


@pytest.mark.parametrize(
    "text",
    [
        "Montbéliard, Caerphilly, Jevpatorija, Kostomukscha, Bergamo, Ambato, Kilis, Nové Zámky, Zgorzelec, Burgas, Le Mans, Lyon, Nancy",
        "Concert de la Saint-Sylvestre",  # a title alone
        "Der Film „Le fabuleux destin d’Amélie Poulain et les autres“ ist am Freitag im Kino zu sehen, der Eintritt ist frei.",
        "ANMELDEN KANN MAN SICH AB SOFORT IM RATHAUS UND BEI DEN SCHULEN DER STADT.",
    ],
)
def test_names_titles_and_quotations_are_no_other_language(text):
    assert find_doubts([text], "text/plain") == ()


@pytest.mark.parametrize(("text", "found"), [(HTML, "text/html"), (MARKDOWN, "text/markdown")])
def test_marks_of_a_format_in_plain_text_are_told_and_in_their_own_format_are_not(text, found):
    assert find_doubts(text.split("\n"), "text/plain") == (Doubt("format", found),)
    assert find_doubts(text.split("\n"), found) == ()


@pytest.mark.parametrize(
    "text", ["5 < 7 und 9 > 3, sagt <Name>.", "Raute # 1 und 2 * 3 * 4 = 24", "Siehe [1] (Anlage) und [2]."]
)
def test_characters_that_only_look_like_marks_are_none(text):
    assert find_doubts([text], "text/plain") == ()


def test_the_message_says_what_was_found():
    assert "but as French" in Doubt("language", "fr").message
    assert "as text/html" in Doubt("format", "text/html").message
