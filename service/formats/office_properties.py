"""Title, subject, description and language in the properties of an office document; refuses every other property."""

import re
from collections.abc import Mapping

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.encoding import decode_text
from service.formats.office_builder import PackageBuilder, Place
from service.formats.roles import is_translatable
from service.formats.xml_tree import parse_xml, read_text
from service.formats.zip_package import Package

LOCALES = {Language.FRENCH: "fr-FR", Language.ITALIAN: "it-IT", Language.GERMAN: "de-DE", Language.ENGLISH: "en-GB"}

_SEEN = ("dc:title", "dc:subject", "dc:description")
_LANGUAGE = re.compile(r"(<dc:language(?:\s[^>]*)?>)\s*de(?:[-_]\w+)*\s*(</dc:language\s*>)", re.IGNORECASE)


def place_properties(builder: PackageBuilder, package: Package, name: str) -> None:
    """Add the part `name`, each property that readers see as a unit if it holds words."""
    decoded = decode_text(package.read_xml(name))
    source = decoded.text
    place = Place(builder, source)
    for element in parse_xml(source, name).walk():
        text = " ".join(read_text(source[element.inner : element.inner_end]).split())
        if element.name in _SEEN and is_translatable(text):
            place.place(Role.ATTRIBUTE, Content(text), element.inner, element.inner_end, {"kind": "text"})
    place.finish()
    builder.end_part(name, decoded)


def set_language(package: Package, name: str, changed: Mapping[str, bytes], language: Language) -> dict[str, bytes]:
    """The part `name`, as it is in `changed` or else in the package, with `language` where it says German."""
    decoded = decode_text(changed[name] if name in changed else package.read_xml(name))
    written = _LANGUAGE.sub(rf"\g<1>{language}\g<2>", decoded.text)
    return {name: decoded.bom + written.encode(decoded.encoding)}
