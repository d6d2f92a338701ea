"""Coverage-guided search for a document that an extractor does not survive; needs atheris, is no part of `make test`.

    pip install atheris
    python tests/fuzz/extractors.py docx -runs=100000 -timeout=20 -len_control=0 -max_len=300

A finding is an exception other than an `InvalidInput`, a byte lost without a target, codes that are not well nested, a
merge that fails or cannot be read again, or an input that takes longer than the time-out.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["service.formats", "service.domain"]):
    from service.domain.content import is_well_nested
    from service.domain.errors import InvalidInput
    from service.domain.language import Language
    from service.formats.registry import Formats

from tests.unit.formats.office_documents import make_docx, make_odt, make_zip, read_parts

DOCX = (
    *(
        "w:p",
        "w:r",
        "w:t",
        "w:t",
        "w:rPr",
        "w:b",
        "w:pPr",
        "w:hyperlink",
        "w:ins",
        "w:del",
        "w:sdt",
        "w:sdtContent",
        "w:br",
    ),
    *("w:tbl", "w:tc", "w:drawing", "w:txbxContent", "wp:docPr descr='Der Turm'", "w:bookmarkStart", "w:bookmarkEnd"),
    *("w:fldChar w:fldCharType='begin'", "w:fldChar w:fldCharType='separate'", "w:fldChar w:fldCharType='end'"),
    *(
        "w:instrText",
        "w:fldSimple",
        "mc:AlternateContent",
        "w:pict",
        "w:commentReference",
        "w:footnoteReference",
        "w:tab",
    ),
)
ODT = (
    *(
        "text:p",
        "text:p",
        "text:h",
        "text:span",
        "text:span text:style-name='T2'",
        "text:span text:style-name='T1'",
        "text:a",
    ),
    *(
        "text:s",
        "text:s text:c='3'",
        "text:tab",
        "text:line-break",
        "text:note",
        "draw:frame",
        "draw:text-box",
        "svg:title",
    ),
    *("text:list", "text:list-item", "table:table-cell", "text:change-start text:change-id='1'", "text:bookmark-end"),
    *(
        "text:change-end text:change-id='1'",
        "text:bookmark-start",
        "office:annotation",
        "text:page-number",
        "text:ruby",
    ),
)
WORDS = (
    "Der Rat ",
    "tagt.",
    " ",
    "\n  ",
    "&amp;",
    "Foto: Max Weber",
    "<!-- a -->",
    "<![CDATA[<]]>",
    "7",
    "Ä",
    "Tel. 07141 910",
)


def grow_xml(data: bytes, names: Sequence[str]) -> str:
    """Well-formed XML that the bytes describe: each opens an element, closes one or adds text."""
    pieces: list[str] = []
    opened: list[str] = []
    for byte in data:
        choice, rest = byte % 4, byte // 4
        if choice == 0 and opened:
            pieces.append(f"</{opened.pop()}>")
        elif choice == 1:
            pieces.append(WORDS[rest % len(WORDS)])
        elif len(opened) < 40:
            tag = names[rest % len(names)]
            pieces.append(f"<{tag}>")
            opened.append(tag.split(" ")[0])
    return "".join([*pieces, *(f"</{name}>" for name in reversed(opened))])


def packed(sample: bytes, main: str, build: Callable[[str], bytes], names: Sequence[str]) -> Callable[[bytes], bytes]:
    """Bytes to a document: an archive of any bytes, a main part of any bytes, or a body grown from them."""
    parts = read_parts(sample)

    def make(data: bytes) -> bytes:
        mode, rest = (data[0] % 8, data[1:]) if data else (0, data)
        if mode == 0:
            return rest
        return make_zip(parts | {main: rest}) if mode == 1 else build(grow_xml(b"\2" + rest, names))

    return make


MAKERS: dict[str, Callable[[bytes], bytes]] = {
    "docx": packed(make_docx(""), "word/document.xml", make_docx, DOCX),
    "odt": packed(make_odt(""), "content.xml", make_odt, ODT),
}


def try_document(form, data: bytes) -> None:
    """Raises whatever no document may cause."""
    try:
        article = form.extract(data)
    except InvalidInput:
        return
    assert form.merge(article, {}) == data
    assert all(is_well_nested(unit.content) for unit in article.units)
    targets = {index: unit.content for index, unit in enumerate(article.units)}
    form.merge(article, targets, Language.FRENCH)
    form.extract(form.merge(article, targets))


def main() -> None:
    """Fuzz the format named first; the other arguments are libFuzzer's."""
    name = sys.argv.pop(1)
    form, make = Formats().find(name), MAKERS.get(name, bytes)
    atheris.Setup(sys.argv, lambda data: try_document(form, make(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
