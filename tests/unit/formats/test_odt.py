"""ODT: what a paragraph reads as, what stays, what comes back, what is refused."""

import pytest

from service.domain.content import Content
from service.domain.errors import EmptyArticle, UnreadableDocument
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.odt import Odt
from tests.unit.formats.notation import show_content
from tests.unit.formats.office_documents import make_docx, make_odt, make_zip, p, paragraph, read_part, span

FORMAT = Odt()
FRAME = (
    '<draw:frame draw:name="a"><draw:text-box>{}</draw:text-box><svg:title>Der Turm</svg:title>'
    "<svg:desc>Ein Bild</svg:desc></draw:frame>"
)


def shown(body, **parts):
    return [show_content(unit.content) for unit in FORMAT.extract(make_odt(body, **parts)).units]


def merge(body, *targets, language=None, **parts):
    article = FORMAT.extract(make_odt(body, **parts))
    return FORMAT.merge(article, {index: Content(target) for index, target in enumerate(targets)}, language)


def own(body):
    article = FORMAT.extract(make_odt(body))
    return body_of(FORMAT.merge(article, {index: unit.content for index, unit in enumerate(article.units)}))


def body_of(data):
    text = read_part(data, "content.xml")
    return text[text.index("<office:text>") + 13 : text.index("</office:text>")]


def test_spans_that_note_a_session_or_a_language_are_no_formatting():
    assert shown(p(f"Bür{span('ger', 'T1')}{span('meister', 'T4')} tagt.")) == ["Bürgermeister tagt."]


def test_spans_that_look_the_same_are_one_formatting():
    assert shown(p(f"Der {span('Bür')}{span('germeister', 'T3')} tagt heute.")) == [
        "Der {1>}Bürgermeister{<1} tagt heute."
    ]


def test_a_target_has_the_spans_of_its_source():
    for body in (
        p(f"Der {span('neue <text:line-break/>Rat', 'Emphasis')} tagt &lt;5&gt;."),
        p(f"{span('Der ')}{span('Rat', 'Emphasis')}{span(' der Stadt tagt.')}"),
        p(f"Der {span(span('neue', 'Emphasis'))} Rat tagt."),
    ):
        assert shown(own(body)) == shown(body)
    assert own(p(f"Der {span('Rat')} tagt.")) == p(f"Der {span('Rat')} tagt.")


def test_white_space_is_read_and_written_as_the_standard_says():
    assert shown(p('\n   Der\n Rat <text:s/>tagt <text:s text:c="2"/>heute.')) == ["Der Rat  tagt   heute."]
    assert shown(p(f"Der {span(' Rat')} tagt.")) == ["Der {1>}Rat{<1} tagt."]
    assert body_of(merge(p("Der Rat."), "a   b")) == p('a <text:s text:c="2"/>b')


def test_links_notes_tabs_and_fields():
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    link = '<text:a xlink:href="https://a.de">Zum Rat</text:a>'
    body = p(f"Hier: {link}{note.format(p('Siehe Plan.'))}<text:tab/>Seite <text:page-number>7</text:page-number>!")
    assert shown(body) == ["Hier: {1>}Zum Rat{<1}{2}{3}Seite {4}!", "Siehe Plan."]
    article = FORMAT.extract(make_odt(body))
    assert article.units[0].content.text == "Hier: Zum Rat\tSeite 7!"
    targets = {0: article.units[0].content, 1: Content("Voir le plan.")}
    assert body_of(FORMAT.merge(article, targets)) == body.replace("Siehe Plan.", "Voir le plan.")


def test_frames_inside_frames_are_translated():
    caption = p(FRAME.format(p("Im Kasten")) + "Der alte Turm", "Illustration")
    body = p("Der Rat" + FRAME.format(caption) + " tagt.")
    article = FORMAT.extract(make_odt(body))
    assert [unit.content.text for unit in article.units if unit.role is Role.ATTRIBUTE] == ["Der Turm", "Ein Bild"] * 2
    inner = next(index for index, unit in enumerate(article.units) if unit.content == Content("Im Kasten"))
    assert body_of(FORMAT.merge(article, {inner: Content("Cadre")})) == body.replace("Im Kasten", "Cadre")
    everything = {index: unit.content for index, unit in enumerate(article.units)} | {inner: Content("Cadre")}
    assert body_of(FORMAT.merge(article, everything)) == body.replace("Im Kasten", "Cadre")


def test_comments_and_deleted_text_stay():
    comment = f'<office:annotation office:name="c"><dc:creator>A</dc:creator>{p("Stimmt das?")}</office:annotation>'
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('Alt')}</text:deletion></text:changed-region></text:tracked-changes>"
    body = changes + p(f'Der {comment}Rat<office:annotation-end office:name="c"/> tagt.')
    assert shown(body) == ["Der Rat tagt."]
    assert body_of(merge(body, "Le conseil.")) == changes + p(
        f'{comment}Le conseil.<office:annotation-end office:name="c"/>'
    )


def test_inserted_text_is_translated_between_its_marks():
    body = p(
        'Der <text:change-start text:change-id="1"/>neue <text:change-end text:change-id="1"/>Rat<text:change text:change-id="2"/> tagt.'
    )
    assert shown(body) == ["Der {1>}neue {<1}Rat{2} tagt."]
    assert own(body) == body


def test_roles_come_from_styles_levels_and_places():
    body = (
        '<text:h text:outline-level="1">Neues Haus</text:h>'
        + p("Alle kommen.", "P1")
        + "<text:list><text:list-item>" + p("Musik") + "</text:list-item></text:list>"
        + "<table:table><table:table-row><table:table-cell>" + p("Wann") + "</table:table-cell></table:table-row></table:table>"
        + p("Foto: Max Weber", "Caption")
        + p("Ein Fest für alle", "P2")
        + p("Wir laden ein.")
    )  # fmt: skip
    assert [unit.role for unit in FORMAT.extract(make_odt(body)).units] == [
        Role.HEADLINE,
        Role.QUOTE,
        Role.LIST_ITEM,
        Role.CELL,
        Role.CAPTION,
        Role.SUBHEADING,
        Role.PARAGRAPH,
    ]
    assert "Foto: {1}" in shown(body)


def test_headers_and_the_title_are_translated_and_the_language_set():
    merged = merge(
        p(f"Der {span('Rat', 'T4')}."), "Le conseil.", "Ville", "Maison", language=Language.FRENCH, header=p("Stadt am Fluss"), title="Neues Haus"
    )  # fmt: skip
    styles = read_part(merged, "styles.xml")
    assert "Ville" in styles
    assert 'fo:language="fr" fo:country="FR"' in styles
    assert 'fo:language="fr" fo:country="FR"' in read_part(merged, "content.xml")
    assert "<dc:title>Maison</dc:title><dc:language>fr</dc:language>" in read_part(merged, "meta.xml")


BODY = p("Der Rat tagt.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_zip({"a.txt": "b"}), "mimetype"),
        (make_docx(paragraph("Der Rat.")), "Office document, not ODT. Send it as .docx"),
        (make_odt(BODY, mimetype="application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet"),
        (make_odt(BODY, manifest="<manifest:encryption-data/>"), "password"),
        (make_odt(BODY, members={"Basic/Standard/Module1.xml": "x"}.items()), "macros"),
        (make_odt("<text:p>"), "not well-formed"),
        (make_odt(BODY, members={"content.xml": "<office:x xmlns:office='a'/>"}.items()), "OpenDocument"),
        (make_odt(BODY, members={"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}.items()), "document type"),
        (make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "no part content.xml"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        FORMAT.extract(data)


def test_a_document_without_words_is_refused():
    for data in (b"", make_odt(p("12.05.2026")), make_odt("")):
        with pytest.raises(EmptyArticle):
            FORMAT.extract(data)
