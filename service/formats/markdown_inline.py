"""Running text of a Markdown block read as content with inline codes; refuses block structure.

markdown-it-py finds the markup. Its tokens do not say where they stand, so a cursor follows them through the source:
every token is found literally at the cursor, and for the rest the rules are made to leave their end behind.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from service.domain.content import CodeKind, Content
from service.formats.pairing import Mark, pair_marks
from service.formats.roles import is_translatable

InlineRule = Callable[[StateInline, bool], bool]

SOFT_BREAK = Mark(CodeKind.STANDALONE, "softbreak", "\n", "\n")
_CAPTION_BREAK = Mark(CodeKind.STANDALONE, "caption break", "\n", "\n")  # between an image and its caption
_SOFT = re.compile(r"[ ]*\n[ \t]*")
_HARD = re.compile(r"([ ]*\\?\n)[ \t]*")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_TITLE = re.compile(
    r"(?<=\s)(?:\"(?P<double>(?:[^\"\\]|\\.)+)\"|'(?P<single>(?:[^'\\]|\\.)+)'|\((?P<round>(?:[^()\\]|\\.)+)\))\s*\)?\s*$",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_VOID = frozenset({"br", "img", "wbr", "hr", "input", "area", "embed", "source", "track", "col", "link", "meta"})
# The forms that take a star or an underscore inside a German word: Bürger*innen, jede*r, der*die, Arbeitnehmer_innen.
_GENDER_ENDING = re.compile(
    r"(?:innen|in|r|n|e|m|s|die|der|das|den|dem|sie|er|ihr[a-z]*|ihn|ihm|frau|frauen)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Text inside a code that is translated on its own: the alternative of an image, an inline footnote, a title."""

    content: Content
    start: int  # place in the source of the block
    end: int
    item: int  # index of the mark that holds it
    in_data: tuple[int, int]  # place in the data of that mark
    kind: str  # "alternative", "note", "title"
    in_closing: bool = False  # the mark is the closing one of its pair: the title of a link


@dataclass(frozen=True, slots=True)
class Inline:
    """What a block's running text is made of."""

    items: tuple[str | Mark, ...]
    guests: tuple[Guest, ...]

    def content(self, soft_break: str | Mark = " ") -> Content:
        """The text with its codes; a line break that Markdown ignores becomes `soft_break`."""
        return pair_marks([soft_break if item is SOFT_BREAK else item for item in self.items])

    def code_ids(self, content: Content) -> dict[int, int]:
        """For every item that became a code of `content` (made by `self.content`): the id it got."""
        marks = [index for index, item in enumerate(self.items) if isinstance(item, Mark)]
        if len(marks) != len(content.codes):
            marks = [index for index in marks if self.items[index] is not SOFT_BREAK]
        return {index: code.id for index, code in zip(marks, content.codes, strict=True)}


class MisalignedText(Exception):
    """A token was not found where the cursor stands."""


def make_parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes, whose inline rules leave positions behind."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, move_to_end=False)
    parser.core.ruler.disable(["inline", "text_join"])
    for rule in parser.inline.ruler.__rules__:
        if rule.name in ("link", "image", "autolink", "footnote_inline", "footnote_ref"):
            parser.inline.ruler.at(rule.name, _leave_end(rule.fn))
    parser.inline.ruler.before("emphasis", "gender_star", _read_gender_star)
    return parser


def read_inline(source: str, parser: MarkdownIt, env: EnvType) -> Inline:
    """The running text in `source`; raises `MisalignedText` if the tokens cannot be followed."""
    reader = _Reader(source, parser, env)
    reader.follow(parser.inline.parse(source, parser, env, []))
    return Inline(tuple(reader.items), tuple(reader.guests))


class _Reader:
    """The cursor and what it has passed."""

    def __init__(self, source: str, parser: MarkdownIt, env: EnvType) -> None:
        self._source, self._parser, self._env = source, parser, env
        self._cursor = 0
        self._labels: list[int] = []  # where the text of each open link begins
        self.items: list[str | Mark] = []
        self.guests: list[Guest] = []

    def follow(self, tokens: Sequence[Token]) -> None:
        """Pass every token; raises `MisalignedText`."""
        address = None
        for token in tokens:
            if token.info == "auto":
                address = self._pass_autolink(token, address or "")
            elif address is None:
                self._pass(token)
            else:
                address = token.content
        if self._source[self._cursor :].strip():
            raise MisalignedText

    def _pass_autolink(self, token: Token, address: str) -> str | None:
        """The address between the two ends of an autolink, None behind it."""
        if token.type == "link_open":
            return ""
        self._add_mark(CodeKind.STANDALONE, "autolink", self._take(token.meta["end"]), address)
        return None

    def _pass(self, token: Token) -> None:
        passer = {
            "text": self._pass_text,
            "text_special": self._pass_text,
            "softbreak": self._pass_break,
            "hardbreak": self._pass_break,
            "code_inline": self._pass_code,
            "html_inline": self._pass_tag,
            "link_open": self._open_link,
            "link_close": self._close_link,
            "image": self._pass_image,
            "footnote_ref": self._pass_note,
        }.get(token.type, self._pass_emphasis)
        passer(token)

    def _pass_text(self, token: Token) -> None:
        self._take_literal(token.markup or token.content)
        if token.content:
            self.items.append(token.content)

    def _pass_break(self, token: Token) -> None:
        match = (_SOFT if token.type == "softbreak" else _HARD).match(self._source, self._cursor)
        if match is None:
            raise MisalignedText
        self._cursor = match.end()
        if token.type == "hardbreak":
            self.items.append(_hard_break(match[1]))
        else:
            self.items.append(_CAPTION_BREAK if self._is_behind_image() else SOFT_BREAK)

    def _is_behind_image(self) -> bool:
        last = self.items[-1] if self.items else ""
        return isinstance(last, Mark) and last.name == "image"

    def _pass_code(self, token: Token) -> None:
        fence = re.compile(rf"(?<!`){token.markup}(?!`)")
        end = fence.search(self._source, self._cursor + len(token.markup))
        if end is None:
            raise MisalignedText
        self._add_mark(CodeKind.STANDALONE, "code", self._take(end.end()), token.content)

    def _pass_tag(self, token: Token) -> None:
        self._take_literal(token.content)
        tag = _TAG.match(token.content)
        name = tag[2].lower() if tag else ""
        kind = CodeKind.STANDALONE
        if tag and name not in _VOID and not token.content.endswith("/>"):
            kind = CodeKind.CLOSING if tag[1] else CodeKind.OPENING
        self._add_mark(kind, f"<{name}>", token.content, "\n" if name == "br" else "")

    def _pass_emphasis(self, token: Token) -> None:
        if token.nesting == 0 or not token.markup:
            raise MisalignedText
        self._take_literal(token.markup)
        kind = CodeKind.OPENING if token.nesting > 0 else CodeKind.CLOSING
        self._add_mark(kind, token.markup, token.markup)

    def _open_link(self, _token: Token) -> None:
        self._take_literal("[")
        self._labels.append(self._cursor)
        self._add_mark(CodeKind.OPENING, "link", "[")

    def _close_link(self, token: Token) -> None:
        label = self._source[self._labels.pop() : self._cursor]
        data = self._take(token.meta["end"])
        if data in ("]", "][]"):  # the text doubles as the name of the target: name it, the text will change
            data = f"][{label}]"
        self._add_title(data, token.meta["end"], in_closing=True)
        self._add_mark(CodeKind.CLOSING, "link", data)

    def _pass_image(self, token: Token) -> None:
        start = self._cursor
        data = self._take(token.meta["end"])
        words = " ".join("".join(map(_word_of, token.children or ())).split())
        names_its_target = data.endswith("][]") or data == f"![{token.content}]"
        if not names_its_target and data.startswith(f"![{token.content}]"):
            self._add_guest(Content(words), start, token.content, "alternative")
        self._add_title(data, token.meta["end"])
        self._add_mark(CodeKind.STANDALONE, "image", data)

    def _pass_note(self, token: Token) -> None:
        start = self._cursor
        data = self._take(token.meta["end"])
        if data.startswith("^["):
            note = read_inline(data[2:-1], self._parser, self._env).content()
            self._add_guest(note, start, data[2:-1], "note")
        self._add_mark(CodeKind.STANDALONE, "note", data)

    def _add_guest(self, content: Content, start: int, source: str, kind: str) -> None:
        """Text behind the two characters (``![``, ``^[``) that begin at `start`."""
        if is_translatable(content.text):
            in_data = (2, 2 + len(_on_one_line(source)))
            self.guests.append(Guest(content, start + 2, start + 2 + len(source), len(self.items), in_data, kind))

    def _add_title(self, data: str, end: int, *, in_closing: bool = False) -> None:
        """The title in the data of a link or an image that ends at `end` in the source."""
        place, line = find_title(data), _on_one_line(data)
        in_line = find_title(line)
        if place is None or in_line is None:
            return
        title = read_title(line[slice(*in_line)])
        if holds_words(title):
            start, stop = (end - len(data) + offset for offset in place)
            self.guests.append(Guest(Content(title), start, stop, len(self.items), in_line, "title", in_closing))

    def _add_mark(self, kind: CodeKind, name: str, data: str, equivalent: str = "") -> None:
        self.items.append(Mark(kind, name, _on_one_line(data), equivalent))

    def _take(self, end: int) -> str:
        taken = self._source[self._cursor : end]
        self._cursor = end
        return taken

    def _take_literal(self, text: str) -> None:
        if not self._source.startswith(text, self._cursor):
            raise MisalignedText
        self._cursor += len(text)


def find_title(written: str) -> tuple[int, int] | None:
    """Where in an inline link, an image or a definition the title stands, without its quotes; None if there is none."""
    match = _TITLE.search(written)
    return match.span(match.lastgroup or 0) if match else None


def holds_words(title: str) -> bool:
    """False for what programs write into a title: ``640x480``."""
    return is_translatable(title) and _WORD.search(title) is not None


def read_title(written: str) -> str:
    """The title as a reader sees it: entities and escapes read, on one line."""
    return " ".join(unescapeAll(written).split())


def _on_one_line(data: str) -> str:
    return _LINE_BREAK.sub(" ", data)


def _hard_break(data: str) -> Mark:
    return Mark(CodeKind.STANDALONE, "hardbreak", "\\\n" if "\\" in data else "  \n", "\n")


def _word_of(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _leave_end(rule: InlineRule) -> InlineRule:
    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        found = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return read


def _read_gender_star(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """``Bürger*innen … Kolleg*innen`` holds two stars and no emphasis."""
    position = state.pos
    if state.src[position] != "*" or position == 0 or not state.src[position - 1].isalpha():
        return False
    if not _GENDER_ENDING.match(state.src, position + 1):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True
