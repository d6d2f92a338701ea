"""A Markdown file line by line, as markdown-it counts lines, and where the text of a block stands in it; refuses roles."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from markdown_it.utils import EnvType

from service.formats.markdown_inline import find_title, holds_words

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_PIPE = re.compile(r"(?<!\\)\|")
_LIST_MARKER = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of one block stands in the file, line by line."""

    lines: tuple[tuple[int, int, int], ...]  # offset in the block's text, offset in the file, length
    newline: str  # ending of the first line
    indent: str  # what stands before the text in the second line: "> "

    @property
    def start(self) -> int:
        """Offset of the first character in the file."""
        return self.lines[0][1]

    @property
    def end(self) -> int:
        """Offset behind the last character in the file."""
        return self.lines[-1][1] + self.lines[-1][2]

    def find(self, offset: int) -> int:
        """The offset in the file of an offset in the block's text."""
        begin, in_file, length = self.lines[max(bisect_right(self.lines, offset, key=lambda line: line[0]) - 1, 0)]
        return in_file + min(offset - begin, length)


class Source:
    """The file line by line, as markdown-it counts lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [(match.start(), match[1], match[2]) for match in _LINE.finditer(text)]
        self._row = -1  # the table row cut last
        self._bounds: list[int] = []  # where its pipes stand

    def bounds(self, token: Token) -> tuple[int, int]:
        """Where the lines of a block begin and end."""
        return self._lines_from(*(token.map or (0, 0)))

    def find_titles(self, env: EnvType) -> list[tuple[int, int]]:
        """Where the titles of definitions stand that hold words: ``[plan]: /p "Der Plan"``."""
        found = []
        for definition in env.get("references", {}).values():
            start, end = self._lines_from(*definition["map"])
            place = find_title(self._text[start:end].rstrip())
            if place is not None and holds_words(definition["title"]):
                found.append((start + place[0], start + place[1]))
        return sorted(found)

    def _lines_from(self, first: int, behind: int) -> tuple[int, int]:
        return self._lines[first][0], self._lines[behind][0] if behind < len(self._lines) else len(self._text)

    def locate(self, token: Token, cell: int | None) -> Place | None:
        """Where the text of `token` stands, in a table that of its row's `cell`; None if it cannot be found again."""
        if token.map is None:
            return None
        if cell is not None:
            return self._locate_cell(token.content, token.map[0], cell)
        found: list[tuple[int, int, int]] = []
        offset = 0
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            words = line.strip()
            column = self._find_column(words, number)
            if column is None:
                return None
            found.append((offset + line.index(words), self._lines[number][0] + column, len(words)))
            offset += len(line) + 1
        return Place(tuple(found), self._lines[token.map[0]][2], self._indent(found, token.map[0] + 1))

    def _find_column(self, words: str, number: int) -> int | None:
        if number >= len(self._lines):
            return None
        line = self._lines[number][1].rstrip()
        if not line.endswith(words):  # a heading may close with its own marks: # Titel #
            line = line.rstrip("#").rstrip()
        return len(line) - len(words) if line.endswith(words) else None

    def _indent(self, found: Sequence[tuple[int, int, int]], number: int) -> str:
        if len(found) == 1:
            return ""
        return self._text[self._lines[number][0] : found[1][1]]

    def _locate_cell(self, content: str, number: int, cell: int) -> Place | None:
        start, line, ending = self._lines[number]
        if self._row != number:
            self._bounds = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
            self._row = number
        bounds = self._bounds
        first = line[: bounds[1]]
        is_closed_left = not first.strip(" \t>") or _LIST_MARKER.fullmatch(first) is not None
        index = cell + is_closed_left
        if index + 1 >= len(bounds):
            return None
        words = content.replace("|", "\\|")
        text = line[bounds[index] + 1 : bounds[index + 1]].rstrip()
        if not text.endswith(words):
            return None
        column = bounds[index] + 1 + len(text) - len(words)
        return Place(((0, start + column, len(words)),), ending, "")
