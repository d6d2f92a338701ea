"""Coverage-guided search for a document that an extractor does not survive; needs atheris, is no part of `make test`.

    pip install atheris
    python tests/fuzz/extractors.py docx -runs=100000 -timeout=20 -len_control=0 -max_len=300

Inputs are pieces of the format's own markup and of press releases strung together as the fuzzer chooses, and any bytes.
A finding is an exception other than an `InvalidInput`, a byte lost without a target, codes that are not well nested, a
merge that fails or cannot be read again, or an input that takes longer than the time-out.
"""

import json
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

# fmt: off
DOCX = (
    "w:p", "w:r", "w:t", "w:t", "w:rPr", "w:b", "w:pPr", "w:hyperlink", "w:ins", "w:del", "w:sdt", "w:sdtContent", "w:br",
    "w:tbl", "w:tc", "w:drawing", "w:txbxContent", "wp:docPr descr='Der Turm'", "w:bookmarkStart", "w:bookmarkEnd",
    "w:fldChar w:fldCharType='begin'", "w:fldChar w:fldCharType='separate'", "w:fldChar w:fldCharType='end'",
    "w:instrText", "w:fldSimple", "mc:AlternateContent", "w:pict", "w:commentReference", "w:footnoteReference", "w:tab",
)
ODT = (
    "text:p", "text:p", "text:h", "text:span", "text:span text:style-name='T2'", "text:span text:style-name='T1'", "text:a",
    "text:s", "text:s text:c='3'", "text:tab", "text:line-break", "text:note", "draw:frame", "draw:text-box", "svg:title",
    "text:list", "text:list-item", "table:table-cell", "text:change-start text:change-id='1'", "text:bookmark-end",
    "text:change-end text:change-id='1'", "text:bookmark-start", "office:annotation", "text:page-number", "text:ruby",
)
WORDS = (
    "Der Rat ", "tagt.", " ", "\n  ", "&amp;", "Foto: Max Weber", "<!-- a -->", "<![CDATA[<]]>", "7", "Ä", "Tel. 07141 910",
)
LINES = (
    "Der Rat ", "tagt. ", "Foto: Max Weber", "Tel. 07141 910-0", "„Wir bauen“, sagt Meier.", "Ludwigsburg, 12. Mai 2026",
    "Pressekontakt:", "Schlossstraße 7", "(pm) ", "Weiterlesen", "\n", "\n", "\n\n", "\r\n", "\t", "  ", "    ", "- ", "1. ",
    "Bürger*innen", "\u00a0", "ein sehr langes Wort in einer Zeile, die weit nach rechts reicht und dort umbricht",
)
TEXT = (*LINES, "=====", "-----", "-- \n", "* * *", "\x0c", "\u2028", "\r", "   Wort   Wort", "Bürger-\nmeister", "© ")
MARKDOWN = (
    *LINES, "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "!", "](u)", "[^1]", "[^1]: ", "^[", "> ", "# ", "---\n", "===\n",
    "| a | b |\n|---|---|\n", "| ", " |\n", "<b>", "</b>", "<div>\n", "</div>\n", "<!-- ", "-->", "&amp;", "\\", "title: ", "lang: de\n",
    '[a]: /b "c"\n', "<https://a.de>", "  \n", "~~", "- [x] ", "<br>", "    code\n",
)
HTML = (
    *LINES, "<p>", "</p>", "<b>", "</b>", "<i class=a>", "</i>", "<br>", "<br />", "<!--", "-->", "<script>", "</script>", "<div>",
    "</div>", "<li>", "<img alt='Ä b'>", '<a title="Zum Fest">', "</a>", '"', "'", "=", "</", "<!", "&nbsp;", "&lt;", "&#10",
    "<title>", "</title>", "<span translate=no>", "</span>", "<h1>", "<td>", "<pre>", "</pre>", " alt=", "<textarea>", "<svg>",
    "</svg>", "<template>", "</template>", "<noscript>", "</noscript>", "<html>", "<html lang=de>", "<![CDATA[", "]]>",
    "<meta name=description content='Der Rat'>", "<option>", "<button>", "<time>", "<abbr title='Rat'>", "<p lang=en>", "<svg/>",
)
JSON = (
    "{", "}", "[", "]", ",", ":", '"', "\\n", '\\"', "\\u00e4", "\\ud800", " ", '"headline":', '"teaser":', '"body":', '"captions":[{',
    '"text":"', '"credit":"', '"quotes":[{', '"contact":', '"Der Rat"', "null", "1", "Der Rat ", "<b>", "</b>", '"format":"html",',
    '"format":"markdown",', "**", '"language":"de",',
)
# fmt: on


def grow_text(pieces: Sequence[str]) -> Callable[[bytes], bytes]:
    """Bytes to a document: pieces in the order they name, or, behind an odd first byte, any text at all."""

    def make(data: bytes) -> bytes:
        if data[:1] and data[0] % 4 == 1:
            return data[1:]
        return "".join(pieces[byte % len(pieces)] for byte in data[1:]).encode()

    return make


def grow_json(data: bytes) -> bytes:
    """An article whose fields are grown from the bytes, one that is a row of tokens, or any text at all."""
    mode, rest = (data[0] % 4, data[1:]) if data else (1, data)
    if mode == 1:
        return rest
    if mode == 2:
        return "".join(JSON[byte % len(JSON)] for byte in rest).encode()
    grow = grow_text((HTML, MARKDOWN)[len(rest) % 2])
    third = len(rest) // 3
    headline, body, last = (
        grow(b"\0" + part).decode() for part in (rest[:third], rest[third : 2 * third], rest[2 * third :])
    )
    form = ("html", "markdown")[len(rest) % 2]
    article = {"headline": headline, "format": form, "body": [body, last], "captions": [{"text": last, "credit": body}]}
    return json.dumps(article, ensure_ascii=mode == 0).encode()


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
    "text": grow_text(TEXT),
    "markdown": grow_text(MARKDOWN),
    "html": grow_text(HTML),
    "article": grow_json,
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
    form, make = Formats().find(name), MAKERS[name]
    atheris.Setup(sys.argv, lambda data: try_document(form, make(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
