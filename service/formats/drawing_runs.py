"""DrawingML: the words of diagrams (SmartArt) and of the titles of charts in a Word document; refuses the figures of a chart.

Formatting is a pair whose data is the run properties, a break stands alone, everything else stands alone as it is.
"""

from collections.abc import Iterator, Sequence

from service.domain.content import CodeKind
from service.domain.unit import Role
from service.formats.office_content import Code, Group, Item, Words
from service.formats.pairing import Mark
from service.formats.xml_tree import Element, escape_xml, read_attribute, read_text

NAMESPACES = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
UNFORMATTED = "<a:rPr/>"
_PROPERTIES = ("a:pPr", "a:endParaRPr")


class DrawingGrammar:
    """What the reader must know about DrawingML."""

    formatting_end = "</a:rPr>"

    def is_paragraph(self, element: Element) -> bool:
        """True for ``a:p``."""
        return element.name == "a:p"

    def is_kept(self, element: Element) -> bool:
        """True for what a chart takes out of its workbook."""
        return element.name in ("c:cat", "c:val", "c:ser", "c:externalData")

    def text_attributes(self, element: Element) -> Sequence[str]:  # noqa: ARG002
        """No attribute is text here."""
        return ()

    def is_label(self, element: Element) -> bool:  # noqa: ARG002
        """No element's own text is a label here."""
        return False

    def role_inside(self, element: Element) -> Role | None:  # noqa: ARG002
        """No element gives its paragraphs a role."""
        return None

    def role_of(self, source: str, paragraph: Element) -> Role | None:  # noqa: ARG002
        """A box of a diagram is a cell: no sentence."""
        return Role.CELL

    def read_groups(self, source: str, paragraph: Element) -> list[Group]:
        """The inline matter of a paragraph."""
        children = [child for child in paragraph.children if child.name != "a:pPr"]
        return [Group(child.start, child.end, tuple(_read_inline(source, child)), (child,)) for child in children]

    def is_bold(self, source: str, paragraph: Element, formatting: str) -> bool:  # noqa: ARG002
        """Weight says nothing in a diagram."""
        return False

    def write_name(self, name: str) -> str:
        """A name as text that takes on the formatting around it."""
        return f"<a:t>{escape_xml(name)}</a:t>"


def is_drawing(source: str, root: Element) -> bool:
    """True if ``a:`` is DrawingML in this part."""
    return read_attribute(source, root, "xmlns:a") in NAMESPACES


def write_text(text: str, formatting: str) -> str:
    """A run with `text` in it."""
    return write_code(f"<a:t>{escape_xml(text)}</a:t>", formatting) if text else ""


def write_code(data: str, formatting: str) -> str:
    """A code's data; text is put in a run."""
    if not data.startswith("<a:t>"):
        return data
    return f"<a:r>{'' if formatting == UNFORMATTED else formatting}{data}</a:r>"


def _read_inline(source: str, element: Element) -> Iterator[Item]:
    data = source[element.start : element.end]
    text = element.find("a:t")
    if element.name == "a:r" and text is not None:
        properties = element.find("a:rPr")
        formatting = source[properties.start : properties.end] if properties else UNFORMATTED
        yield Words(" ".join(read_text(source[text.inner : text.inner_end]).split("\n")), formatting)
    elif element.name == "a:br":
        yield Code(Mark(CodeKind.STANDALONE, element.name, data, "\n"))
    elif element.name not in _PROPERTIES:
        yield Code(Mark(CodeKind.STANDALONE, element.name, data))
