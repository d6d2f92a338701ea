"""Formats are found by media type and file name."""

import pytest

from service.domain.content import Content
from service.domain.errors import UndecodableText, UnreadableDocument, UnsupportedFormat
from service.formats.markdown import Markdown
from service.formats.plaintext import PlainText
from service.formats.registry import Formats
from service.formats.signatures import OLE
from tests.unit.formats.office_documents import make_docx, make_odt, make_zip, p, paragraph


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("text/plain", PlainText),
        ("Text/Plain; charset=utf-8", PlainText),
        ('text/plain;format=flowed; charset="UTF-8"', PlainText),
        ("text/markdown; variant=GFM", Markdown),
        ("txt", PlainText),
        ("markdown", Markdown),
    ],
)
def test_media_types_are_found_whatever_their_parameters(media_type, kind):
    assert isinstance(Formats().find(media_type), kind)


@pytest.mark.parametrize("media_type", ["", "application/pdf", "text/plain; charset=koi8-r", "text/*"])
def test_unknown_media_types_and_charsets_are_refused_with_the_list(media_type):
    with pytest.raises(UnsupportedFormat) as caught:
        Formats().find(media_type)
    assert "text/plain" in caught.value.supported


@pytest.mark.parametrize(
    ("name", "kind"), [("a.txt", PlainText), ("Meldung.v2.MD", Markdown), ("x/y.markdown", Markdown)]
)
def test_files_are_found_by_their_ending(name, kind):
    assert isinstance(Formats().find_for_file(name), kind)


@pytest.mark.parametrize("name", ["brief.pdf", "README", ".txt.exe"])
def test_unknown_file_endings_are_refused(name):
    with pytest.raises(UnsupportedFormat):
        Formats().find_for_file(name)


def test_every_format_has_a_suffix_to_write():
    formats = Formats()
    for media_type in formats.media_types:
        assert formats.find(media_type).media_type == media_type
        assert formats.find_for_file("a" + formats.suffix_of(media_type)).media_type == media_type


def test_windows_1252_is_read_only_if_declared():
    data = "Straße für 5 €\n".encode("cp1252")
    with pytest.raises(UndecodableText):
        Formats().find("text/plain").extract(data)
    form = Formats().find("text/plain; charset=windows-1252")
    article = form.extract(data)
    assert article.units[0].content == Content("Straße für 5 €")
    assert form.merge(article, {}) == data


def test_typographic_characters_a_narrow_encoding_lacks_become_their_neighbours():
    form = Formats().find("text/plain; charset=iso-8859-1")
    article = form.extract("Das Rathaus öffnet.\n".encode("latin-1"))
    merged = form.merge(article, {0: Content("La mairie\u202f: l’œuvre")})
    assert merged == "La mairie\u00a0: l'oeuvre\n".encode("latin-1")


def test_a_target_beyond_a_narrow_encoding_is_written_as_utf8_that_says_so():
    form = Formats().find("text/plain; charset=iso-8859-1")
    article = form.extract(b"Das Rathaus ist offen.\n")
    assert form.merge(article, {0: Content("Ἀθῆναι")}) == b"\xef\xbb\xbf" + "Ἀθῆναι\n".encode()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_docx(paragraph("Der Rat.")), "The file is a Word document, not text. Send it as .docx."),
        (make_odt(p("Der Rat.")), "The file is an OpenDocument text, not text. Send it as .odt."),
        (make_zip({"a.txt": "Der Rat."}), "The file is a ZIP archive, not text. Unpack it"),
        (b"%PDF-1.7 Der Rat", "The file is a PDF document, not text. Save it as .docx, .odt or text"),
        (b"{\\rtf1 Der Rat}", "The file is an RTF document, not text."),
        (OLE + b"\0", "The file is an Office document in an old binary format, not text."),
        (b"\xff\xd8\xff\xe0", "The file is a picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_refused_by_its_name(name, data, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        Formats().find_for_file(name).extract(data)
