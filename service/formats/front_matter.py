"""The titles and summaries in a Markdown file's front matter; refuses YAML beyond one-line values and text blocks.

Everything else in the front matter is skeleton. Layout of a slot: ``kind`` is ``yaml``, ``quote`` the quotation mark
around the value ("" for none).
"""

import re
from collections.abc import Sequence
from itertools import groupby

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder, Layout
from service.formats.roles import is_translatable

KEYS = frozenset(
    {"title", "subtitle", "headline", "kicker", "teaser", "description", "summary", "abstract", "excerpt", "caption"}
)

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"[\w\"'.-]+[ \t]*[:=]|#|\[")
_LEAD = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]+(?=\S)")
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\[\"\\/nt])*\"|'(?:[^']|'')*')(?:[ \t]+#.*|[ \t]*)")
_NOT_PLAIN = ('"', "'", "[", "{", "|", ">", "&", "*", "!", "%", "@", "`", "#", "- ", "? ")
_LANGUAGE = re.compile(
    r"^((?:lang|language|locale)[ \t]*:[ \t]*[\"']?)de(?:[-_][A-Za-z]{2})?(?=[\"']?[ \t]*(?:[\r\n]|$))",
    re.MULTILINE | re.IGNORECASE,
)
_TEXT_BLOCK = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]+(?P<style>[|>])[+-]?[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_NEEDS_QUOTES = re.compile(
    r"^[\s\"'\[\]{}|>&*!%@#`?:,-]|:(?:\s|$)|\s#|\s$|^(?:true|false|yes|no|on|off|null|~|[\d.+-]+)$", re.IGNORECASE
)
_ESCAPES = {"n": "\n", "t": "\t"}


def find_front_matter(text: str) -> int:
    """Where the front matter ends, 0 if there is none: ``---``, lines that begin with a key, ``---``."""
    lines = _LINE.finditer(text)
    fence = next(lines)[1].rstrip()
    for number, line in enumerate(lines):
        if fence not in _FENCES or (number == 0 and not _KEY.match(line[1])):
            return 0
        if line[1].rstrip() in _FENCES[fence]:
            return line.end(1)
    return 0


def place_front_matter(builder: ArticleBuilder, text: str) -> None:
    """Add the front matter to the article, translatable values as attributes."""
    lines = [match.groups() for match in _LINE.finditer(text)]
    index = 0
    while index < len(lines):
        line, ending = lines[index]
        end = _find_indented_end(lines, index + 1)
        block = _TEXT_BLOCK.fullmatch(line) if end > index + 1 else None
        if end > index + 1:
            builder.keep(line + ending)
        else:
            _place_value(builder, line)
            builder.keep(ending)
        index += 1
        if block and block["key"].lower() in KEYS:
            _place_block(builder, lines[index:end], is_folded=block["style"] == ">")
            index = end


def set_language(document: str, language: Language) -> str:
    """The document with `language` where its front matter names one: ``lang: de``."""
    end = find_front_matter(document)
    return _LANGUAGE.sub(lambda match: f"{match[1]}{language}", document[:end]) + document[end:]


def write_value(target: Content, layout: Layout) -> str:
    """A target as a YAML value in the quotation marks of the source, or in some if it needs them."""
    text = " ".join("".join(part if isinstance(part, str) else part.data for part in target).split())
    quote = layout["quote"]
    if layout.get("block") or not (quote or _NEEDS_QUOTES.search(text)):
        return text
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _place_value(builder: ArticleBuilder, line: str) -> None:
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    value = _cut_value(line[start:])
    text = _decode(value)
    if lead is None or lead["key"].lower() not in KEYS or not is_translatable(text):
        builder.keep(line)
        return
    builder.keep(line[:start])
    quote = value[0] if value[0] in "\"'" else ""
    builder.place(Role.ATTRIBUTE, Content(text), value, {"kind": "yaml", "quote": quote})
    builder.keep(line[start + len(value) :])


def _cut_value(rest: str) -> str:
    """The value at the start of `rest` without comment; "" if it is not one of the simple kinds."""
    quoted = _QUOTED.fullmatch(rest)
    if quoted:
        return quoted[1]
    return "" if rest.startswith(_NOT_PLAIN) else rest.partition(" #")[0].rstrip()


def _find_indented_end(lines: Sequence[tuple[str, ...]], start: int) -> int:
    """Where the indented lines that begin at `start` end, blank lines between them included."""
    end = start
    for index in range(start, len(lines)):
        if lines[index][0].strip() and lines[index][0][0] not in " \t":
            break
        end = index + 1 if lines[index][0].strip() else end
    return end


def _place_block(builder: ArticleBuilder, lines: Sequence[tuple[str, ...]], *, is_folded: bool) -> None:
    """A text block: line by line, or, where YAML folds lines to paragraphs, paragraph by paragraph."""
    for is_blank, members in groupby(lines, key=lambda line: not line[0].strip()):
        group = list(members)
        if is_folded and not is_blank:
            _place_lines(builder, group)
        else:
            for line in group:
                _place_lines(builder, [line])


def _place_lines(builder: ArticleBuilder, lines: Sequence[tuple[str, ...]]) -> None:
    raw = "".join(line + ending for line, ending in lines)
    bare = raw.strip()
    text = " ".join(bare.split())
    start = raw.index(bare)
    builder.keep(raw[:start])
    if is_translatable(text):
        builder.place(Role.ATTRIBUTE, Content(text), bare, {"kind": "yaml", "quote": "", "block": "line"})
    else:
        builder.keep(bare)
    builder.keep(raw[start + len(bare) :])


def _decode(value: str) -> str:
    if value.startswith('"'):
        value = re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), value[1:-1])
    elif value.startswith("'"):
        value = value[1:-1].replace("''", "'")
    return " ".join(value.split())
