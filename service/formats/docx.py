"""DOCX: body, tables, text boxes, headers, footers, notes and diagrams of a Word document; refuses macros and passwords.

Comments, deleted text and fields stay as they are. Parts without a target keep every byte; with none at all the archive
is the one submitted.
"""

from collections.abc import Callable, Mapping, Sequence

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.errors import EmptyArticle
from service.domain.language import Language
from service.domain.unit import Role
from service.formats import docx_runs, drawing_runs
from service.formats.docx_parts import (
    check_namespace,
    find_parts,
    read_style_names,
    set_style_language,
    set_theme_language,
)
from service.formats.drawing_runs import DrawingGrammar, is_drawing
from service.formats.encoding import decode_text
from service.formats.office_builder import PackageBuilder
from service.formats.office_content import Group
from service.formats.office_properties import LOCALES, place_properties, set_language
from service.formats.office_reader import PartReader
from service.formats.office_roles import mark_headline, role_of_style
from service.formats.office_writing import encode_parts, write_parts
from service.formats.outlines import outline_docx
from service.formats.xml_tree import Element, escape_xml, parse_xml, read_attribute
from service.formats.zip_package import Package

_KEPT = frozenset({"w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:del", "w:moveFrom", "w:comment", "w:pPr", "w:rPr"})

_ATTRIBUTES = {
    **dict.fromkeys(("wp:docPr", "pic:cNvPr", "wps:cNvPr"), ("descr", "title")),
    **dict.fromkeys(("v:shape", "v:rect"), ("alt",)),
}


class Docx:
    """The format ``application/vnd.openxmlformats-officedocument.wordprocessingml.document``."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def __init__(self, charset: str | None = None) -> None:
        """The parts say their encoding themselves; a declared `charset` has no meaning here."""

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UnreadableDocument`, `UndecodableText`, `EmptyArticle`."""
        if not data.strip():
            raise EmptyArticle
        package = Package(data)
        parts = find_parts(package)
        builder = PackageBuilder(self.media_type, data)
        grammar = DocxGrammar(_read_styles(package, parts.styles))
        _place_part(builder, package, parts.main, grammar)
        body = len(builder.units)
        for name in parts.texts:
            _place_part(builder, package, name, grammar)
        for name in parts.drawings:
            _place_drawing(builder, package, name)
        if parts.properties:
            place_properties(builder, package, parts.properties)
        builder.units[:] = mark_headline(builder.units, body)
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place and, if given, `language` in its styles and properties."""
        texts = write_parts(article, targets, _Dialect())
        package = Package(article.skeleton.archive)
        changed = encode_parts(article, texts)
        if language is not None:
            parts = find_parts(package)
            changed |= _written(package, parts.styles, set_style_language, language)
            changed |= _written(package, parts.settings, set_theme_language, language)
            if parts.properties:
                changed |= set_language(package, parts.properties, changed, language)
        return package.write(changed) if changed else article.skeleton.archive

    def outline(self, article: Article) -> Outline:
        """Its links and pictures."""
        return outline_docx(article)


class DocxGrammar:
    """What the reader must know about WordprocessingML."""

    formatting_end = docx_runs.FORMATTING_END

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles  # names by id

    def is_paragraph(self, element: Element) -> bool:
        """True for ``w:p``."""
        return element.name == "w:p"

    def is_kept(self, element: Element) -> bool:
        """True for properties, deleted text and comments."""
        return element.name in _KEPT

    def text_attributes(self, element: Element) -> Sequence[str]:
        """The description and title of a drawing or an old picture."""
        return _ATTRIBUTES.get(element.name, ())

    def is_label(self, element: Element) -> bool:  # noqa: ARG002
        """No element's own text is a label in DOCX."""
        return False

    def role_inside(self, element: Element) -> Role | None:
        """A table cell gives its paragraphs their role."""
        return Role.CELL if element.name == "w:tc" else None

    def role_of(self, source: str, paragraph: Element) -> Role | None:
        """The role the paragraph's style, outline level or numbering gives it."""
        properties = paragraph.find("w:pPr")
        style = properties.find("w:pStyle") if properties else None
        style_id = read_attribute(source, style, "w:val") if style else ""
        role = role_of_style(self._styles.get(style_id, style_id)) if style_id else None
        if role is None and properties and properties.find("w:numPr"):
            return Role.LIST_ITEM
        return role

    def read_groups(self, source: str, paragraph: Element) -> list[Group]:
        """The inline matter of a paragraph."""
        return docx_runs.read_groups(source, paragraph)

    def is_bold(self, source: str, paragraph: Element, formatting: str) -> bool:  # noqa: ARG002
        """True if the run properties say bold."""
        return docx_runs.is_bold(formatting)

    def write_name(self, name: str) -> str:
        """A name as text that takes on the formatting around it."""
        return f'<w:t xml:space="preserve">{escape_xml(name)}</w:t>'


class _Dialect:
    """How DOCX spells inline matter: text is WordprocessingML, in diagrams and charts DrawingML."""

    def write_text(self, text: str, formatting: str) -> str:
        spelling = drawing_runs.write_text if formatting.startswith("<a:") else docx_runs.write_text
        return spelling(text, formatting)

    def write_code(self, data: str, formatting: str) -> str:
        spelling = drawing_runs.write_code if formatting.startswith("<a:") else docx_runs.write_code
        return spelling(data, formatting)

    def is_formatting(self, data: str) -> bool:
        return data.startswith(("<w:rPr", "<a:rPr"))


def _place_part(builder: PackageBuilder, package: Package, name: str, grammar: DocxGrammar) -> None:
    decoded = decode_text(package.read_xml(name))
    root = parse_xml(decoded.text, name)
    check_namespace(decoded.text, root, name)
    PartReader(builder, grammar, decoded.text).read(root)
    builder.end_part(name, decoded)


def _read_styles(package: Package, name: str | None) -> dict[str, str]:
    if name is None:
        return {}
    source = decode_text(package.read_xml(name)).text
    return read_style_names(source, parse_xml(source, name))


def _place_drawing(builder: PackageBuilder, package: Package, name: str) -> None:
    decoded = decode_text(package.read_xml(name))
    root = parse_xml(decoded.text, name)
    if is_drawing(decoded.text, root):
        PartReader(builder, DrawingGrammar(), decoded.text).read(root)
        builder.end_part(name, decoded)


def _written(
    package: Package, name: str | None, write: Callable[[str, Element, str], str], language: Language
) -> dict[str, bytes]:
    """The part `name`, if there is one, as `write` sets its language."""
    if name is None:
        return {}
    decoded = decode_text(package.read_xml(name))
    written = write(decoded.text, parse_xml(decoded.text, name), LOCALES[language])
    return {name: decoded.bom + written.encode(decoded.encoding)}
