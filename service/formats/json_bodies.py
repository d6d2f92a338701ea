r"""HTML and Markdown inside a JSON string, their blocks placed in the article that holds it; refuses to know its fields.

Places count in the string's characters, while the skeleton keeps the document's, in which ``ä`` may be ``\u00e4``. The data
of inline codes is kept as the inside of a JSON string too, so that what is hosted by a code is written in the same way.
"""

import json
import re
from collections.abc import Mapping
from functools import cache

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout, is_in_closing
from service.formats.encoding import DecodedText
from service.formats.html_blocks import place_html
from service.formats.html_runs import write_target as write_html
from service.formats.json_tokens import write_string
from service.formats.markdown_blocks import place_blocks
from service.formats.markdown_inline import make_parser
from service.formats.markdown_writing import Writer

_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_PLACES = ("start", "end")


def place_body(builder: ArticleBuilder, raw: str, markup: str, *, ascii_only: bool) -> None:
    """Add the inside of a JSON string that holds `markup`: ``html`` or ``markdown``."""
    inside = _Inside(builder, raw, markup, ascii_only=ascii_only)
    if markup == "html":
        place_html(inside, inside.text)
    else:
        place_blocks(inside, inside.text, make_parser())


def write_body(target: Content, layout: Layout) -> str:
    """A target as the inside of a JSON string that holds markup."""
    decoded = Content(*(part if isinstance(part, str) else _with_data(part, _decode(part.data)) for part in target))
    is_html = layout["kind"] in ("html", "attribute")
    written = write_html(decoded, layout) if is_html else _markdown_writer().write(decoded, layout)
    return write_string(written, ascii_only=bool(layout["ascii"]))


@cache
def _markdown_writer() -> Writer:
    return Writer(make_parser())


class _Inside(ArticleBuilder):
    """Hands everything on to the builder of the whole article, in the characters of the document."""

    def __init__(self, builder: ArticleBuilder, raw: str, markup: str, *, ascii_only: bool) -> None:
        super().__init__(markup, DecodedText("", "utf-8", b""))
        self._outer, self._raw, self._ascii_only = builder, raw, ascii_only
        self._offsets = [match.start() for match in _CHARACTER.finditer(raw)] + [len(raw)]
        self._cursor = 0
        self._hosts: dict[str, tuple[int, Content]] = {}  # where each unit begins in the text, and its content
        self.text = _decode(raw)

    def keep(self, text: str) -> None:
        """Add `text` to the skeleton."""
        self._outer.keep(self._take(len(text)))

    def place(self, role: Role, content: Content, original: str, layout: Layout | None = None) -> int:
        """Add a unit; a headline inside a body is a heading of it."""
        role = Role.SUBHEADING if role is Role.HEADLINE else role
        own = {**(layout or {}), "body": "yes", "ascii": "yes" if self._ascii_only else ""}
        if "host" in own:
            return self._outer.place(role, self._encode(content), "", {**own, **self._hosted_places(own)})
        start = self._cursor
        unit = self._outer.place(role, self._encode(content), self._take(len(original)), own)
        self._hosts[str(unit)] = start, content
        return unit

    def _hosted_places(self, layout: Mapping[str, str]) -> dict[str, str]:
        start, content = self._hosts[layout["host"]]
        origin = self._offsets[start]
        places = {name: str(self._offsets[start + int(layout[name])] - origin) for name in _PLACES}
        closing = is_in_closing(layout)
        data = next(
            code.data
            for code in content.codes
            if str(code.id) == layout["code"] and (code.kind is CodeKind.CLOSING) is closing
        )
        for name in _PLACES:
            before = data[: int(layout[f"code_{name}"])]
            places[f"code_{name}"] = str(len(write_string(before, ascii_only=self._ascii_only)))
        return places

    def _encode(self, content: Content) -> Content:
        encoded = (
            part if isinstance(part, str) else _with_data(part, write_string(part.data, ascii_only=self._ascii_only))
            for part in content
        )
        return Content(*encoded)

    def _take(self, length: int) -> str:
        start, self._cursor = self._cursor, self._cursor + length
        return self._raw[self._offsets[start] : self._offsets[self._cursor]]


def _with_data(code: InlineCode, data: str) -> InlineCode:
    return InlineCode(code.id, code.kind, data, code.equivalent)


def _decode(raw: str) -> str:
    return str(json.loads(f'"{raw}"'))
