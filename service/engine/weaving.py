"""Weaving placed codes into the target's characters; refuses to decide where they go."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.domain.content import Content, Part
from service.engine.spans import CodeSpan, Stripped


@dataclass(slots=True)
class PlacedSpan:
    """A span where it goes in the target."""

    span: CodeSpan
    start: int  # in the target
    end: int
    rung: str
    children: list["PlacedSpan"] = field(default_factory=list)


def weave(placed: Sequence[PlacedSpan], text: str, stripped: Stripped) -> Content:
    """`text` with the codes in it; whatever the places, each code and each character is there once, less spaces in the place of breaks."""
    return Content(*_weave(placed, text, stripped, 0, len(text)))


def _weave(placed: Sequence[PlacedSpan], text: str, stripped: Stripped, start: int, end: int) -> list[Part]:
    parts: list[Part] = []
    for each in sorted(placed, key=lambda each: (each.start, each.end)):
        opens = min(max(each.start, start), end)
        closes = min(max(each.end, opens), end)
        parts.append(text[start:opens])
        if each.span.alone:
            parts.append(each.span.codes[0])
            start = _drop_space(parts, text, closes, end) if _made_space(each.span, stripped) else closes
        else:
            inner = _weave(each.children, text, stripped, opens, closes)
            parts += [part for part in (each.span.opening, *inner, each.span.closing) if part is not None]
            start = closes
    return [*parts, text[start:end]]


def _made_space(span: CodeSpan, stripped: Stripped) -> bool:
    return span.codes[0].id in stripped.spaced


def _drop_space(parts: list[Part], text: str, start: int, end: int) -> int:
    """Take away the space that stood in for a break: before the code from `parts`, else after it by a later start."""
    before = parts[-2]
    if isinstance(before, str) and before.endswith(" "):
        parts[-2] = before[:-1]
        return start
    return start + 1 if text[start:end].startswith(" ") else start
