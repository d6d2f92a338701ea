"""Every packed format keeps the package contract."""

import html

from hypothesis import strategies as st

from service.formats.docx import Docx
from service.formats.odt import Odt
from tests.contracts.format_contract import HEADINGS, SENTENCES
from tests.contracts.package_contract import PackageContract
from tests.unit.formats.office_documents import make_docx, make_odt, p, paragraph, r, span

RUN_PROPERTIES = st.sampled_from(
    ["", "", "", "<w:b/>", "<w:i/>", '<w:lang w:val="de-DE"/>', '<w:rStyle w:val="Hyperlink"/>']
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="4" name="a" descr="Ein Bild"/></wp:inline></w:drawing></w:r>'
BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Text im Kasten')}</w:txbxContent></v:textbox></w:pict></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@st.composite
def docx_paragraphs(draw):
    """A sentence cut into runs anywhere, with marks of Word between them."""
    text = draw(SENTENCES)
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=5)))
    runs = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        runs.append(r(html.escape(text[start:end], quote=False), draw(RUN_PROPERTIES)))
        runs.append(draw(st.sampled_from(["", "", "", '<w:proofErr w:type="gramStart"/>', NOTE, DRAWING, BOX, FIELD])))
    return paragraph(*filter(None, runs), style=draw(st.sampled_from(["", "", "Zitat", "Beschriftung"])))


DOCX_PIECES = st.sampled_from(
    [
        *(
            "<w:r>",
            "</w:r>",
            "<w:t>Der</w:t>",
            "<w:t xml:space='preserve'> Rat </w:t>",
            "<w:br/>",
            "<w:tab/>",
            NOTE,
            FIELD,
        ),
        *(r("Haus"), r("Fest", "<w:b/>"), r("am Fluss"), BOX, DRAWING, "<w:hyperlink r:id='rId9'>", "</w:hyperlink>"),
        *("<w:ins w:id='1'>", "</w:ins>", "<w:del w:id='2'>", "</w:del>", "<w:sdt><w:sdtPr/><w:sdtContent>"),
        *(
            "</w:sdtContent></w:sdt>",
            "<w:bookmarkStart w:id='3'/>",
            "<w:bookmarkEnd w:id='3'/>",
            "<!-- a -->",
            "<w:smartTag>",
        ),
        *(
            "</w:smartTag>",
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ),
        *(
            "<w:rPr/>",
            "<![CDATA[<]]>",
            "<?pi?>",
            "&amp;",
            "</w:p><w:p>",
            "<w:fldSimple w:instr='PAGE'>",
            "</w:fldSimple>",
        ),
    ]
)
DOCX_NOISE = st.one_of(
    st.lists(DOCX_PIECES, max_size=14).map("".join),
    st.lists(st.sampled_from([r("Haus"), r("Fest", "<w:b/>"), r("Ä <"[:2]), BOX, DRAWING, NOTE, FIELD, *(
        f"<{tag} w:id='1'>{inner}</{tag}>"
        for tag in ("w:hyperlink", "w:ins", "w:del", "w:smartTag", "w:moveTo")
        for inner in ("", r("Zum Rat"), r("Zum ") + r("Rat", "<w:b/>") + NOTE, FIELD)
    )]), max_size=8).map("".join),
)  # fmt: skip


class TestDocx(PackageContract):
    format = Docx()
    main = "word/document.xml"
    sample = make_docx(
        paragraph("Stadt feiert das Lichterfest", style="berschrift1")
        + paragraph("Am Samstag ", r("beginnt", "<w:b/>"), " das Fest.", NOTE),
        title="Lichterfest",
        header=paragraph("Stadt am Fluss"),
        footnotes='<w:footnote w:id="2">' + paragraph("Eintritt frei.") + "</w:footnote>",
    )
    documents = st.tuples(HEADINGS, st.lists(docx_paragraphs(), min_size=1, max_size=5)).map(
        lambda parts: make_docx(paragraph(" ".join(parts[0]), style="berschrift1") + "".join(parts[1]))
    )
    noise = DOCX_NOISE.map(lambda inline: make_docx(f"<w:p>{inline}</w:p>"))


SPANS = st.sampled_from(["", "", "T1", "T2", "T3", "T4", "Emphasis"])
ODT_NOTE = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Eintritt frei.')}</text:note-body></text:note>"
FRAME = f"<draw:frame><draw:text-box>{p('Text im Kasten')}</draw:text-box><svg:title>Der Turm</svg:title></draw:frame>"


@st.composite
def odt_paragraphs(draw):
    """A sentence cut into spans anywhere, with other elements between them."""
    text = draw(SENTENCES)
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=5)))
    pieces = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        escaped, style = html.escape(text[start:end], quote=False), draw(SPANS)
        pieces.append(span(escaped, style) if style else escaped)
        pieces.append(
            draw(st.sampled_from(["", "", "", "<text:line-break/>", "<text:soft-page-break/>", ODT_NOTE, FRAME]))
        )
    return p("".join(pieces), draw(st.sampled_from(["Standard", "P1", "Caption"])))


ODT_PIECES = st.sampled_from(
    [
        *(
            "Der ",
            " Rat ",
            "Haus",
            span("Fest"),
            span("am Fluss", "T1"),
            "<text:s/>",
            "<text:tab/>",
            ODT_NOTE,
            FRAME,
            "&amp;",
        ),
        *("<text:span>", "</text:span>", "<text:span text:style-name='T2'>", "<text:a xlink:href='u'>", "</text:a>"),
        *(
            "<text:change-start text:change-id='1'/>",
            "<text:change-end text:change-id='1'/>",
            "<!-- a -->",
            "<![CDATA[<]]>",
        ),
        *(
            "<text:bookmark-start text:name='b'/>",
            "<text:bookmark-end text:name='b'/>",
            "<text:page-number>7</text:page-number>",
        ),
        *("\n  ", "</text:p><text:p>", "<?pi?>", "<office:annotation><text:p>Hm</text:p></office:annotation>"),
    ]
)
ODT_NOISE = st.one_of(
    st.lists(ODT_PIECES, max_size=14).map("".join),
    st.lists(
        st.one_of(
            st.sampled_from(["Der", " Rat", "Haus ", ODT_NOTE, FRAME, "<text:tab/>", "<text:bookmark text:name='b'/>"]),
            st.tuples(
                st.sampled_from(["T1", "T2", "T3"]), st.sampled_from(["a", " b ", FRAME, span("c", "Emphasis"), ""])
            ).map(lambda pair: span(pair[1], pair[0])),
            st.sampled_from(["", "Zum Rat", span("Zum") + " Rat"]).map(
                lambda text: f"<text:a xlink:href='u'>{text}</text:a>"
            ),
        ),
        max_size=8,
    ).map("".join),
)


class TestOdt(PackageContract):
    format = Odt()
    main = "content.xml"
    sample = make_odt(
        '<text:h text:outline-level="1">Stadt feiert das Lichterfest</text:h>'
        + p(f"Am Samstag {span('beginnt')} das Fest.{ODT_NOTE}"),
        title="Lichterfest",
        header=p("Stadt am Fluss"),
    )
    documents = st.tuples(HEADINGS, st.lists(odt_paragraphs(), min_size=1, max_size=5)).map(
        lambda parts: make_odt(f"<text:h text:outline-level='1'>{' '.join(parts[0])}</text:h>" + "".join(parts[1]))
    )
    noise = ODT_NOISE.map(lambda inline: make_odt(f"<text:p>{inline}</text:p>"))
