"""Documents as the tests of DOCX make and read them."""

from service.domain.content import Content
from service.formats.docx import Docx
from tests.unit.formats.notation import show_content
from tests.unit.formats.office_documents import (
    make_docx,
    read_part,
)

FORMAT = Docx()
BOLD = "<w:b/>"
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="x" '
    'descr="Das Schloss"/><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def shown(body, **parts):
    return [show_content(unit.content) for unit in FORMAT.extract(make_docx(body, **parts)).units]


def merge(body, *targets, language=None, **parts):
    article = FORMAT.extract(make_docx(body, **parts))
    return FORMAT.merge(article, {index: Content(target) for index, target in enumerate(targets)}, language)


def own(data):
    article = FORMAT.extract(data)
    return FORMAT.merge(article, {index: unit.content for index, unit in enumerate(article.units)})


def body_of(data):
    text = read_part(data, "word/document.xml")
    return text[text.index("<w:body>") + 8 : text.index("<w:sectPr/>")]
