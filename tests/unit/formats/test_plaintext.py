"""Plain text: what is a block, how wrapped lines join and are wrapped again."""

import pytest

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.formats.plaintext import PlainText

FORMAT = PlainText()


def units(text):
    return [(unit.role, unit.content.text) for unit in FORMAT.extract(text.encode()).units]


def texts(text):
    return [content for _, content in units(text)]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Der Rat hat den neuen Bürger-\nmeister gewählt.", "Der Rat hat den neuen Bürgermeister gewählt."),
        ("Der Weg führt durch die Haupt-\nund die Nebenstraße.", "Der Weg führt durch die Haupt- und die Nebenstraße."),
        ("Das Land Baden-\nWürttemberg zahlt.", "Das Land Baden-Württemberg zahlt."),
    ],
)
def test_a_hyphen_at_the_line_end_is_healed_only_where_the_word_was_cut(lines, joined):
    assert texts(lines) == [joined]


def test_wrapped_lines_are_one_unit_and_are_wrapped_again_at_the_same_width():
    source = "Die Stadt lädt alle Bürgerinnen und Bürger ein, am Samstag\nauf den Marktplatz zu kommen.\r\n"
    article = FORMAT.extract(source.encode())
    assert len(article.units) == 1
    merged = FORMAT.merge(article, {0: Content(" ".join(["mot"] * 20))}).decode()
    assert [len(line) for line in merged.split("\n")[:-1]] == [55, 24]


def test_a_single_line_of_a_wrapped_article_is_wrapped_when_its_target_is_longer():
    wrapped = "Die Stadt lädt alle Bürgerinnen und Bürger ein, am Samstag\nauf den Marktplatz zu kommen.\n"
    article = FORMAT.extract(f"{wrapped}\n- Der Eintritt ist frei.\n".encode())
    merged = FORMAT.merge(article, {1: Content(" ".join(["mot"] * 20))}).decode()
    assert merged == f"{wrapped}\n- {' '.join(['mot'] * 14)}\n  {' '.join(['mot'] * 6)}\n"


def test_a_single_line_of_an_article_without_wrapping_stays_one_line():
    article = FORMAT.extract(b"Der Rat tagt.\n\nDer Eintritt ist frei.\n")
    assert FORMAT.merge(article, {1: Content("mot " * 80 + "mot")}).count(b"\n") == 3


def test_wrapping_keeps_indent_and_line_ending():
    source = "   Die Stadt lädt alle Bürgerinnen und Bürger ein, am Samstag\r\n   auf den Marktplatz zu kommen.\r\n"
    article = FORMAT.extract(source.encode())
    merged = FORMAT.merge(article, {0: Content(" ".join(["mot"] * 20))}).decode()
    assert merged.endswith("\r\n")
    assert all(line.startswith("   mot") for line in merged.split("\r\n")[:-1])
    assert max(map(len, merged.split("\r\n"))) <= 60


def test_no_wrapped_line_begins_like_a_list_item():
    source = "Die Stadt lädt alle Bürgerinnen und Bürger ein, am Samstag\nauf den Marktplatz zu kommen.\n"
    article = FORMAT.extract(source.encode())
    target = Content("La ville invite tous les habitants sur la grande place le – dit le maire – 3. samedi du mois.")
    merged = FORMAT.merge(article, {0: target})
    assert len(FORMAT.extract(merged).units) == 1


def test_a_dash_at_the_line_start_of_a_running_sentence_is_no_bullet():
    source = "Der Rat hat am Montagabend nach einer langen Aussprache\n– wie berichtet – den Haushalt beschlossen.\n"
    assert texts(source) == [source.replace("\n", " ").strip()]


def test_a_date_at_the_line_start_is_no_list_item():
    assert texts("Termine\n\n12. Mai 2026 im Rathaus.\n")[1] == "12. Mai 2026 im Rathaus."


def test_an_address_is_one_unit_a_line():
    source = "Kopf\n\nStadt Ludwigsburg\nWilhelmstraße 11\nTel. 07141 910-0\n"
    assert units(source)[1:] == [
        (Role.CONTACT, "Stadt Ludwigsburg"),
        (Role.CONTACT, "Wilhelmstraße 11"),
        (Role.CONTACT, "Tel. 07141 910-0"),
    ]


def test_a_sentence_with_a_page_address_is_no_contact_block():
    assert units("Kopf\n\nWeitere Informationen gibt es unter www.ludwigsburg.de.\n")[1][0] is Role.PARAGRAPH


def test_the_name_in_a_credit_is_a_code_and_not_translated():
    content = FORMAT.extract(b"Kopf\n\nFoto: Max Weber\n").units[1].content
    assert content == Content("Foto: ", InlineCode(1, CodeKind.STANDALONE, "Max Weber", "Max Weber"))


def test_a_caption_without_credit_is_translated_whole():
    content = FORMAT.extract("Kopf\n\nFoto: Der Oberbürgermeister begrüßt die Gäste.\n".encode()).units[1].content
    assert content.codes == ()


def test_everything_below_a_signature_mark_is_kept():
    assert texts("Das Fest beginnt.\n\n-- \nStadt Ludwigsburg\nTel. 07141 910-0\n") == ["Das Fest beginnt."]


def test_the_underline_of_a_heading_gets_the_length_of_its_target():
    article = FORMAT.extract(b"Neues Rathaus\n=============\n\nEs ist da.\n")
    assert FORMAT.merge(article, {0: Content("Mairie")}) == b"Mairie\n======\n\nEs ist da.\n"


def test_cells_between_tabs_are_units_and_the_tabs_stay():
    article = FORMAT.extract(b"Ort\t\tZeit\nMarktplatz \t 14.00\n")
    assert [unit.content.text for unit in article.units] == ["Ort", "Zeit", "Marktplatz"]
    assert FORMAT.merge(article, {0: Content("Lieu"), 2: Content("Place")}) == b"Lieu\t\tZeit\nPlace \t 14.00\n"


def test_a_line_break_in_a_target_makes_no_new_block():
    article = FORMAT.extract(b"Das Fest beginnt.\n")
    assert FORMAT.merge(article, {0: Content("La fête\n\n- commence.")}) == "La fête - commence.\n".encode()


def test_a_dateline_before_the_text_is_a_unit_of_its_own():
    source = "Kopf\n\nLudwigsburg, 12. Mai 2026 – Der Rat tagt. Danach feiert er.\n"
    assert (Role.DATELINE, "Ludwigsburg, 12. Mai 2026") in units(source)


def test_a_label_makes_a_teaser_without_a_longer_body():
    assert units("Kopf\n\nTeaser: Ein langer Satz über das Fest.\n\nKurz.\n")[1][0] is Role.TEASER


def test_a_first_paragraph_longer_than_the_rest_is_no_teaser():
    assert units("Kopf\n\nEin langer Satz über das Fest in der Stadt.\n\nKurz.\n")[1][0] is Role.PARAGRAPH
