"""Markdown: what is markup and what is text, on the way in and on the way out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.markdown import Markdown
from service.formats.roles import is_translatable
from tests.unit.formats.notation import show_content

FORMAT = Markdown()


def extract(text):
    return FORMAT.extract(text.encode())


def shown(text):
    return [show_content(unit.content) for unit in extract(text).units]


def merge(text, *targets):
    return FORMAT.merge(extract(text), {i: Content(target) for i, target in enumerate(targets)}).decode()


@pytest.mark.parametrize(
    "text",
    [
        "Die Bürger*innen und Kolleg*innen feiern.",
        "Jede*r Besucher*in und der*die Nachbar*in.",
        "Bürger_innen und Kolleg_innen, datei_name_neu.pdf",
        "Bürger:innen, Arzt/Ärztin, 5 * 3 * 2",
    ],
)
def test_the_gender_star_is_no_emphasis(text):
    assert shown(text) == [text]


def test_emphasis_around_a_gender_star_is_emphasis():
    assert shown("*Bürger\\*innen* und **Bürger*innen** und *Bürger*innen*") == [
        "{1>}Bürger*innen{<1} und {2>}Bürger*innen{<2} und {3>}Bürger*innen{<3}"
    ]


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("1. mai", "1\\. mai"),
        ("# un", "\\# un"),
        ("- un", "\\- un"),
        ("+ un", "\\+ un"),
        ("> un", "\\> un"),
        ("--- un", "\\--- un"),
        ("a *b* _c_ [d](e)", "a \\*b\\* \\_c\\_ \\[d\\](e)"),
        ("<b> & &amp; a < b", "\\<b> & \\&amp; a < b"),
        ("snake_case ~~x~~ `y`", "snake_case \\~\\~x\\~\\~ \\`y\\`"),
        ("l’eau à 5 €\u202f!", "l’eau à 5 €\u202f!"),
        ("deux\n\nlignes", "deux lignes"),
    ],
)
def test_a_target_never_becomes_markup(target, written):
    assert merge("Ein Absatz.\n", target) == written + "\n"
    assert extract(written).units[0].content.text == target.replace("\n\n", " ")


def test_a_pipe_in_a_target_opens_no_cell():
    merged = merge("| Ort |\n|---|\n| 1 |\n", "Lieu | date")
    assert merged == "| Lieu \\| date |\n|---|\n| 1 |\n"
    assert shown(merged) == ["Lieu | date"]


def test_an_exclamation_mark_before_a_link_makes_no_image():
    article = extract("Hier [klicken](/x).")
    opening, closing = article.units[0].content.codes
    merged = FORMAT.merge(article, {0: Content("Attention!", opening, "cliquez", closing)}).decode()
    assert merged == "Attention\\![cliquez](/x)"


def test_spaces_move_out_of_emphasis():
    article = extract("Das **neue** Haus.")
    opening, closing = article.units[0].content.codes
    merged = FORMAT.merge(article, {0: Content("La", opening, " nouvelle ", closing, "maison.")}).decode()
    assert merged == "La **nouvelle** maison."


def test_emphasis_that_would_not_read_back_is_written_as_a_tag():
    article = extract("Das *neue* Haus.")
    opening, closing = article.units[0].content.codes
    merged = FORMAT.merge(article, {0: Content("x", opening, "«y»", closing, "z")}).decode()
    assert merged == "x<em>«y»</em>z"
    assert shown(merged) == ["x{1>}«y»{<1}z"]


def test_a_shortcut_reference_keeps_its_address_when_its_text_changes():
    article = extract("Siehe [Programm].\n\n[Programm]: /p\n")
    opening, closing = article.units[0].content.codes
    merged = FORMAT.merge(article, {0: Content("Voir ", opening, "le programme", closing, ".")}).decode()
    assert merged == "Voir [le programme][Programm].\n\n[Programm]: /p\n"


def test_the_alternative_of_an_image_in_a_sentence_is_translated_on_its_own():
    source = "Der ![Löwe](l.png) brüllt."
    article = extract(source)
    assert [(unit.role, unit.content.text) for unit in article.units] == [
        (Role.PARAGRAPH, "Der  brüllt."),
        (Role.ATTRIBUTE, "Löwe"),
    ]
    assert FORMAT.merge(article, {1: Content("lion]")}).decode() == "Der ![lion\\]](l.png) brüllt."
    both = FORMAT.merge(article, {0: Content("Le ", article.units[0].content.codes[0], " rugit."), 1: Content("lion")})
    assert both.decode() == "Le ![lion](l.png) rugit."


TITLED = "Der [Plan](/p \"Der Plan\") und ![Turm](t.jpg 'Der Turm') und [Rat][r].\n\n[r]: /rat (Der Rat)\n"


def test_the_titles_of_links_images_and_definitions_are_translated_on_their_own():
    article = extract(TITLED)
    assert [unit.content.text for unit in article.units] == [
        "Der Plan und  und Rat.",
        "Der Plan",
        "Turm",
        "Der Turm",
        "Der Rat",
    ]
    assert [unit.role for unit in article.units[1:]] == [Role.ATTRIBUTE] * 4
    assert FORMAT.merge(article, {}).decode() == TITLED


@pytest.mark.parametrize(
    "title", ["Le plan", 'Le "plan"', "L'eau (1)", "avant \\ après", "avant | après", "*eau* [b](c) &amp; <i>", "l’été"]
)
def test_a_title_reads_back_as_it_was_translated_whatever_its_quotes(title):
    article = extract(TITLED)
    targets = {index: Content(title) for index in (1, 3, 4)} | {0: article.units[0].content}
    again = extract(FORMAT.merge(article, targets).decode())
    assert [again.units[index].content.text for index in (1, 3, 4)] == [title] * 3
    assert again.units[0].content.text == article.units[0].content.text


def test_what_only_looks_like_a_definition_keeps_its_title():
    source = '```\n[r]: /rat "Der Rat"\n```\n\nEin Satz.\n'
    assert shown(source) == ["Ein Satz."]


def test_the_same_image_twice_gets_two_alternatives():
    article = extract("Ein ![Bär](b.png) und ![Bär](b.png) Paar.")
    merged = FORMAT.merge(article, {1: Content("un"), 2: Content("deux")}).decode()
    assert merged == "Ein ![un](b.png) und ![deux](b.png) Paar."


def test_an_image_alone_is_skeleton_around_its_alternative():
    assert merge("![Das Schloss](s.jpg)\n", "Le château") == "![Le château](s.jpg)\n"


def test_a_hard_break_stays_in_the_sentence_and_keeps_the_quote_marks():
    article = extract("> Eins\\\n> zwei drei.\n")
    (code,) = article.units[0].content.codes
    assert code == InlineCode(1, CodeKind.STANDALONE, "\\\n", "\n")
    assert FORMAT.merge(article, {0: Content("Un", code, "deux.")}).decode() == "> Un\\\n> deux.\n"


def test_entities_are_decoded_once_and_escaped_once():
    assert shown("A &amp; B &lt;b&gt; &amp;lt;\n") == ["A & B <b> &lt;"]
    assert merge("A &amp;amp; B\n", "A &amp; B") == "A \\&amp; B\n"


def test_code_comments_and_scripts_stay():
    source = "Text `Code` hier.\n\n```\nCode\n```\n\n    Code\n\n<!-- Hinweis -->\n\n<script>\nHallo\n</script>\n"
    assert shown(source) == ["Text {1} hier."]


def test_a_block_of_html_is_read_as_html():
    source = "Text.\n\n<div title='Ort'>\nDas <b>neue</b> Haus &amp; Hof\n</div>\n\nEnde gut.\n"
    assert shown(source) == ["Text.", "Ort", "Das {1>}neue{<1} Haus & Hof", "Ende gut."]
    article = extract(source)
    merged = FORMAT.merge(article, {1: Content("l'*un*"), 2: Content("*La*\n\n<maison>")}).decode()
    assert merged == "Text.\n\n<div title='l&#39;*un*'>\n*La* &lt;maison&gt;\n</div>\n\nEnde gut.\n"


@pytest.mark.parametrize("line", ["lang: {}\r\n", 'language: "{}"\r\n', "locale: {}  \r\n"])
def test_the_language_named_in_the_front_matter_is_replaced(line):
    source = f"---\r\n{line.format('de')}---\r\nlang: de\r\n"
    merged = FORMAT.merge(extract(source), {}, Language.FRENCH).decode()
    assert merged == f"---\r\n{line.format('fr')}---\r\nlang: de\r\n"


def test_the_box_of_a_task_stays_before_its_text():
    assert merge("- [x] Halle gebucht\n- [ ] Musik\n", "Salle", "Musique") == "- [x] Salle\n- [ ] Musique\n"


def test_front_matter_values_keep_their_quotes():
    source = "---\ntitle: 'Das Fest'\nteaser: Ein Tag # kurz\nslug: fest\n---\nText hier.\n"
    merged = merge(source, "L'été", "Jour : un")
    assert merged == "---\ntitle: 'L''été'\nteaser: \"Jour : un\" # kurz\nslug: fest\n---\nText hier.\n"


def test_a_folded_text_block_is_one_text_and_a_literal_one_a_text_a_line():
    folded = "---\nsummary: >\n  Der Rat\n  tagt.\n\n  Alle kommen.\nslug: x\n---\n"
    assert shown(folded) == ["Der Rat tagt.", "Alle kommen."]
    assert merge(folded, "Le conseil.", "Tous.") == "---\nsummary: >\n  Le conseil.\n\n  Tous.\nslug: x\n---\n"
    assert shown(folded.replace(">", "|")) == ["Der Rat", "tagt.", "Alle kommen."]


def test_a_rule_at_the_start_is_no_front_matter():
    assert shown("---\n\nEin Satz.\n\n---\n") == ["Ein Satz."]


def test_a_toml_header_is_kept():
    assert shown('+++\ntitle = "Fest"\n+++\nEin Satz.\n') == ["Ein Satz."]


def test_only_the_first_heading_of_level_one_is_the_headline():
    roles = [unit.role for unit in extract("# Eins\n\n## Zwei\n\n# Drei\n").units]
    assert roles == [Role.HEADLINE, Role.SUBHEADING, Role.SUBHEADING]


def test_crossing_tags_stand_alone():
    content = extract("Ein <b>dickes <i>Wort</b> ohne Ende.").units[0].content
    assert [code.kind for code in content.codes] == [CodeKind.OPENING, CodeKind.STANDALONE, CodeKind.CLOSING]


PLACES = [
    "# Kopf\n",
    "Absatz **fett** und [Link](u) Ende *kursiv* und `c` x.\n",
    "- Punkt\n",
    "| Zelle | 1 |\n|--|--|\n| 1 | 1 |\n",
    "> Zeile\\\n> zwei\n",
    "Fuß[^1]Note\n\n[^1]: 1\n",
    "Titel\n===\n",
    "![alt](u)\n",
    "[Link](u) danach <b>fett</b> nach\n",
    "---\ntitle: Titel\n---\n",
    "---\ntitle: 'Titel'\n---\n",
]
PIECES = st.sampled_from(
    [
        *"abZ  .*_`[]()!<>#-+=|\\&;:\"'~^1290„“\u00a0Ä/{}%@",
        "](u)",
        "![",
        "---",
        "> ",
        "- ",
        "1. ",
        "##",
        "~~",
        "&amp;",
        "<b>",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(lambda pieces: "".join(pieces).strip()).filter(bool)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(PLACES))
def test_property_any_target_reads_back_as_the_same_text_with_the_same_codes(data, place):
    article = extract(place)
    target = Content(*(data.draw(TEXTS) if isinstance(part, str) else part for part in article.units[0].content))
    if not is_translatable("".join(part for part in target if isinstance(part, str))):
        return
    (unit,) = FORMAT.extract(FORMAT.merge(article, {0: target})).units
    assert "".join(unit.content.text.split()) == "".join(target.text.split())
    assert [code.kind for code in unit.content.codes] == [code.kind for code in target.codes]
