"""Marks found in running text made into well-nested inline codes; refuses to drop a mark that has no partner.

Miniature: ``<b>a<i>b</b>c`` gives the pair ``<b>…</b>`` and ``<i>`` alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.domain.content import CodeKind, Content, InlineCode, Part


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of markup as it was read, before its partner is known."""

    kind: CodeKind  # what it claims to be
    name: str  # an opening and a closing mark with the same name belong together
    data: str
    equivalent: str = ""


def pair_marks(items: Sequence[str | Mark]) -> Content:
    """The items as content: ids in order of appearance, marks without a partner standing alone."""
    partners = _find_partners(items)
    ids: dict[int, int] = {}
    parts: list[Part] = []
    for index, item in enumerate(items):
        if isinstance(item, str):
            parts.append(item)
            continue
        opener = partners.get(index, index)
        ids.setdefault(opener, len(ids) + 1)
        kind = item.kind if index in partners else CodeKind.STANDALONE
        parts.append(InlineCode(ids[opener], kind, item.data, item.equivalent))
    return Content(*parts)


def _find_partners(items: Iterable[str | Mark]) -> dict[int, int]:
    """For both ends of every pair: the index of its opening mark."""
    partners: dict[int, int] = {}
    open_marks: list[tuple[int, str]] = []
    open_names: dict[str, int] = {}
    for index, item in enumerate(items):
        if isinstance(item, str):
            continue
        if item.kind is CodeKind.OPENING:
            open_marks.append((index, item.name))
            open_names[item.name] = open_names.get(item.name, 0) + 1
        elif item.kind is CodeKind.CLOSING and open_names.get(item.name):
            while True:
                opener, name = open_marks.pop()
                open_names[name] -= 1
                if name == item.name:
                    break
            partners[opener] = partners[index] = opener
    return partners
