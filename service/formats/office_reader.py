"""One part of an office document walked in document order, its paragraphs placed as units; refuses to know DOCX or ODT."""

from collections.abc import Sequence
from typing import Protocol

from service.domain.content import Content
from service.domain.unit import Role
from service.formats.assembly import Layout
from service.formats.names import shield_names
from service.formats.office_builder import PackageBuilder, Place, guest_places
from service.formats.office_content import Composed, Group, compose, find_core
from service.formats.office_roles import role_of_words
from service.formats.roles import is_translatable
from service.formats.xml_tree import Element, read_attributes, read_text

_TEXT = {"kind": "text"}


class Grammar(Protocol):
    """What the reader must be told about a format; `source` is the text of the part."""

    formatting_end: str  # data of the code that ends a formatting

    def is_paragraph(self, element: Element) -> bool:
        """True for an element that holds running text."""

    def is_kept(self, element: Element) -> bool:
        """True for an element with nothing to translate in it, whatever it holds."""

    def text_attributes(self, element: Element) -> Sequence[str]:
        """The names of attributes that are text: the description of an image."""

    def is_label(self, element: Element) -> bool:
        """True for an element whose whole text is one."""

    def role_inside(self, element: Element) -> Role | None:
        """The role of paragraphs in this element: a table cell, a list item."""

    def role_of(self, source: str, paragraph: Element) -> Role | None:
        """The role a paragraph's own markup gives it."""

    def read_groups(self, source: str, paragraph: Element) -> list[Group]:
        """The inline matter of a paragraph."""

    def is_bold(self, source: str, paragraph: Element, formatting: str) -> bool:
        """True if the paragraph's text of this formatting is bold."""

    def write_name(self, name: str) -> str:
        """The data of a code that is a person's name."""


class PartReader:
    """Reads one part into a builder."""

    def __init__(self, builder: PackageBuilder, grammar: Grammar, source: str) -> None:
        self._builder, self._grammar, self._source = builder, grammar, source

    def read(self, root: Element) -> None:
        """Place everything in `root`, keep everything around."""
        place = Place(self._builder, self._source)
        self._read(root, place, None)
        place.finish()

    def _read(self, element: Element, place: Place, role: Role | None) -> None:
        if self._grammar.is_kept(element):
            return
        self._place_attributes(element, place)
        if self._grammar.is_paragraph(element):
            self._read_paragraph(element, place, role)
        elif self._grammar.is_label(element):
            self._place_label(element, place)
        else:
            inside = self._grammar.role_inside(element) or role
            for child in element.children:
                self._read(child, place, inside)

    def _read_paragraph(self, paragraph: Element, place: Place, role: Role | None) -> None:
        groups = self._grammar.read_groups(self._source, paragraph)
        try:
            first, last = find_core(groups)
        except ValueError:
            first = last = len(groups)
        if not is_translatable("".join(group.text for group in groups[first:last])):
            first = last = len(groups)
        self._read_all(groups[:first], place)
        if first < last:
            self._place_core(paragraph, groups[first:last], place, role)
        self._read_all(groups[last:], place)

    def _read_all(self, groups: Sequence[Group], place: Place) -> None:
        for group in groups:
            for node in group.nodes:
                self._read(node, place, None)

    def _place_core(self, paragraph: Element, groups: Sequence[Group], place: Place, role: Role | None) -> None:
        composed = compose(groups, self._grammar.formatting_end)
        role = self._grammar.role_of(self._source, paragraph) or role
        if role is None:
            is_bold = self._grammar.is_bold(self._source, paragraph, composed.base)
            role = role_of_words(composed.content.text, is_bold=is_bold)
        content = shield_names(composed.content, role, self._grammar.write_name)
        start = groups[0].start
        unit = place.place(role, content, start, groups[-1].end, _layout_of(composed))
        for guests, node in guest_places(self._builder, composed, unit, start):
            self._read(node, guests, None)

    def _place_attributes(self, element: Element, place: Place) -> None:
        names = self._grammar.text_attributes(element)
        places = read_attributes(self._source, element) if names else {}
        for name, (start, end) in places.items():
            if name in names:
                self._place_plain(start, end, place)

    def _place_label(self, element: Element, place: Place) -> None:
        self._place_plain(element.inner, element.inner_end, place)

    def _place_plain(self, start: int, end: int, place: Place) -> None:
        text = " ".join(read_text(self._source[start:end]).split())
        if is_translatable(text):
            place.place(Role.ATTRIBUTE, Content(text), start, end, _TEXT)


def _layout_of(composed: Composed) -> Layout:
    return {"kind": "runs", "base": composed.base, "before": composed.before, "after": composed.after}
