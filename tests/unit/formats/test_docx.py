"""DOCX: what a paragraph reads as, what stays, what comes back, what is refused."""

import pytest

from service.domain.content import Content
from service.domain.errors import EmptyArticle, UnreadableDocument
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.signatures import OLE
from tests.unit.formats.docx_examples import BOLD, FORMAT, body_of, merge, own, shown
from tests.unit.formats.office_documents import (
    CORE,
    make_docx,
    make_odt,
    make_zip,
    p,
    paragraph,
    r,
    read_part,
    read_parts,
)


def test_runs_that_word_cut_without_reason_are_one_word():
    cut = paragraph(
        '<w:proofErr w:type="spellStart"/>',
        '<w:r w:rsidR="00A1"><w:t>Bür</w:t></w:r>',
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/>',
        '<w:r w:rsidR="00B2"><w:rPr><w:lang w:val="de-DE"/></w:rPr><w:t>ger</w:t></w:r>',
        '<w:bookmarkEnd w:id="0"/>',
        "<w:r><w:rPr><w:noProof/></w:rPr><w:lastRenderedPageBreak/><w:t>meister</w:t></w:r>",
        '<w:proofErr w:type="spellEnd"/>',
        " tagt.",
    )
    assert shown(cut) == ["Bürgermeister tagt."]
    assert body_of(merge(cut, "Le maire siège.")) == (
        '<w:p><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:r><w:t xml:space="preserve">Le maire siège.</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )


def test_formatting_other_than_most_of_the_paragraph_is_a_pair():
    assert shown(paragraph("Der ", r("Rat", BOLD), " tagt.")) == ["Der {1>}Rat{<1} tagt."]
    assert shown(paragraph(r("Der ", BOLD), r("Rat"), r(" tagt heute.", BOLD))) == ["Der {1>}Rat{<1} tagt heute."]
    assert shown(paragraph("Lesung im ", r("Kulturzentrum", BOLD))) == ["Lesung im {1>}Kulturzentrum{<1}"]
    assert shown(paragraph(r("Der Rat", BOLD), r(" ", "<w:i/>"), r("tagt.", BOLD))) == ["Der Rat tagt."]


def test_a_target_has_the_run_properties_of_its_source():
    body = paragraph(r("Der ", BOLD), r("Rat", "<w:i/>"), r(" tagt heute &lt;5&gt;.", BOLD))
    data = own(make_docx(body))
    assert body_of(data) == body


def test_a_link_is_a_pair_and_keeps_its_relation():
    link = '<w:hyperlink r:id="rId9">' + r("Zum Rathaus", '<w:rStyle w:val="Hyperlink"/>') + "</w:hyperlink>"
    body = paragraph("Hier: ", link, " – mehr zum neuen Angebot.")
    assert shown(body) == ["Hier: {1>}{2>}Zum Rathaus{<2}{<1} – mehr zum neuen Angebot."]
    assert body_of(own(make_docx(body))) == body


def test_breaks_tabs_and_notes_stand_alone():
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("<w:r><w:t>Eins</w:t><w:br/><w:t>zwei</w:t><w:tab/></w:r>", "drei", note, ".")
    assert shown(body) == ["Eins{1}zwei{2}drei{3}."]
    assert FORMAT.extract(make_docx(body)).units[0].content.text == "Eins\nzwei\tdrei."
    assert note in body_of(own(make_docx(body)))


def test_a_field_stays_with_its_result_and_a_link_field_is_a_pair():
    def field(instruction, *result):
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'{instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    page = field("PAGE", r("7"))
    link = field('HYPERLINK "https://a.de"', r("dem "), r("Rathaus"))
    body = paragraph("Auf Seite ", page, " und in ", link, ".")
    assert shown(body) == ["Auf Seite {1} und in {2>}dem Rathaus{<2}."]
    assert FORMAT.extract(make_docx(body)).units[0].content.text == "Auf Seite 7 und in dem Rathaus."
    assert page in body_of(own(make_docx(body)))


def test_a_field_over_several_paragraphs_keeps_both_ends():
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    merged = body_of(merge(paragraph(start, "Erster Teil") + paragraph("Zweiter Teil", end), "Un", "Deux"))
    assert merged == paragraph(start, "Un") + paragraph("Deux", end)


def test_deleted_text_stays_and_inserted_text_is_translated():
    gone = '<w:del w:id="1" w:author="A"><w:r><w:delText>alte </w:delText></w:r></w:del>'
    new = '<w:ins w:id="2" w:author="A">' + r("neue ") + "</w:ins>"
    body = paragraph("Der ", gone, new, "Rat tagt.")
    assert shown(body) == ["Der {1}{2>}neue {<2}Rat tagt."]
    assert body_of(own(make_docx(body))) == body


def test_comments_stay_with_their_paragraph_and_are_not_translated():
    mark = '<w:r><w:rPr><w:rStyle w:val="C"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    body = paragraph("Der ", '<w:commentRangeStart w:id="0"/>', "Rat", '<w:commentRangeEnd w:id="0"/>', mark, " tagt.")
    comments = '<w:comment w:id="0">' + paragraph("Stimmt das?") + "</w:comment>"
    assert shown(body, comments=comments) == ["Der Rat tagt."]
    assert body_of(merge(body, "Le conseil siège.", comments=comments)) == (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">Le conseil siège.</w:t></w:r>'
        f'<w:commentRangeEnd w:id="0"/>{mark}</w:p>'
    )


def test_tables_headers_footers_and_notes_are_translated():
    note = '<w:footnote w:id="2">' + paragraph("<w:r><w:footnoteRef/></w:r>", " Siehe Plan.") + "</w:footnote>"
    parts = {"footer": paragraph("Stadt am Fluss"), "header": paragraph("Presse und Medien"), "footnotes": note}
    body = paragraph("Haus öffnet", style="berschrift1") + (
        f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{paragraph('Wann')}</w:tc><w:tc>{paragraph('12.05.')}</w:tc></w:tr></w:tbl>"
    )
    article = FORMAT.extract(make_docx(body, **parts))
    assert [(unit.role, unit.content.text.strip()) for unit in article.units] == [
        (Role.HEADLINE, "Haus öffnet"),
        (Role.CELL, "Wann"),
        (Role.PARAGRAPH, "Siehe Plan."),
        (Role.PARAGRAPH, "Presse und Medien"),
        (Role.PARAGRAPH, "Stadt am Fluss"),
    ]
    merged = FORMAT.merge(article, {2: Content(" Voir le plan."), 4: Content("Ville")})
    assert '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Voir le plan.' in read_part(
        merged, "word/footnotes.xml"
    )
    assert "Ville" in read_part(merged, "word/footer.xml")
    untouched = read_parts(make_docx(body, **parts))
    changed = {name for name, content in read_parts(merged).items() if content != untouched[name]}
    assert changed == {"word/footnotes.xml", "word/footer.xml"}


@pytest.mark.parametrize(
    ("style", "role"),
    [
        ("Zitat", Role.QUOTE),
        ("Beschriftung", Role.CAPTION),
        ("Listenabsatz", Role.LIST_ITEM),
        ("Standard", Role.PARAGRAPH),
    ],
)
def test_the_style_says_the_role(style, role):
    body = paragraph("Neues Haus", style="berschrift1") + paragraph("Alle kommen.", style=style)
    assert [unit.role for unit in FORMAT.extract(make_docx(body)).units] == [Role.HEADLINE, role]


def test_a_release_without_styles_has_its_headline_and_bold_subheadings():
    body = "".join(
        [
            paragraph("Pressemitteilung Nr. 12"),
            paragraph(r("Neues Haus öffnet", BOLD)),
            paragraph("Am Montag öffnet das neue Haus der Stadt."),
            paragraph(r("Ein Fest für alle", BOLD)),
            paragraph("Tel. 07141 910-0"),
        ]
    )
    assert [unit.role for unit in FORMAT.extract(make_docx(body)).units] == [
        Role.SUBHEADING,
        Role.HEADLINE,
        Role.PARAGRAPH,
        Role.SUBHEADING,
        Role.CONTACT,
    ]


def test_the_language_of_the_document_is_set_with_its_translation():
    merged = merge(paragraph("Der Rat."), "Le conseil.", language=Language.FRENCH, title="Neues Haus")
    assert '<w:lang w:val="fr-FR"/>' in read_part(merged, "word/styles.xml")
    assert "<dc:language>fr</dc:language>" in read_part(merged, "docProps/core.xml")
    assert "<dc:title>Neues Haus</dc:title>" in read_part(merged, "docProps/core.xml")


def test_the_title_in_the_properties_is_translated():
    merged = merge(paragraph("Der Rat."), "Le conseil.", "Maison & cour", title="Neues Haus", language=Language.ITALIAN)
    assert "<dc:title>Maison &amp; cour</dc:title><dc:language>it</dc:language>" in read_part(
        merged, "docProps/core.xml"
    )


def test_what_xml_cannot_hold_is_left_out_of_a_target():
    assert r("a b") in body_of(merge(paragraph("Der Rat."), "a\x01\nb"))


def test_untouched_members_and_their_order_survive():
    data = make_docx(
        paragraph("Der Rat."), members={"word/media/image1.png": b"\x89PNG\x00", "customXml/i.xml": "<a/>"}.items()
    )
    article = FORMAT.extract(data)
    before, after = read_parts(data), read_parts(FORMAT.merge(article, {0: Content("Le conseil.")}))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_the_properties_readers_see_are_translated():
    core = CORE.replace("{title}", "Neues Haus").replace(
        "</dc:title>",
        "</dc:title><dc:subject>Bauen</dc:subject><cp:keywords>Bau</cp:keywords><dc:description>Ein Text</dc:description>",
    )
    data = make_docx(paragraph("Der Rat."), members={"docProps/core.xml": core}.items())
    assert [unit.content.text for unit in FORMAT.extract(data).units] == ["Der Rat.", "Neues Haus", "Bauen", "Ein Text"]


def test_new_text_is_written_in_the_language_of_the_translation():
    settings = '<w:settings xmlns:w="w"><w:themeFontLang w:val="de-DE" w:eastAsia="ja-JP"/></w:settings>'
    data = make_docx(
        paragraph("Der Rat."), relations={"settings": "settings.xml"}, members={"word/settings.xml": settings}.items()
    )
    written = FORMAT.merge(FORMAT.extract(data), {0: Content("Le conseil.")}, Language.FRENCH)
    assert read_part(written, "word/settings.xml") == settings.replace("de-DE", "fr-FR")


def test_a_content_control_keeps_its_frame():
    control = '<w:sdt><w:sdtPr><w:alias w:val="Ort"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    body = control.format(paragraph("Im ", control.format(r("neuen Rathaus")), "."))
    assert shown(body) == ["Im {1>}neuen Rathaus{<1}."]
    assert body_of(own(make_docx(body))) == body


def test_hyphens_word_knows_as_elements_are_read():
    body = paragraph("<w:r><w:t>Haus</w:t><w:softHyphen/><w:t>halt</w:t><w:noBreakHyphen/><w:t>2026</w:t></w:r>")
    assert shown(body) == ["Haushalt\u20112026"]


def test_moved_text_is_translated_where_it_went_and_stays_where_it_was():
    left = '<w:moveFrom w:id="1" w:author="A">' + r("heute ") + "</w:moveFrom>"
    went = '<w:moveTo w:id="2" w:author="A">' + r("heute ") + "</w:moveTo>"
    body = paragraph("Der ", left, "Rat tagt ", went, "hier.")
    assert shown(body) == ["Der {1}Rat tagt {2>}heute {<2}hier."]
    assert body_of(own(make_docx(body))) == body


def test_a_ruby_annotation_stays_in_its_sentence():
    ruby = "<w:r><w:ruby><w:rubyPr/><w:rt>" + r("a") + "</w:rt><w:rubyBase>" + r("b") + "</w:rubyBase></w:ruby></w:r>"
    assert shown(paragraph("Der ", ruby, " Rat tagt.")) == ["Der {1} Rat tagt."]


BODY = paragraph("Der Rat tagt.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Der Rat tagt.", "not a ZIP archive"),
        (OLE + b"\0" * 600, "old binary format"),
        (OLE + "WordDocument".encode("utf-16-le"), r"old binary format \(\.doc\), not a DOCX or ODT document. Save it as \.docx"),
        (OLE + "EncryptionInfo EncryptedPackage".encode("utf-16-le"), "protected by a password.*Save it without"),
        (b"%PDF-1.7\n", "PDF document, not a DOCX or ODT"),
        (b"{\\rtf1\\ansi Der Rat}", "RTF document"),
        (make_odt(p("Der Rat.")), "OpenDocument file, not DOCX. Send it as .odt"),
        (make_docx(BODY)[:-40], "not a ZIP archive"),
        (make_zip({"a.txt": "b"}), r"\[Content_Types\]"),
        (make_docx(BODY, members={"word/vbaProject.bin": b"x"}.items()), "macros"),
        (make_docx(BODY, types='<Override PartName="/a" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "macros"),
        (make_docx(BODY, members={"_rels/.rels": '<Relationships xmlns="x"/>'}.items()), "main part is missing"),
        (make_docx(BODY, members={"../evil.xml": "x"}.items()), "leads out"),
        (make_docx(BODY, members={"/etc/passwd": "x"}.items()), "leads out"),
        (make_docx(BODY, members={"word/media/a.bin": b"\0" * 5_000_000}.items()), "bomb"),
        (make_docx(BODY, members={f"a/{i}": "" for i in range(4_001)}.items()), "members"),
        (make_docx("<w:p><w:r>"), "not well-formed"),
        (make_docx(BODY, members={"word/document.xml": '<!DOCTYPE w:document><w:document xmlns:w="x"/>'}.items()), "document type"),
        (make_docx(BODY, members={"word/document.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'}.items()), "document type"),
        (make_docx("&hallo;"), "not well-formed"),
        (make_docx(BODY, members={"word/document.xml": '<w:document xmlns:w="other"/>'}.items()), "WordprocessingML"),
        (make_docx(BODY, members={"word/document.xml": '<?xml version="1.0" encoding="koi8-r"?><a/>'}.items()), "koi8-r"),
        (make_docx("<w:sdt>" * 200 + "</w:sdt>" * 200), "nests"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_safely_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        FORMAT.extract(data)


def test_a_document_without_words_is_refused():
    for data in (b"", make_docx(paragraph("12.05.2026")), make_docx("")):
        with pytest.raises(EmptyArticle):
            FORMAT.extract(data)
