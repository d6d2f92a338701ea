"""What a file is by its first bytes, so that a refusal can name it and say what to do; refuses to guess at text."""

from service.domain.errors import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_AS_TEXT = "Save it as .docx, .odt or text and send that."
_BY_START = (
    (b"%PDF-", "a PDF document", _AS_TEXT),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"\x89PNG\r\n", "a picture (PNG)", "Send the text itself."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Send the text itself."),
    (b"GIF8", "a picture (GIF)", "Send the text itself."),
    (b"\x1f\x8b\x08", "a compressed archive (gzip)", "Unpack it and send what is in it."),
    (b"Rar!\x1a", "a compressed archive (RAR)", "Unpack it and send what is in it."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive (7-Zip)", "Unpack it and send what is in it."),
)
_IN_OLE = (
    ("EncryptedPackage", "a document protected by a password", "Save it without a password as .docx or .odt."),
    ("WordDocument", "a Word document in the old binary format (.doc)", "Save it as .docx."),
)
_IN_ZIP = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text", "Send it as .odt."),
    (b"word/document.xml", "a Word document", "Send it as .docx."),
    (b"xl/workbook.xml", "a spreadsheet", _AS_TEXT),
    (b"ppt/presentation.xml", "a presentation", _AS_TEXT),
)


def name_file(data: bytes) -> tuple[str, str] | None:
    """What the file is and what to do with it, None if its bytes do not say."""
    if data.startswith(OLE):
        found = (each[1:] for each in _IN_OLE if each[0].encode("utf-16-le") in data)
        return next(found, ("an Office document in an old binary format", "Save it as .docx or .odt."))
    if data.startswith(_ZIP):
        found = (each[1:] for each in _IN_ZIP if each[0] in data)
        return next(found, ("a ZIP archive", "Unpack it and send what is in it."))
    return next((each[1:] for each in _BY_START if data.startswith(each[0])), None)


def refuse_named(data: bytes, wanted: str) -> None:
    """Raises `UnreadableDocument` if the bytes say that the file is something else than `wanted`."""
    named = name_file(data)
    if named is not None:
        raise UnreadableDocument(f"The file is {named[0]}, not {wanted}. {named[1]}")
