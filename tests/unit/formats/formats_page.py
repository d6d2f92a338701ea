"""Reads `docs/formats.md` back: what its tables say of a format is tried on the format.

In a cell ``⏎`` is a line break and ``⇥`` a tab; ``–`` says that nothing is translated.
"""

import re
from collections.abc import Callable
from pathlib import Path

from service.domain.errors import InvalidInput
from service.formats.registry import Formats
from service.formats.signatures import OLE
from tests.unit.formats.notation import show_content
from tests.unit.formats.office_documents import make_docx, make_odt, make_zip, p, paragraph

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
SENTENCE = "Ein Satz."  # so that no document is empty; its unit is left out
WRAPPERS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda source: f"{SENTENCE}\n\n{source}".encode(),
    "md": lambda source: f"{source}\n\n{SENTENCE}\n".encode(),
    "html": lambda source: f"{source}<p>{SENTENCE}</p>".encode(),
    "docx": lambda source: make_docx(source + paragraph(SENTENCE)),
    "odt": lambda source: make_odt(source + p(SENTENCE)),
    "article": lambda source: f'{{{source}, "boilerplate": "{SENTENCE}"}}'.encode(),
}
_BODY = paragraph("Der Rat tagt.")
REFUSED = {
    "an empty file": ("txt", b""),
    "a text that is not UTF-8": ("txt", b"Stra\xdfe"),
    "a PDF": ("docx", b"%PDF-1.7"),
    "an RTF document": ("txt", b"{\\rtf1}"),
    "a `.doc` of old": ("docx", OLE + "WordDocument".encode("utf-16-le")),
    "a document with a password": ("docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "an ODT with a password": ("odt", make_odt(p("Der Rat."), manifest="<manifest:encryption-data/>")),
    "a picture": ("html", b"\x89PNG\r\n"),
    "a DOCX sent as text": ("txt", make_docx(_BODY)),
    "an ODT sent as DOCX": ("docx", make_odt(p("Der Rat."))),
    "an archive renamed `.docx`": ("docx", make_zip({"a.txt": "Der Rat."})),
    "macros": ("docx", make_docx(_BODY, members={"word/vbaProject.bin": b"x"}.items())),
    "a ZIP bomb": ("docx", make_docx(_BODY, members={"word/media/a.bin": b"\0" * 5_000_000}.items())),
    "an XML bomb or an external entity": (
        "docx",
        make_docx(_BODY, members={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}.items()),
    ),
    "a damaged document": ("docx", make_docx("<w:p><w:r>")),
    "JSON of the wrong shape": ("article", b'{"headline": 5}'),
}


def read_rows(section: str) -> list[tuple[str, ...]]:
    """The rows of the table below a heading that names `section` in backquotes or in full."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(
        rf"^## [^\n]*(?:`{re.escape(section)}`|{re.escape(section)})[^\n]*$(.*?)(?=^## |\Z)",
        text,
        re.MULTILINE | re.DOTALL,
    )
    assert found, section
    lines = [line for line in found[1].splitlines() if line.startswith("| ")][1:]
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]


def source_of(cell: str) -> str:
    """What a cell stands for."""
    bare = cell[3:-3] if cell.startswith("`` ") else cell[1:-1]
    return bare.replace("⏎", "\n").replace("⇥", "\t").replace("\\|", "|")


def units_of(name: str, source: str) -> str:
    """The units of a source as the table writes them."""
    units = Formats().find(name).extract(WRAPPERS[name](source)).units
    shown = [show_content(unit.content) for unit in units if unit.content.text != SENTENCE]
    return " · ".join(f"`{text}`" for text in shown).replace("\n", "⏎").replace("|", "\\|") or "–"


def refusal_of(name: str) -> str:
    """What a person is told about a file of this kind."""
    form, data = REFUSED[name]
    try:
        Formats().find(form).extract(data)
    except InvalidInput as error:
        return str(error)
    return ""
