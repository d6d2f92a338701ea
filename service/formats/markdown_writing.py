"""Targets written as Markdown; refuses to let a word of the translation become markup.

Layout of a slot: ``kind`` (``paragraph``, ``heading``, ``cell``, ``label``, ``title``), ``newline`` and ``indent`` of the lines
after a hard break.
"""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.formats.assembly import Layout
from service.formats.markdown_inline import MisalignedText, read_inline

_ALWAYS = re.compile(r"[\\`*\[\]]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?![\s=])")
_ENTITY = re.compile(r"&(?=#?\w+;|$)")
_TILDE = re.compile(r"~(?=~|$)|(?<=~)~|^~")
_LINE_START = re.compile(r"(#{1,6}|[-+>]|=+|(?:-[ \t]*){2,})(?=\s|$)|>|(\d{1,9})([.)])(?=\s|$)")
_LINE_END = re.compile(r"(^|\s)#(#*)$")
_WHITE = re.compile(r"(?<![ ])[ ]*[\t\r\n\v\f\x1c-\x1e\u2028\u2029]+[ ]*")
_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}
_PIPES = {"cell": "\\|", "label": "&#124;", "title": "&#124;"}  # a label may stand in a cell
_QUOTES = re.compile(r"[\"'()]")


class Writer:
    """Writes targets into the places a Markdown article left for them."""

    def __init__(self, parser: MarkdownIt) -> None:
        self._parser = parser

    def write(self, target: Content, layout: Layout) -> str:
        """`target` as Markdown that reads back as the same text with the same codes."""
        if layout["kind"] == "title":
            return write_title(target.text)
        parts = _settle_spaces(list(target))
        text = "".join(_lines_of(parts, layout))
        if not self._reads_back(parts, layout):
            text = "".join(_lines_of([_as_tag(part) for part in parts], layout))
        return text.replace("|", _PIPES.get(layout["kind"], "|"))

    def _reads_back(self, parts: Sequence[Part], layout: Layout) -> bool:
        """True if the emphasis marks still are emphasis between their new neighbours."""
        if not any(isinstance(part, InlineCode) and part.data in _EMPHASIS for part in parts):
            return True
        probes = [_probe_of(part) for part in parts]
        source = "".join(_lines_of(probes, {**layout, "newline": "\n", "indent": ""}))
        try:
            found = read_inline(source, self._parser, {}).content()
        except MisalignedText:
            return False
        expected = Content(*probes)
        return _outline(found) == _outline(expected)


def escape_text(text: str) -> str:
    """Plain text as Markdown that means exactly this text, in the middle of a line."""
    for pattern in (_ALWAYS, _UNDERSCORE, _TAG, _ENTITY, _TILDE):
        text = pattern.sub(lambda match: "\\" + match[0], text)
    return text


def write_title(text: str) -> str:
    """A title that means exactly this text in whatever quotes it stands."""
    escaped = _QUOTES.sub(lambda match: "\\" + match[0], escape_text(" ".join(text.split())))
    return escaped.replace("|", _PIPES["title"])


def _settle_spaces(parts: list[Part]) -> list[Part]:
    """Spaces moved out of emphasis, where they would end it, and off both ends: ``** so**`` to `` **so**``."""
    parts = [_WHITE.sub(" ", part) if isinstance(part, str) else part for part in parts]
    parts = _move_spaces(parts, CodeKind.OPENING)
    parts = _move_spaces(parts[::-1], CodeKind.CLOSING)[::-1]
    return _strip_ends(list(Content(*parts)))


def _move_spaces(parts: list[Part], kind: CodeKind) -> list[Part]:
    """For opening marks the spaces behind them go before them; for closing marks (parts reversed) likewise."""
    moved: list[Part] = []
    for part in parts:
        if isinstance(part, str) and moved:
            bare = part.lstrip(" ") if kind is CodeKind.OPENING else part.rstrip(" ")
            place = len(moved)
            while place and _is_emphasis(moved[place - 1], kind):
                place -= 1
            if place < len(moved):
                moved.insert(place, " " * (len(part) - len(bare)))
                part = bare  # noqa: PLW2901
        moved.append(part)
    return moved


def _is_emphasis(part: Part, kind: CodeKind) -> bool:
    return isinstance(part, InlineCode) and part.kind is kind and part.data in _EMPHASIS


def _strip_ends(parts: list[Part]) -> list[Part]:
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return parts


def _lines_of(parts: Sequence[Part], layout: Layout) -> Iterable[str]:
    """The written parts in order; strings that begin or end a line are guarded there."""
    starts_line = layout["kind"] == "paragraph"
    before = ""
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        if isinstance(part, InlineCode):
            data = part.data.replace("\n", layout.get("newline", "\n") + layout.get("indent", ""))
            starts_line = layout["kind"] == "paragraph" and part.data.endswith("\n")
            before = part.data
            yield data
            continue
        after = following.data if isinstance(following, InlineCode) else ""
        text = _guard_neighbours(escape_text(part), before, after)
        if starts_line:
            text = _guard_line_start(text)
        if layout["kind"] == "heading" and not after:
            text = _LINE_END.sub(r"\1\\#\2", text)
        starts_line = False
        yield text


def _guard_line_start(text: str) -> str:
    r"""``1. Mai`` opens no list: ``1\. Mai``."""
    match = _LINE_START.match(text)
    if match is None:
        return text
    place = match.start(3) if match[3] else 0
    return f"{text[:place]}\\{text[place:]}"


def _guard_neighbours(text: str, before: str, after: str) -> str:
    """``Achtung!`` before a link is no image, ``(neu)`` behind a footnote mark is no address."""
    if text.endswith(("!", "^")) and after.startswith("["):
        text = f"{text[:-1]}\\{text[-1]}"
    if before.endswith("]") and text.startswith(("(", ":")):
        text = "\\" + text
    return text


def _as_tag(part: Part) -> Part:
    if isinstance(part, str) or part.data not in _EMPHASIS:
        return part
    slash = "/" if part.kind is CodeKind.CLOSING else ""
    return InlineCode(part.id, part.kind, f"<{slash}{_EMPHASIS[part.data]}>")


def _probe_of(part: Part) -> Part:
    """A code that stands for `part` without the addresses and names only the whole document knows."""
    if isinstance(part, str) or part.data in _EMPHASIS:
        return part
    if part.data.endswith("\n"):
        return " " if part.data == "\n" else part
    if part.kind is CodeKind.STANDALONE:
        return InlineCode(part.id, part.kind, "`0`")
    is_link = part.data == "[" or part.data.startswith("]")
    links = {CodeKind.OPENING: "[", CodeKind.CLOSING: "](u)"}
    tags = {CodeKind.OPENING: "<b>", CodeKind.CLOSING: "</b>"}
    return InlineCode(part.id, part.kind, (links if is_link else tags)[part.kind])


def _outline(content: Content) -> list[str]:
    """The kinds of the codes and the letters between them."""
    return ["".join(part.split()) if isinstance(part, str) else part.kind for part in content if part != " "]
