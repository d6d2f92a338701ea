"""Articles put together from skeleton and slots, and written back; refuses the syntax of any one format.

A slot may be *hosted*: the alternative text of an image inside a sentence is a unit of its own, but its characters are
part of an inline code of that sentence. Its layout names the host unit, the code and the two places; see `host_layout`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from service.domain.article import Article, Skeleton, Slot
from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.errors import EmptyArticle
from service.domain.unit import Role, TranslationUnit
from service.formats.encoding import DecodedText

Layout = Mapping[str, str]
Writer = Callable[[Content, Layout], str]  # a target and the layout of its place to the format's own characters


class ArticleBuilder:
    """Collects an article piece by piece, in document order."""

    def __init__(self, media_type: str, decoded: DecodedText) -> None:
        self._media_type = media_type
        self._decoded = decoded
        self._pieces: list[str | Slot] = []
        self._kept: list[str] = []
        self.units: list[TranslationUnit] = []

    def keep(self, text: str) -> None:
        """Add `text` to the skeleton."""
        self._kept.append(text)

    def place(self, role: Role, content: Content, original: str, layout: Layout | None = None) -> int:
        """Add a unit whose source characters are `original`; answers its index."""
        self._flush()
        self._pieces.append(Slot(len(self.units), original, layout or {}))
        self.units.append(TranslationUnit(role, content))
        return len(self.units) - 1

    def build(self) -> Article:
        """The article; raises `EmptyArticle` if nothing was placed."""
        if not self.units:
            raise EmptyArticle
        self._flush()
        skeleton = Skeleton(tuple(self._pieces), self._decoded.encoding, self._decoded.bom)
        return Article(self._media_type, tuple(self.units), skeleton)

    def _flush(self) -> None:
        kept = "".join(self._kept)
        self._kept.clear()
        if kept:
            self._pieces.append(kept)


def host_layout(host: int, code: int, in_original: tuple[int, int], in_code: tuple[int, int]) -> dict[str, str]:
    """The layout of a hosted slot: its unit `host`, the id of the code there, and start and end in both."""
    places = (*in_original, *in_code)
    return {
        "host": str(host),
        "code": str(code),
        **dict(zip(("start", "end", "code_start", "code_end"), map(str, places), strict=True)),
    }


def write_pieces(article: Article, targets: Mapping[int, Content], write: Writer) -> str:
    """The document's text with `targets` in their slots; everything else is written back as it was."""
    hosted: defaultdict[int, list[Slot]] = defaultdict(list)
    for piece in article.skeleton.pieces:
        if isinstance(piece, Slot) and "host" in piece.layout and piece.unit in targets:
            hosted[int(piece.layout["host"])].append(piece)

    def write_slot(slot: Slot) -> str:
        if "host" in slot.layout:
            return ""
        written = [(guest.layout, write(targets[guest.unit], guest.layout)) for guest in hosted[slot.unit]]
        if slot.unit not in targets:
            return _replace(slot.original, [_range(layout, "start", "end", text) for layout, text in written])
        return write(_fill_codes(targets[slot.unit], written), slot.layout)

    return "".join(piece if isinstance(piece, str) else write_slot(piece) for piece in article.skeleton.pieces)


def _fill_codes(target: Content, written: Sequence[tuple[Layout, str]]) -> Content:
    ranges: defaultdict[tuple[str, bool], list[tuple[int, int, str]]] = defaultdict(list)
    for layout, text in written:
        ranges[layout["code"], is_in_closing(layout)].append(_range(layout, "code_start", "code_end", text))

    def fill(part: Part) -> Part:
        if isinstance(part, str):
            return part
        own = ranges[str(part.id), part.kind is CodeKind.CLOSING]
        return InlineCode(part.id, part.kind, _replace(part.data, own), part.equivalent)

    return Content(*map(fill, target)) if written else target


def is_in_closing(layout: Layout) -> bool:
    """True if a hosted slot stands in the closing code of a pair: the title of a Markdown link."""
    return layout.get("side") == "closing"


def _range(layout: Layout, start: str, end: str, text: str) -> tuple[int, int, str]:
    return int(layout[start]), int(layout[end]), text


def _replace(text: str, ranges: Sequence[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    cursor = 0
    for start, end, replacement in sorted(ranges):
        pieces += [text[cursor:start], replacement]
        cursor = end
    return "".join([*pieces, text[cursor:]])
