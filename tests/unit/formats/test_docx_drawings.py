"""Text boxes, images, diagrams and charts of Word documents."""

from service.domain.content import Content
from tests.unit.formats.docx_examples import BOLD, BOX, FORMAT, body_of, merge, shown
from tests.unit.formats.notation import show_content
from tests.unit.formats.office_documents import (
    make_docx,
    paragraph,
    r,
    read_parts,
)


def test_a_text_box_inside_a_sentence_is_translated_in_its_place():
    body = paragraph("Der Rat", BOX.format(paragraph("Im neuen ", r("Kasten", BOLD))), " tagt.")
    article = FORMAT.extract(make_docx(body))
    assert [show_content(unit.content) for unit in article.units] == [
        "Der Rat{1} tagt.",
        "Das Schloss",
        "Im neuen {1>}Kasten{<1}",
        "Im neuen {1>}Kasten{<1}",
    ]
    whole = {0: article.units[0].content, 1: Content("Le <château>"), 2: Content("Cadre"), 3: Content("Cadre")}
    expected = paragraph("Der Rat", BOX.format(paragraph("Cadre")), " tagt.").replace(
        "Das Schloss", "Le &lt;château&gt;"
    )
    assert body_of(FORMAT.merge(article, whole)) == expected
    del whole[0]
    assert body_of(FORMAT.merge(article, whole)) == expected


def test_a_drawing_in_a_text_box_is_translated_too():
    picture = '<w:r><w:drawing><wp:docPr id="2" name="y" descr="Der Turm"/></w:drawing></w:r>'
    body = paragraph("Der Rat", BOX.format(paragraph("Im", picture, "Kasten")), " tagt.")
    article = FORMAT.extract(make_docx(body))
    towers = [index for index, unit in enumerate(article.units) if unit.content == Content("Der Turm")]
    assert len(towers) == 2
    merged = body_of(FORMAT.merge(article, dict.fromkeys(towers, Content("La tour"))))
    assert merged == body.replace("Der Turm", "La tour")
    everything = {index: unit.content for index, unit in enumerate(article.units)}
    merged = body_of(FORMAT.merge(article, everything | dict.fromkeys(towers, Content("La tour"))))
    assert merged == body.replace("Der Turm", "La tour")


def test_an_image_at_the_end_of_a_paragraph_is_no_code():
    picture = '<w:r><w:drawing><wp:docPr id="2" name="y" descr="Der Turm"/></w:drawing></w:r>'
    body = paragraph(picture, "Der Rat tagt.", picture)
    assert shown(body) == ["Der Turm", "Der Rat tagt.", "Der Turm"]
    assert body_of(merge(body, "La tour")) == body.replace("Der Turm", "La tour", 1)


def make_diagram(words):
    """A diagram (SmartArt) as Word keeps it: its data and the drawing it last showed."""
    text = (
        f'<a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="de-DE" b="1"/><a:t>{words}</a:t></a:r>'
        '<a:endParaRPr lang="de-DE"/></a:p>'
    )
    spaces = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return {
        "word/diagrams/data1.xml": f"<dgm:dataModel {spaces}><dgm:pt><dgm:t>{text}</dgm:t></dgm:pt></dgm:dataModel>",
        "word/diagrams/drawing1.xml": f"<dsp:drawing {spaces} xmlns:dsp='d'><dsp:txBody>{text}</dsp:txBody></dsp:drawing>",
        "word/charts/chart1.xml": (
            f"<c:chartSpace {spaces} xmlns:c='c'><c:chart><c:title><c:tx><c:rich>{text}</c:rich></c:tx></c:title><c:plotArea>"
            "<c:ser><c:cat><c:strCache><c:pt><c:v>Montag</c:v></c:pt></c:strCache></c:cat></c:ser></c:plotArea></c:chart></c:chartSpace>"
        ),
    }


DIAGRAMS = {
    "diagramData": "diagrams/data1.xml",
    "diagramDrawing": "diagrams/drawing1.xml",
    "chart": "charts/chart1.xml",
}


def test_the_words_of_diagrams_and_the_titles_of_charts_are_translated():
    data = make_docx(paragraph("Der Rat."), relations=DIAGRAMS, members=make_diagram("Wahl des Rates").items())
    article = FORMAT.extract(data)
    assert [unit.content.text for unit in article.units] == ["Der Rat.", *["Wahl des Rates"] * 3]
    assert FORMAT.merge(article, {}) == data
    parts = read_parts(FORMAT.merge(article, {index: Content("Élection") for index in (1, 2, 3)}))
    for name, content in make_diagram("Élection").items():
        assert parts[name].decode() == content


def test_a_diagram_that_is_no_drawing_stays():
    members = {"word/diagrams/data1.xml": "<x:a xmlns:x='y'><x:t>Wort</x:t></x:a>"}
    data = make_docx(paragraph("Der Rat."), relations={"diagramData": "diagrams/data1.xml"}, members=members.items())
    assert len(FORMAT.extract(data).units) == 1
