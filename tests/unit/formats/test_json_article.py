"""The JSON article: which fields are translated, which stay, what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.content import Content
from service.domain.errors import EmptyArticle, InvalidInput, UnreadableDocument
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.html import Html
from service.formats.json_article import JsonArticle
from service.formats.markdown import Markdown
from tests.contracts.test_formats import HTML_BLOCKS, MARKDOWN_BLOCKS
from tests.unit.formats.notation import show_content

FORMAT = JsonArticle()
ARTICLE = {
    "headline": "Neues Haus öffnet",
    "kicker": "Oststadt",
    "teaser": "Am Montag ist es so weit.",
    "body": ["Alle kommen.", "„Wir freuen uns sehr über das Haus“, sagt Weber."],
    "captions": [{"text": "Das Haus. Foto: Max Weber", "credit": "Foto: Max Weber", "id": 7}],
    "quotes": [{"text": "Wir bauen.", "speaker": "Oberbürgermeister Weber"}],
    "contact": {"name": "Presseamt", "mail": "presse@a.de"},
    "boilerplate": "Ludwigsburg hat 93.000 Einwohner.",
    "language": "de-DE",
    "x": {"headline": "Bleibt", "n": 1.50},
}


def merge(text, *targets, language=None):
    article = FORMAT.extract(text.encode())
    return FORMAT.merge(article, {i: Content(target) for i, target in enumerate(targets)}, language).decode()


def shown(document):
    return [(unit.role, show_content(unit.content)) for unit in FORMAT.extract(json.dumps(document).encode()).units]


def test_the_text_fields_are_units_with_the_role_of_their_field():
    assert shown(ARTICLE) == [
        (Role.HEADLINE, "Neues Haus öffnet"),
        (Role.SUBHEADING, "Oststadt"),
        (Role.TEASER, "Am Montag ist es so weit."),
        (Role.PARAGRAPH, "Alle kommen."),
        (Role.QUOTE, "„Wir freuen uns sehr über das Haus“, sagt Weber."),
        (Role.CAPTION, "Das Haus. Foto: {1}"),
        (Role.QUOTE, "Wir bauen."),
        (Role.AUTHOR, "Oberbürgermeister Weber"),
        (Role.PARAGRAPH, "Ludwigsburg hat 93.000 Einwohner."),
    ]


def test_everything_else_keeps_its_bytes():
    source = '{ "id" : 1.50,\n "headline":"Neues \\u0048aus",\t"x":["\\/", null ], "office" : "Presseamt" }\n'
    assert merge(source, 'Maison "neuve"') == source.replace("Neues \\u0048aus", 'Maison \\"neuve\\"')


def test_a_document_without_a_letter_beyond_ascii_stays_so():
    assert merge('{"headline": "Haus"}', "Près") == '{"headline": "Pr\\u00e8s"}'
    assert merge('{"headline": "Häuser"}', "Près") == '{"headline": "Près"}'


def test_a_line_of_a_body_is_a_unit_of_its_own():
    source = r'{"body": "Der Rat tagt.\n\nAlle kommen, \\nicht nur er.\n- Tel. 07141 910-0\r\n2026"}'
    assert [unit.content.text for unit in FORMAT.extract(source.encode()).units] == [
        "Der Rat tagt.",
        "Alle kommen, \\nicht nur er.",
        "- Tel. 07141 910-0",
    ]
    assert merge(source, "Un\ndeux") == source.replace("Der Rat tagt.", "Un\\ndeux")


def test_the_language_field_is_set_with_the_translation():
    assert json.loads(merge(json.dumps(ARTICLE), "Maison", language=Language.FRENCH))["language"] == "fr"
    assert (
        json.loads(merge('{"headline": "Haus", "language": "en"}', "M", language=Language.FRENCH))["language"] == "en"
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('["Haus"]', "^/0 is string; it must be object"),
        ("7", "^/ is number or boolean; it must be object"),
        ('{"format": "rtf", "body": "Haus"}', "/format is 'rtf'; it must be html, markdown or text"),
        ('{"articles": [{"headline": 5}]}', "/articles/0/headline is number"),
        ('{"headline": 5}', "/headline is number or boolean; it must be string or null"),
        ('{"body": ["a", ["b"]]}', "/body/1 is array"),
        ('{"body": {"a": 1}}', "/body is object"),
        ('{"body": [{"text": ["a"]}]}', "/body/0/text is array"),
        ('{"captions": ["Haus"]}', "/captions/0 is string; it must be object"),
        ('{"captions": [{"text": "a"}, {"text": []}]}', "/captions/1/text is array"),
        ('{"quotes": [{"speaker": 7}]}', "/quotes/0/speaker"),
        ('{"headline": "a", "headline": "b"}', "/headline stands there twice"),
        ('{"headline": "Haus \\ud800"}', "/headline holds half a character"),
        ('{"headline": NaN}', "NaN"),
        ('{"headline": "a",}', "not JSON"),
        ("{'headline': 'a'}", "not JSON"),
        ("Der Rat tagt.", "not JSON"),
        ('{"x": ' + "[" * 200_000 + "]" * 200_000 + "}", "too deep"),
    ],
    ids=lambda value: value[:30],
)
def test_the_wrong_type_is_refused_with_the_place(source, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        FORMAT.extract(source.encode())


def test_a_contact_gives_its_labels_and_keeps_what_is_a_name_or_an_address():
    contact = {"name": "Anna Schmid", "office": "Pressestelle", "phone": "07141 910-0", "hours": ["Mo bis Fr", 9]}
    assert shown({"contact": contact}) == [(Role.CONTACT, "Pressestelle"), (Role.CONTACT, "Mo bis Fr")]
    assert shown({"contact": "Stadt Ludwigsburg\nTelefon: 07141 910-0"}) == [
        (Role.CONTACT, "Stadt Ludwigsburg"),
        (Role.CONTACT, "Telefon: 07141 910-0"),
    ]


@pytest.mark.parametrize("source", ['[{}, {{"x": 1, "articles": "Nein"}}]', '{{"articles": [{}, {{}}], "x": "Nein"}}'])
def test_a_list_of_articles_is_one_document(source):
    source = source.format('{"headline": "Haus", "language": "de"}')
    assert [unit.content.text for unit in FORMAT.extract(source.encode()).units] == ["Haus"]
    assert merge(source, "Maison", language=Language.FRENCH) == source.replace("Haus", "Maison").replace('"de"', '"fr"')


def test_a_body_of_markup_is_read_as_its_format_says():
    body = [
        "<p>Der <b>Rat</b> tagt.</p><h1>Haus</h1>",
        {"format": "markdown", "text": "Der **Rat** tagt.\n\n- Punkt", "x": "A b"},
    ]
    assert shown({"body": body, "format": "html"}) == [
        (Role.PARAGRAPH, "Der {1>}Rat{<1} tagt."),
        (Role.SUBHEADING, "Haus"),
        (Role.PARAGRAPH, "Der {1>}Rat{<1} tagt."),
        (Role.LIST_ITEM, "Punkt"),
    ]
    assert shown({"body": "<p>Der Rat"}) == [(Role.PARAGRAPH, "<p>Der Rat")]


def test_text_inside_markup_inside_json_is_escaped_for_both():
    source = r'{"format":"html","body":"<p>Der Rat<\/p><img alt=\"Ä \u00c4\"> da"}'
    assert merge(source, '"A" < B', '"C"') == source.replace("Der Rat", r"\"A\" &lt; B").replace(
        r"Ä \u00c4", "&quot;C&quot;"
    )


@pytest.mark.parametrize(
    ("markup", "form", "blocks"), [("html", Html(), HTML_BLOCKS), ("markdown", Markdown(), MARKDOWN_BLOCKS)]
)
def test_property_a_body_is_translated_as_the_same_markup_alone(markup, form, blocks):
    @settings(max_examples=60, deadline=None)
    @given(st.lists(blocks, min_size=1, max_size=4).map("\n\n".join), st.booleans())
    def run(text, ascii_only):
        try:
            alone = form.extract(text.encode())
        except EmptyArticle:
            return
        document = json.dumps({"format": markup, "body": text}, ensure_ascii=ascii_only)
        article = FORMAT.extract(document.encode())
        assert [unit.content.text for unit in article.units] == [unit.content.text for unit in alone.units]
        assert FORMAT.merge(article, {}).decode() == document
        written = json.loads(FORMAT.merge(article, shouted(article)))["body"]
        assert written == form.merge(alone, shouted(alone)).decode()

    run()


def shouted(article):
    return {
        index: Content(*(part.upper() if isinstance(part, str) else part for part in unit.content))
        for index, unit in enumerate(article.units)
    }


@pytest.mark.parametrize(
    "source", ["", " \n", "{}", '{"headline": null}', '{"headline": "2026"}', '{"credit": "Foto"}']
)
def test_an_article_without_words_is_refused(source):
    with pytest.raises(EmptyArticle):
        FORMAT.extract(source.encode())


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 2_000),
    st.integers(0, 20),
    st.sampled_from(['"', "\\", "\\u", "{", "]", ",", "\\n", "null", "Ä", "\0", "9e9"]),
)
def test_property_damaged_articles_are_read_or_refused(place, cut, insert):
    source = json.dumps(ARTICLE, indent=1)
    place %= len(source)
    data = (source[:place] + insert + source[place + cut :]).encode()
    try:
        article = FORMAT.extract(data)
    except InvalidInput:
        return
    assert FORMAT.merge(article, {}) == data
    merged = FORMAT.merge(article, {i: unit.content for i, unit in enumerate(article.units)}, Language.FRENCH)
    assert [unit.content for unit in FORMAT.extract(merged).units] == [unit.content for unit in article.units]
