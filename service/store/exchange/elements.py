"""Small XML files as elements that know their line and column; refuses entities, internal document types and deep nesting.

Expat is given no way to look anything up: a document type that names a file elsewhere is passed over, never fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from service.store.exchange.unreadable import UnreadableGlossary

DEEPEST = 32  # elements inside each other; TBX stays below 12
XML = "http://www.w3.org/XML/1998/namespace "


@dataclass(slots=True)
class Element:
    """One element, its name without namespace; ``xml:lang`` is the attribute ``lang``."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    pieces: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text with that of its children, white space as single spaces."""
        inner = (child.text for child in self.children)
        return " ".join(" ".join(("".join(self.pieces), *inner)).split())

    def walk(self, *names: str) -> Iterator["Element"]:
        """The elements inside it that have one of these names, in document order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.walk(*names)


def read_elements(data: bytes) -> Element:
    """The root element; raises `UnreadableGlossary`."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"This is no well-formed XML: {expat.ErrorString(error.code)}."
        raise UnreadableGlossary(error.lineno, error.offset + 1, problem) from error
    except (LookupError, ValueError) as error:
        raise UnreadableGlossary(1, 1, f"The encoding cannot be read: {error}.") from error
    return reader.top.children[0]


class _Reader:
    """Builds elements out of expat's events."""

    def __init__(self) -> None:
        self.top = Element("", {}, 1, 1)
        self._open = [self.top]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _name: self._open.pop()
        self.parser.CharacterDataHandler = self._add_text
        self.parser.EntityDeclHandler = lambda *_: self._refuse("Entities are not read.")
        self.parser.StartDoctypeDeclHandler = self._judge_document_type

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > DEEPEST:
            self._refuse(f"Elements stand more than {DEEPEST} deep in each other.")
        plain = {key.removeprefix(XML): value for key, value in attributes.items()}
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = Element(name.rpartition(" ")[2], plain, line, column)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _add_text(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _judge_document_type(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            self._refuse("A document type of its own is not read. Remove what stands in [ ] after DOCTYPE.")

    def _refuse(self, problem: str) -> None:
        raise UnreadableGlossary(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, problem)
