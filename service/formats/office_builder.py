"""Articles of several parts: each part's text in the skeleton, the archive beside it; refuses to know what is in them."""

from collections.abc import Iterable
from dataclasses import replace

from service.domain.article import Article, PackagePart
from service.domain.content import Content
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, host_layout
from service.formats.encoding import DecodedText
from service.formats.office_content import Composed
from service.formats.xml_tree import Element


class PackageBuilder(ArticleBuilder):
    """Collects an article part by part."""

    def __init__(self, media_type: str, archive: bytes) -> None:
        super().__init__(media_type, DecodedText("", "utf-8", b""))
        self._archive = archive
        self._parts: list[PackagePart] = []

    def end_part(self, name: str, decoded: DecodedText) -> None:
        """What was placed since the last part is the part `name`."""
        self._flush()
        known = sum(part.pieces for part in self._parts)
        self._parts.append(PackagePart(name, len(self._pieces) - known, decoded.encoding, decoded.bom))

    def build(self) -> Article:
        """The article; raises `EmptyArticle` if nothing was placed."""
        article = super().build()
        skeleton = replace(article.skeleton, parts=tuple(self._parts), archive=self._archive)
        return replace(article, skeleton=skeleton)


class Place:
    """Where units go: a stretch of a part, everything between them kept."""

    def __init__(self, builder: PackageBuilder, source: str) -> None:
        self._builder, self._source = builder, source
        self._cursor = 0

    def place(self, role: Role, content: Content, start: int, end: int, layout: Layout) -> int:
        """Add the unit that stands from `start` to `end`; answers its index."""
        self._builder.keep(self._source[self._cursor : start])
        self._cursor = end
        return self._builder.place(role, content, self._source[start:end], layout)

    def finish(self) -> None:
        """Keep the rest of the part."""
        self._builder.keep(self._source[self._cursor :])


class GuestPlace(Place):
    """Where the units inside an inline code go: the text box in a sentence belongs to the sentence's slot."""

    def __init__(self, builder: PackageBuilder, host: tuple[int, int], code: int, node: Element, shift: int) -> None:
        super().__init__(builder, "")
        self._host, self._origin = host  # the host unit and where its slot begins
        self._code, self._offset = code, shift - node.start

    def place(self, role: Role, content: Content, start: int, end: int, layout: Layout) -> int:
        """Add the unit that stands from `start` to `end` of the part."""
        in_original = (start - self._origin, end - self._origin)
        in_code = (start + self._offset, end + self._offset)
        hosted = host_layout(self._host, self._code, in_original, in_code)
        return self._builder.place(role, content, "", {**hosted, **layout})


def guest_places(
    builder: PackageBuilder, composed: Composed, host: int, origin: int
) -> Iterable[tuple[GuestPlace, Element]]:
    """For each element in a code of the unit `host`: where its units go, and the element."""
    for code, node, shift in composed.nodes:
        yield GuestPlace(builder, (host, origin), code, node, shift), node
