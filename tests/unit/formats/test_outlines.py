"""What each format finds beside the words: links, images, blank lines."""

import pytest

from service.domain.article import Outline
from service.formats.docx import Docx
from service.formats.registry import Formats
from tests.unit.formats.office_documents import make_docx, make_odt, paragraph, r

PAGES = {
    "html": (
        (
            '<p>Mehr <a href="/fest?a=1&amp;b=2">zum Fest</a>, <a name="x">hier</a>, <a HREF=/fest>da</a>.</p>'
            '<img src="a.jpg" srcset="a2.jpg 2x" alt="Das Schloss"><!-- <a href="/nie">nie</a> -->'
        ),
        Outline(("/fest", "/fest?a=1&amp;b=2"), ("a.jpg", "a2.jpg 2x")),
    ),
    "markdown": (
        (
            "---\ntitle: Das Fest\n---\n\nMehr [zum Fest][f] und <https://stadt.de>, <a href='/da'>da</a>. "
            "![Das Schloss](s.jpg)\n\n`[kein](link)`\n\n[f]: /fest\n"
        ),
        Outline(("/da", "/fest", "https://stadt.de"), ("s.jpg",), 3),
    ),
    "text": (
        "Das Fest\n\nMehr auf https://stadt.de\nund:\n- Lesung\n- Musik\n \n1. Mai\n",
        Outline(blank_lines=2, stretches=3),
    ),
    "article": ('{"headline": "Das Fest",\n\n "body": "Mehr auf https://stadt.de"}', Outline()),
    "article in markup": (
        (
            '{"format": "html", "body": ["<p>Mehr <a href=\\"/fest?a=1\\">zum Fest</a></p>", {"format": "markdown", "text": '
            '"Zum [Rat](/rat) ![Turm](turm.jpg)"}], "url": "https://stadt.de/nie"}'
        ),
        Outline(("/fest?a=1", "/rat"), ("turm.jpg",)),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_document_has_its_links_images_and_the_blank_lines_that_mean_something(name):
    source, outline = PAGES[name]
    form = Formats().find(name.partition(" ")[0])

    assert form.outline(form.extract(source.encode())) == outline


def test_a_word_document_names_the_targets_of_its_links_and_pictures():
    link = f'<w:hyperlink r:id="rId9">{r("hier")}</w:hyperlink>'
    anchor = f'<w:hyperlink w:anchor="programm">{r("Programm")}</w:hyperlink>'
    field = '<w:r><w:instrText> HYPERLINK "https://stadt.de/fest" </w:instrText></w:r>'
    picture = '<w:r><w:drawing><a:blip r:embed="rId20"/></w:drawing></w:r>'
    data = make_docx(
        f"<w:p>{r('Mehr ')}{link}{anchor}{field}{picture}</w:p>",
        external="https://stadt.de/",
        header=paragraph("Presse"),
    )

    outline = Docx().outline(Docx().extract(data))

    assert outline == Outline(("#programm", "https://stadt.de/", "https://stadt.de/fest"), ("header.xml",))


def test_an_opendocument_text_names_the_addresses_of_its_links_and_pictures():
    form = Formats().find("odt")
    body = (
        '<text:p>Mehr <text:a xlink:type="simple" xlink:href="https://stadt.de/">hier</text:a>'
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame> heute</text:p>'
    )

    assert form.outline(form.extract(make_odt(body))) == Outline(("https://stadt.de/",), ("Pictures/a.png",))
