"""HTML: what is text and what is markup, what stays and where targets go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.html import Html
from service.formats.html_tokens import read_tokens
from service.formats.roles import is_translatable
from tests.unit.formats.notation import show_content

FORMAT = Html()


def extract(text):
    return FORMAT.extract(text.encode())


def shown(text):
    return [show_content(unit.content) for unit in extract(text).units]


def merge(text, *targets, language=None):
    return FORMAT.merge(extract(text), {i: Content(target) for i, target in enumerate(targets)}, language).decode()


def test_a_chain_of_inline_tags_is_one_sentence():
    assert shown("<p>Der <a href=x><em><span>neue Rat</span></em></a> tagt.</p>") == [
        "Der {1>}{2>}{3>}neue Rat{<3}{<2}{<1} tagt."
    ]


def test_line_breaks_and_indents_in_the_source_are_one_space():
    assert shown("<p>\n   Der Rat\n\t tagt\r\n heute.\n</p>") == ["Der Rat tagt heute."]


def test_white_space_around_the_words_stays_where_it_was():
    assert merge("<p>\n   Der Rat.\n</p>\n", "Le conseil.") == "<p>\n   Le conseil.\n</p>\n"


def test_spaces_beside_tags_stay_with_the_text():
    assert shown("<p>Der <b>Rat</b> und<i> die Stadt</i>.</p>") == ["Der {1>}Rat{<1} und{2>} die Stadt{<2}."]


def test_a_line_break_is_a_code_in_the_sentence():
    (unit,) = extract("<p>Eins<br>\n  zwei</p>").units
    assert unit.content.text == "Eins\nzwei"


def test_entities_are_decoded_once_and_encoded_once():
    source = "<p>&lt;script&gt; &amp; &amp;lt; &quot;Ä&quot; &uuml;</p>"
    assert shown(source) == ['<script> & &lt; "Ä" ü']
    assert merge(source, "<script> & &lt; 18\u00a0h") == "<p>&lt;script&gt; &amp; &amp;lt; 18&nbsp;h</p>"


def test_a_target_with_quotes_cannot_leave_its_attribute():
    source = "<p><img alt=\"Bär\" src=a> <img alt='Löwe'><img alt=Wal></p>"
    assert merge(source, 'a"b', "l'o", "un deux") == (
        '<p><img alt="a&quot;b" src=a> <img alt=\'l&#39;o\'><img alt="un deux"></p>'
    )


def test_attributes_of_a_tag_in_a_sentence_are_translated_on_their_own():
    article = extract('<p>Der <a href="?a=1&amp;b=\'2\'" title="Zum Rat">Rat</a> tagt.</p>')
    assert [unit.role for unit in article.units] == [Role.PARAGRAPH, Role.ATTRIBUTE]
    merged = FORMAT.merge(article, {1: Content("Au <conseil>")}).decode()
    assert merged == '<p>Der <a href="?a=1&amp;b=\'2\'" title="Au &lt;conseil&gt;">Rat</a> tagt.</p>'
    merged = FORMAT.merge(article, {0: article.units[0].content, 1: Content("Au conseil")}).decode()
    assert merged == '<p>Der <a href="?a=1&amp;b=\'2\'" title="Au conseil">Rat</a> tagt.</p>'


@pytest.mark.parametrize(
    "kept",
    [
        "<script>var a = '<p>Hallo Welt</p>';</script>",
        "<style>p::before { content: 'Hallo' }</style>",
        '<!-- wp:paragraph {"a":"Hallo"} -->',
        "<pre>Hallo\n  Welt</pre>",
        "<textarea>Hallo <b></textarea>",
        '<div translate="no"><p>Hallo</p><div>Welt</div></div>',
        '<div class="box notranslate">Hallo</div>',
        "<svg translate=no><title>Hallo</title><text>Welt</text></svg>",
        "<svg><style>text { content: 'Hallo' }</style><path d='M0 0'/></svg>",
        "<![CDATA[Hallo Welt]]>",
        '<input type="text" value="Hallo Welt">',
        '<p lang="en">Hello world</p>',
        "<!DOCTYPE html>",
        "<p",
        "<!-- offen",
    ],
)
def test_what_is_not_text_stays(kept):
    assert shown(f"<p>Ein Satz.</p>\n{kept}") == ["Ein Satz."]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<svg><title>Der Turm</title><text x=1>Am Markt</text></svg>", ["Der Turm", "Am Markt"]),
        ("<p>Vorher <svg><desc>Ein Pfeil</desc></svg> nachher</p>", ["Vorher {1} nachher", "Ein Pfeil"]),
        ('<textarea placeholder="Ihre Nachricht">Hallo</textarea>', ["Ihre Nachricht"]),
        ('<iframe title="Karte der Stadt" src=x></iframe>', ["Karte der Stadt"]),
        ("<template><p>Die Vorlage.</p></template>", ["Die Vorlage."]),
        ("<noscript>Bitte JavaScript einschalten.</noscript>", ["Bitte JavaScript einschalten."]),
        ('<optgroup label="Die Stadtteile"><option>Mitte', ["Die Stadtteile", "Mitte"]),
        ('<table summary="Alle Termine"><th abbr="Zeit">Wann', ["Alle Termine", "Zeit", "Wann"]),
        ('<p>Der <abbr title="Gemeinderat">GR</abbr> tagt.', ["Der {1>}GR{<1} tagt.", "Gemeinderat"]),
        ('<meta name="twitter:description" content="Der Rat tagt.">', ["Der Rat tagt."]),
        ('<button aria-label="Jetzt senden">Ab</button>', ["Jetzt senden", "Ab"]),
        ('<p>Am <time datetime="2026-05-12">12. Mai</time> tagt er.', ["Am {1>}12. Mai{<1} tagt er."]),
    ],
)
def test_words_hidden_in_markup_are_translated(source, words):
    assert shown(source) == words
    targets = [
        Content(*(part.upper() if isinstance(part, str) else part for part in u.content)) for u in extract(source).units
    ]
    written = FORMAT.merge(extract(source), dict(enumerate(targets))).decode()
    assert [unit.content.text for unit in extract(written).units] == [target.text for target in targets]


def test_a_region_not_to_translate_is_one_code_in_its_sentence():
    (unit,) = extract('<p>Ins <span translate="no">Forum am <b>Schloss</b></span> gehen.</p>').units
    assert show_content(unit.content) == "Ins {1} gehen."
    assert unit.content.text == "Ins Forum am Schloss gehen."


def test_a_foreign_word_stays_in_its_sentence():
    (unit,) = extract('<p lang="de-DE">Die <span lang="en">Smart City</span> kommt.</p>').units
    assert show_content(unit.content) == "Die {1} kommt."


def test_what_a_page_as_a_whole_tells_browsers_does_not_stop_the_translation():
    assert shown('<html lang="en" translate="no"><body class="notranslate"><p>Der Rat.</p>') == ["Der Rat."]


def test_a_script_in_a_sentence_does_not_cut_it():
    assert shown("<p>Der <script>a('<p>')</script>Rat tagt.</p>") == ["Der {1}Rat tagt."]


def test_an_element_with_nothing_in_it_is_one_code():
    source = '<p>Hier <i class="icon" title="Pfeil"></i><a href=x>klicken</a></p>'
    assert shown(source) == ["Hier {1}{2>}klicken{<2}", "Pfeil"]
    article = extract(source)
    merged = FORMAT.merge(article, {0: article.units[0].content, 1: Content("Flèche")}).decode()
    assert merged == '<p>Hier <i class="icon" title="Flèche"></i><a href=x>klicken</a></p>'


def test_without_a_heading_of_level_one_the_first_heading_is_the_headline():
    roles = [unit.role for unit in extract("<nav>Weg</nav><h2>Eins</h2><p>Satz.</p><h2>Zwei</h2>").units]
    assert roles == [Role.NAVIGATION, Role.HEADLINE, Role.PARAGRAPH, Role.SUBHEADING]


def test_less_than_signs_are_text():
    assert shown("<p>5 < 6 und a <3 b</p>") == ["5 < 6 und a <3 b"]


def test_quotes_in_attributes_hide_angle_brackets():
    assert shown("<p data-a=\"<p>x\" data-b='>'>Der Rat.</p>") == ["Der Rat."]


def test_elements_left_open_are_closed_by_the_next():
    source = "<ul><li>Eins<li>Zwei</ul><table><tr><td>Drei<td>Vier</table><p>Fünf<p>Sechs"
    assert [unit.role for unit in extract(source).units] == [
        *[Role.LIST_ITEM] * 2,
        *[Role.CELL] * 2,
        *[Role.PARAGRAPH] * 2,
    ]


def test_classes_name_the_roles_a_press_office_knows():
    source = '<p class="lead">Kurz.</p><div class="caption">Das Haus.</div><p class="byline">Anna</p>'
    assert [unit.role for unit in extract(source).units] == [Role.TEASER, Role.CAPTION, Role.AUTHOR]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ('<html lang="de"><p>Hallo', '<html lang="fr"><p>Hallo'),
        ("<html lang=de><p>Hallo", '<html lang="fr"><p>Hallo'),
        ("<!-- a --><HTML class=x><p>Hallo", '<!-- a --><HTML lang="fr" class=x><p>Hallo'),
        ("<html xml:lang='de' lang='de'><p>Hallo", "<html xml:lang='fr' lang='fr'><p>Hallo"),
        ('<div lang="de-DE">Hallo</div>', '<div lang="fr">Hallo</div>'),
        ("<p>Hallo", "<p>Hallo"),
        ('<html lang=de><body lang="de" dir="ltr"><p>Hallo', '<html lang="fr"><body lang="fr" dir="ltr"><p>Hallo'),
        ('<html lang=de><p lang="en">Hi</p><p>Hallo', '<html lang="fr"><p lang="en">Hi</p><p>Hallo'),
        ('<html><p translate=no lang="de">Hallo</p>Wort', '<html lang="fr"><p translate=no lang="de">Hallo</p>Wort'),
        (
            '<html><meta property="og:locale" content="de_DE"><meta http-equiv=content-language content=de>Hallo',
            '<html lang="fr"><meta property="og:locale" content="fr_FR"><meta http-equiv=content-language content="fr">Hallo',
        ),
        ('<html><link hreflang="de" href="/de">Hallo', '<html lang="fr"><link hreflang="de" href="/de">Hallo'),
    ],
)
def test_the_language_is_named_on_the_root_element_and_where_the_page_says_german(source, written):
    assert merge(source, language=Language.FRENCH) == written


def test_a_page_may_declare_its_charset_in_a_meta_tag():
    data = '<meta charset="iso-8859-1"><p>Straße</p>'.encode("latin-1")
    article = FORMAT.extract(data)
    assert article.units[0].content == Content("Straße")
    assert FORMAT.merge(article, {}) == data
    assert FORMAT.merge(article, {0: Content("œuvre")}) == b'<meta charset="iso-8859-1"><p>&#339;uvre</p>'


NOISE = st.lists(
    st.sampled_from(
        [*"<>/!-='\" \nab&;", "<p", "</p>", "<!--", "-->", "<script>", "</script", "title=", "<title>", "<b c="]
    )
).map("".join)


@settings(max_examples=300, deadline=None)
@given(NOISE)
def test_property_tokens_join_to_the_source(source):
    assert "".join(source[token.start : token.end] for token in read_tokens(source)) == source


PLACES = [
    "<p>Ein <b>neuer</b> Satz<br>hier</p>",
    '<img alt="Bild">',
    "<img alt='Bild'>",
    "<img alt=Bild>",
    "<h1>Kopf</h1>",
    "<title>Kopf</title>",
]
TEXTS = st.text(st.sampled_from("aÄ <>&;\"'=/!-\u00a0\u202f#x1"), min_size=1).map(str.strip).filter(is_translatable)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(PLACES))
def test_property_any_target_reads_back_as_the_same_text(data, place):
    article = extract(place)
    target = Content(*(data.draw(TEXTS) if isinstance(part, str) else part for part in article.units[0].content))
    (unit,) = FORMAT.extract(FORMAT.merge(article, {0: target})).units
    assert "".join(unit.content.text.split()) == "".join(target.text.split())
    assert unit.content.codes == target.codes
