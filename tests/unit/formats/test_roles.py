"""The role a block's own words give it, and the names that are not translated."""

import pytest

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.formats.names import shield_names
from service.formats.roles import is_contact, is_heading, is_translatable, role_of_text


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Bild: Die neue Halle.", Role.CAPTION),
        ("Bild 2 (links): Der Eingang", Role.CAPTION),
        ("Foto: Max Weber", Role.CAPTION),
        ("(Foto: Stadt Ludwigsburg)", Role.CAPTION),
        ("© Stadt Ludwigsburg", Role.CAPTION),
        ("BU: Kinder am Turm.", Role.CAPTION),
        ("Fotografieren ist im Museum erlaubt.", Role.PARAGRAPH),
        ("Von Anna Schmid", Role.AUTHOR),
        ("Von Dr. Anna Maria Schmid-Weber", Role.AUTHOR),
        ("Text: Julia Bauer", Role.AUTHOR),
        ("Pressestelle der Stadt Ludwigsburg", Role.AUTHOR),
        ("STADT LUDWIGSBURG", Role.AUTHOR),
        ("Von Montag an ist die Straße gesperrt.", Role.PARAGRAPH),
        ("Von Bergamo nach Ludwigsburg fahren.", Role.PARAGRAPH),
        ("Ludwigsburg, 12. Mai 2026", Role.DATELINE),
        ("Ludwigsburg, den 12.05.2026 –", Role.DATELINE),
        ("Freitag, 12. Mai 2026", Role.DATELINE),
        ("Esslingen am Neckar, 3. Oktober 2026", Role.DATELINE),
        ("Am 12. Mai 2026 tagt der Rat.", Role.PARAGRAPH),
        ("„Das ist ein guter Tag für uns alle.“", Role.QUOTE),
        ("»Das ist gut«, sagte die Bürgermeisterin am Rande der Sitzung des Gemeinderats.", Role.QUOTE),
        ('"Wir bauen", so der OB, der zur Eröffnung in die Oststadt gekommen war.', Role.QUOTE),
        ("„Faust“ läuft ab Samstag im Theater am Schloss in neuer Besetzung.", Role.PARAGRAPH),
        ("Zum Seitenanfang", Role.NAVIGATION),
        ("Startseite > Presse > Meldungen", Role.NAVIGATION),
        ("Pressekontakt:", Role.CONTACT),
    ],
)
def test_words_give_the_role(text, role):
    assert role_of_text(text) is role


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Stadt Ludwigsburg", "Tel. 07141 910-0"], True),
        (["presse@ludwigsburg.de"], True),
        (["Telefon 07141/910-2840"], True),
        (["Ansprechpartner: Max Weber, 07141 910-2840"], True),
        (["Kontakt", "Rathaus"], True),
        (["Weitere Auskünfte gibt es unter Telefon 07141 910-0 oder im Rathaus."], False),
        (["Die Stadt hat drei Partner."], False),
        (["Telefone sind im Saal auszuschalten."], False),
    ],
)
def test_an_address_block_has_a_line_with_telephone_mailbox_or_page(lines, expected):
    assert is_contact(lines) is expected


@pytest.mark.parametrize(
    "text", ["", "12.05.2026", "– 70.000 €", "www.ludwigsburg.de", "a.b@c.de", "https://a.de/b_c?d", "(pm)", "😀"]
)
def test_nothing_to_translate_without_words(text):
    assert not is_translatable(text)


@pytest.mark.parametrize("text", ["Ja", "5 km", "Mail an a.b@c.de", "Ü"])
def test_words_are_to_translate(text):
    assert is_translatable(text)


def test_a_heading_is_short_and_ends_without_full_stop():
    assert is_heading("Neuer Spielplatz eröffnet!", 90)
    assert not is_heading("Der Spielplatz ist eröffnet.", 90)
    assert not is_heading("Die Termine:", 90)
    assert not is_heading("Wort " * 30, 90)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Foto: Stadt Ludwigsburg / Max Weber", Role.CAPTION, "Stadt Ludwigsburg / Max Weber"),
        ("Der Saal. (Foto: Max Weber)", Role.CAPTION, "Max Weber"),
        ("Der Saal. Foto: Max von der Heide", Role.CAPTION, "Max von der Heide"),
        ("Der Saal. Foto: Archiv", Role.CAPTION, "Archiv"),
        ("© Stadtarchiv", Role.CAPTION, "Stadtarchiv"),
        ("Foto: Der Oberbürgermeister begrüßt die Gäste", Role.CAPTION, None),
        ("Bild: Neues Rathaus", Role.CAPTION, None),
        ("Von Anna Schmid", Role.AUTHOR, "Anna Schmid"),
        ("(pm) Der Rat tagt.", Role.PARAGRAPH, "(pm)"),
        ("Der Rat tagt. (red)", Role.TEASER, "(red)"),
        ("Der Rat (kurz) tagt.", Role.PARAGRAPH, None),
        ("Foto: Max Weber", Role.PARAGRAPH, None),
    ],
)
def test_names_in_credits_and_bylines_are_codes(text, role, name):
    content = shield_names(Content(text), role, str)
    assert [code.data for code in content.codes] == ([name] if name else [])
    assert content.text == text


def test_a_name_in_emphasis_is_found():
    strong = [InlineCode(1, kind, "**") for kind in (CodeKind.OPENING, CodeKind.CLOSING)]
    content = shield_names(Content("Von ", strong[0], "Anna Schmid", strong[1]), Role.AUTHOR, str)
    assert content == Content(
        "Von ", strong[0], InlineCode(2, CodeKind.STANDALONE, "Anna Schmid", "Anna Schmid"), strong[1]
    )


def test_the_code_of_a_name_gets_a_free_id_and_the_escaped_name():
    code = InlineCode(4, CodeKind.STANDALONE, "<br>", "\n")
    content = shield_names(
        Content("Der Saal.", code, "Foto: Weber & Sohn"), Role.CAPTION, lambda text: text.replace("&", "&amp;")
    )
    assert content == Content(
        "Der Saal.", code, "Foto: ", InlineCode(5, CodeKind.STANDALONE, "Weber &amp; Sohn", "Weber & Sohn")
    )
