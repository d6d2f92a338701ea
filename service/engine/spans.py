"""Inline codes as spans over the plain text of their segment; refuses to know the target.

``Der <b>Rat</b> tagt`` is the text ``Der Rat tagt`` with a pair over 4…7. A pair whose other end lies in another segment
reaches to the end (or from the start) of this one. Codes that cross each other, which no sound markup has, stand alone.
"""

from dataclasses import dataclass, field

from service.domain.content import CodeKind, Content, InlineCode


@dataclass(slots=True)
class CodeSpan:
    """A pair of codes, or one that stands alone, over the characters ``start…end`` of the plain text."""

    start: int
    end: int
    opening: InlineCode | None = None  # a code that stands alone is here, whatever its kind
    closing: InlineCode | None = None
    alone: bool = False
    children: list["CodeSpan"] = field(default_factory=list)

    @property
    def codes(self) -> list[InlineCode]:
        """Its own codes."""
        return [code for code in (self.opening, self.closing) if code is not None]


@dataclass(frozen=True, slots=True)
class Stripped:
    """A segment without its codes."""

    text: str
    spans: list[CodeSpan]  # outermost, in order
    spaced: frozenset[int]  # ids of the codes in whose place a space was put: ``A<br>B`` reads ``A B``


def strip_codes(content: Content) -> Stripped:
    """The plain text of `content` and its codes as spans over it."""
    text, places, spaced = "", [], set()
    for index, part in enumerate(content.parts):
        if isinstance(part, str):
            text += part
            continue
        places.append((part, len(text)))
        following = content.parts[index + 1] if index + 1 < len(content.parts) else ""
        reads_as_space = bool(part.equivalent) and part.equivalent.isspace()
        if reads_as_space and text and not text[-1].isspace() and following and not _starts_with_space(following):
            text += " "
            spaced.add(part.id)
    return Stripped(text, _nest(places, len(text)), frozenset(spaced))


def _starts_with_space(part: str | InlineCode) -> bool:
    return isinstance(part, str) and part[:1].isspace()


def _nest(places: list[tuple[InlineCode, int]], length: int) -> list[CodeSpan]:
    """The codes as a forest; a span that stays open reaches to the end of the text."""
    root = CodeSpan(0, length)
    open_spans = [root]
    for code, place in places:
        top = open_spans[-1]
        if code.kind is CodeKind.OPENING:
            span = CodeSpan(place, length, opening=code)
            top.children.append(span)
            open_spans.append(span)
        elif code.kind is CodeKind.STANDALONE:
            top.children.append(CodeSpan(place, place, opening=code, alone=True))
        else:
            _close(code, place, open_spans)
    return root.children


def _close(code: InlineCode, place: int, open_spans: list[CodeSpan]) -> None:
    partner = next((span for span in reversed(open_spans) if span.opening and span.opening.id == code.id), None)
    if partner is None and len(open_spans) == 1:  # its opening lies in an earlier segment: it holds all before it
        root = open_spans[0]
        root.children = [CodeSpan(0, place, closing=code, children=root.children)]
    elif partner is None:
        open_spans[-1].children.append(CodeSpan(place, place, opening=code, alone=True))
    else:
        while open_spans[-1] is not partner:
            _stand_alone(open_spans.pop(), open_spans[-1])
        partner.closing, partner.end = code, place
        open_spans.pop()


def _stand_alone(span: CodeSpan, parent: CodeSpan) -> None:
    """An opening whose closing would cross its parent's becomes a code of its own; what it held goes to the parent."""
    span.end, span.alone = span.start, True
    parent.children += span.children
    span.children = []
