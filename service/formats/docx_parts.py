"""Which parts of a DOCX archive hold what, by its relations; refuses macros and follows no external reference."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.errors import UnreadableDocument
from service.formats.encoding import decode_text
from service.formats.xml_tree import Element, parse_xml, read_attribute, read_attributes, replace_ranges
from service.formats.zip_package import Package

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_READ = ("footnotes", "endnotes", "header", "footer")  # kinds of parts with text beside the main one, in this order
_DRAWN = ("diagramData", "diagramDrawing", "chart")  # kinds of parts whose text is DrawingML


@dataclass(frozen=True, slots=True)
class Relation:
    """One internal relation of a part."""

    kind: str  # last word of its type: "header"
    target: str  # path in the archive


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a document by what they are for."""

    main: str
    texts: tuple[str, ...]  # footnotes, endnotes, headers, footers
    drawings: tuple[str, ...]  # diagrams, charts
    styles: str | None
    settings: str | None
    properties: str | None


def find_parts(package: Package) -> Layout:
    """The parts of a document; raises `UnreadableDocument` if it has no main part or holds macros."""
    if "[Content_Types].xml" not in package.names and "mimetype" in package.names:
        raise UnreadableDocument("The archive is an OpenDocument file, not DOCX. Send it as .odt.")
    if "[Content_Types].xml" not in package.names:
        raise UnreadableDocument("The archive is no DOCX document: [Content_Types].xml is missing.")
    types = decode_text(package.read_xml("[Content_Types].xml")).text
    if "macroenabled" in types.lower() or "vbaproject" in types.lower():
        raise UnreadableDocument("The document holds macros. Save it without macros as .docx.")
    roots = list(_read_relations(package, ""))
    main = next((each.target for each in roots if each.kind == "officeDocument"), None)
    if main is None or main not in package.names:
        raise UnreadableDocument("The archive is no DOCX document: its main part is missing.")
    relations = [each for each in _read_relations(package, main) if each.target in package.names]
    properties = _find_all(roots, ("core-properties",))
    return Layout(
        main,
        _find_all(relations, _READ),
        _find_all(relations, _DRAWN),
        next(iter(_find_all(relations, ("styles",))), None),
        next(iter(_find_all(relations, ("settings",))), None),
        next((each for each in properties if each in package.names), None),
    )


def _find_all(relations: Sequence[Relation], kinds: Sequence[str]) -> tuple[str, ...]:
    """The parts of these kinds, kind after kind, each once."""
    return tuple(dict.fromkeys(each.target for kind in kinds for each in relations if each.kind == kind))


def check_namespace(source: str, root: Element, part: str) -> None:
    """Raises `UnreadableDocument` if ``w:`` is not WordprocessingML here."""
    if read_attribute(source, root, "xmlns:w") not in NAMESPACES:
        raise UnreadableDocument(f"{part} is not written in WordprocessingML. Save the document as .docx again.")


def read_style_names(source: str, root: Element) -> dict[str, str]:
    """The names of the paragraph styles by their ids: ``{"berschrift1": "heading 1"}``."""
    names: dict[str, str] = {}
    for style in root.children:
        name = style.find("w:name")
        if style.name == "w:style" and name is not None:
            names[read_attribute(source, style, "w:styleId")] = read_attribute(source, name, "w:val")
    return names


def set_style_language(source: str, root: Element, code: str) -> str:
    """The styles with `code` ("fr-FR") as the document's default and wherever else they say German."""
    default = next((each for each in root.walk() if each.name == "w:rPrDefault"), None)
    properties = default.find("w:rPr") if default else None
    in_default = properties.find("w:lang") if properties else None
    changes = [
        (*place, code)
        for each in root.walk()
        if each.name == "w:lang" and (place := read_attributes(source, each).get("w:val"))
        if each is in_default or source[place[0] : place[1]].lower().startswith("de")
    ]
    if properties and not in_default and properties.inner_end < properties.end:
        changes.append((properties.inner_end, properties.inner_end, f'<w:lang w:val="{code}"/>'))
    return replace_ranges(source, changes)


def set_theme_language(source: str, root: Element, code: str) -> str:
    """The settings with `code` as the language new text is written in, if that is German."""
    places = [
        place
        for each in root.children
        if each.name == "w:themeFontLang" and (place := read_attributes(source, each).get("w:val"))
    ]
    german = [(start, end, code) for start, end in places if source[start:end].lower().startswith("de")]
    return replace_ranges(source, german)


def _read_relations(package: Package, part: str) -> Iterator[Relation]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.names:
        return
    source = decode_text(package.read_xml(path)).text
    for element in parse_xml(source, path).children:
        if read_attribute(source, element, "TargetMode") == "External":
            continue  # kept as it is, never fetched
        target = read_attribute(source, element, "Target")
        resolved = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = read_attribute(source, element, "Type").rpartition("/")[2]
        yield Relation(kind, posixpath.normpath(resolved))
