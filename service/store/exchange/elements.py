"""Small XML files as elements that know their line and column; refuses entities, internal document types and deep nesting.

Expat is given no way to look anything up: a document type that names a file elsewhere is passed over, never fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from service.domain.errors import InvalidInput
from service.store.exchange.unreadable import UnreadableGlossary

DEEPEST = 32  # elements inside each other; TBX, TMX and XLIFF stay below 12
Refusal = Callable[[int, int | str, str], InvalidInput]  # makes the error out of line, column and problem
XML = "http://www.w3.org/XML/1998/namespace "


@dataclass(slots=True)
class Element:
    """One element, its name without namespace; ``xml:lang`` is the attribute ``lang``."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    nodes: list["str | Element"] = field(default_factory=list)  # texts and elements inside it, in order

    @property
    def children(self) -> list["Element"]:
        """The elements inside it, in order."""
        return [node for node in self.nodes if isinstance(node, Element)]

    @property
    def text(self) -> str:
        """Its text with that of its children, white space as single spaces."""
        own = "".join(node for node in self.nodes if isinstance(node, str))
        inner = (child.text for child in self.children)
        return " ".join(" ".join((own, *inner)).split())

    def walk(self, *names: str) -> Iterator["Element"]:
        """The elements inside it that have one of these names, in document order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.walk(*names)


def read_elements(data: bytes, refusal: Refusal = UnreadableGlossary) -> Element:
    """The root element; raises what `refusal` makes, an `UnreadableGlossary` or its like."""
    reader = _Reader(refusal)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"This is no well-formed XML: {expat.ErrorString(error.code)}."
        raise refusal(error.lineno, error.offset + 1, problem) from error
    except (LookupError, ValueError) as error:
        raise refusal(1, 1, f"The encoding cannot be read: {error}.") from error
    return reader.top.children[0]


class _Reader:
    """Builds elements out of expat's events."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
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
        self._open[-1].nodes.append(element)
        self._open.append(element)

    def _add_text(self, text: str) -> None:
        self._open[-1].nodes.append(text)

    def _judge_document_type(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            self._refuse("A document type of its own is not read. Remove what stands in [ ] after DOCTYPE.")

    def _refuse(self, problem: str) -> None:
        raise self.refusal(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, problem)
