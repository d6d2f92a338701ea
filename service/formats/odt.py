"""ODT: body, tables, frames, notes, headers and footers of an OpenDocument text; refuses macros and passwords.

Comments, tracked deletions and fields stay as they are. Parts without a target keep every byte; with none at all the
archive is the one submitted.
"""

import re
from collections.abc import Mapping, Sequence

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.errors import EmptyArticle, UnreadableDocument
from service.domain.language import Language
from service.domain.unit import Role
from service.formats import odt_runs
from service.formats.encoding import decode_text
from service.formats.odt_styles import Styles, read_styles, set_style_language
from service.formats.office_builder import PackageBuilder
from service.formats.office_content import Group
from service.formats.office_properties import LOCALES, place_properties, set_language
from service.formats.office_reader import PartReader
from service.formats.office_roles import mark_headline, role_of_style
from service.formats.office_writing import encode_parts, write_parts
from service.formats.outlines import outline_odt
from service.formats.xml_tree import Element, escape_xml, parse_xml, read_attribute
from service.formats.zip_package import Package

_TEXTS = ("content.xml", "styles.xml")
_PROPERTIES = "meta.xml"
_NAMESPACES = {
    "xmlns:office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "xmlns:text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_KEPT = frozenset(
    {
        "office:scripts",
        "office:font-face-decls",
        "office:automatic-styles",
        "office:styles",
        "office:forms",
        "office:annotation",
        "text:tracked-changes",
        "draw:object",
        "draw:object-ole",
    }
)
_INSIDE = {
    "table:table-cell": Role.CELL,
    "text:list-item": Role.LIST_ITEM,
    "text:list-header": Role.LIST_ITEM,
    "text:index-body": Role.NAVIGATION,
}
_STYLE_NAME = re.compile(r'text:style-name="([^"]*)"')


class Odt:
    """The format ``application/vnd.oasis.opendocument.text``."""

    media_type = "application/vnd.oasis.opendocument.text"

    def __init__(self, charset: str | None = None) -> None:
        """The parts say their encoding themselves; a declared `charset` has no meaning here."""

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UnreadableDocument`, `UndecodableText`, `EmptyArticle`."""
        if not data.strip():
            raise EmptyArticle
        package = Package(data)
        _judge(package, self.media_type)
        builder = PackageBuilder(self.media_type, data)
        _place_part(builder, package, "content.xml")
        body = len(builder.units)
        if "styles.xml" in package.names:
            _place_part(builder, package, "styles.xml")
        if _PROPERTIES in package.names:
            place_properties(builder, package, _PROPERTIES)
        builder.units[:] = mark_headline(builder.units, body)
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place and, if given, `language` in its styles and properties."""
        package = Package(article.skeleton.archive)
        changed = encode_parts(article, write_parts(article, targets, _Dialect()))
        if language is not None:
            for name in _TEXTS:
                changed |= _set_languages(package, name, changed, language)
            if _PROPERTIES in package.names:
                changed |= set_language(package, _PROPERTIES, changed, language)
        return package.write(changed) if changed else article.skeleton.archive

    def outline(self, article: Article) -> Outline:
        """Its links and pictures."""
        return outline_odt(article)


class OdtGrammar:
    """What the reader must know about OpenDocument text."""

    formatting_end = odt_runs.FORMATTING_END

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def is_paragraph(self, element: Element) -> bool:
        """True for paragraphs and headings."""
        return element.name in ("text:p", "text:h")

    def is_kept(self, element: Element) -> bool:
        """True for styles, scripts, forms, comments and what was deleted."""
        return element.name in _KEPT

    def text_attributes(self, element: Element) -> Sequence[str]:  # noqa: ARG002
        """No attribute is text in ODT."""
        return ()

    def is_label(self, element: Element) -> bool:
        """True for the title and the description of an image."""
        return element.name in ("svg:title", "svg:desc")

    def role_inside(self, element: Element) -> Role | None:
        """Cells and list items give their paragraphs their role."""
        return _INSIDE.get(element.name)

    def role_of(self, source: str, paragraph: Element) -> Role | None:
        """The role the paragraph's style, its parents or the outline level give it."""
        style = read_attribute(source, paragraph, "text:style-name")
        roles = map(role_of_style, self._styles.names_of(style))
        role = next((role for role in roles if role is not None), None)
        if role is None and paragraph.name == "text:h":
            is_first_level = read_attribute(source, paragraph, "text:outline-level") == "1"
            return Role.HEADLINE if is_first_level else Role.SUBHEADING
        return role

    def read_groups(self, source: str, paragraph: Element) -> list[Group]:
        """The inline matter of a paragraph."""
        return odt_runs.read_groups(source, paragraph, self._styles.spans)

    def is_bold(self, source: str, paragraph: Element, formatting: str) -> bool:
        """True if the paragraph's style or a span of the formatting is bold."""
        names = {read_attribute(source, paragraph, "text:style-name"), *_STYLE_NAME.findall(formatting)}
        return bool(names & {*self._styles.bold, "Strong_20_Emphasis"})

    def write_name(self, name: str) -> str:
        """A name as text."""
        return escape_xml(name)


class _Dialect:
    """How ODT spells inline matter."""

    def write_text(self, text: str, formatting: str) -> str:
        return odt_runs.write_text(text, formatting)

    def write_code(self, data: str, formatting: str) -> str:
        return odt_runs.write_code(data, formatting)

    def is_formatting(self, data: str) -> bool:
        return odt_runs.is_formatting(data)


def _judge(package: Package, media_type: str) -> None:
    if "mimetype" not in package.names and "[Content_Types].xml" in package.names:
        raise UnreadableDocument("The archive is an Office document, not ODT. Send it as .docx.")
    if "mimetype" not in package.names:
        raise UnreadableDocument("The archive is no ODT document: its mimetype is missing.")
    kind = package.read("mimetype")[:100].decode("ascii", "replace").strip()
    if kind != media_type:
        raise UnreadableDocument(f"The archive says it is {kind!r}, not an ODT document.")
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and b"encryption-data" in package.read_xml(manifest):
        raise UnreadableDocument("The document is protected by a password. Save it without one.")


def _place_part(builder: PackageBuilder, package: Package, name: str) -> None:
    decoded = decode_text(package.read_xml(name))
    root = parse_xml(decoded.text, name)
    if any(read_attribute(decoded.text, root, key) != value for key, value in _NAMESPACES.items()):
        raise UnreadableDocument(f"{name} is not written in OpenDocument. Save the document as .odt again.")
    grammar = OdtGrammar(read_styles(decoded.text, root))
    PartReader(builder, grammar, decoded.text).read(root)
    builder.end_part(name, decoded)


def _set_languages(package: Package, name: str, changed: Mapping[str, bytes], language: Language) -> dict[str, bytes]:
    if name not in package.names:
        return {}
    decoded = decode_text(changed[name] if name in changed else package.read_xml(name))
    written = set_style_language(decoded.text, parse_xml(decoded.text, name), LOCALES[language])
    return {name: decoded.bom + written.encode(decoded.encoding)}
