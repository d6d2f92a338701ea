"""The formats Gemello reads, found by media type or file name; refuses what no format claims."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.errors import UnsupportedFormat
from service.domain.language import Language
from service.formats.docx import Docx
from service.formats.encoding import find_codec
from service.formats.html import Html
from service.formats.json_article import JsonArticle
from service.formats.markdown import Markdown
from service.formats.odt import Odt
from service.formats.plaintext import PlainText

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\"';\s]+)", re.IGNORECASE)


class Format(Protocol):
    """One file format: bytes to article and back."""

    media_type: str

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `InvalidInput` kinds."""

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place; units without a target keep their original bytes."""

    def outline(self, article: Article) -> Outline:
        """The links, images and blank lines of an article this format extracted, for the structure report."""


class FormatFactory(Protocol):
    """A format class: `charset` is the codec its bytes are declared to be in, None for the format's own rule."""

    def __call__(self, charset: str | None = None) -> Format:
        """A format that reads `charset`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One format in the registry."""

    media_type: str
    suffixes: tuple[str, ...]  # file name endings with their dot; the first is the one to write
    factory: FormatFactory
    aliases: tuple[str, ...] = ()  # other names the same format goes by


ENTRIES = (
    Entry("text/plain", (".txt", ".text"), PlainText, ("text", "txt", "plain", "plaintext")),
    Entry("text/html", (".html", ".htm", ".xhtml"), Html, ("application/xhtml+xml", "html", "htm")),
    Entry("text/markdown", (".md", ".markdown"), Markdown, ("text/x-markdown", "markdown", "md")),
    Entry(Docx.media_type, (".docx",), Docx, ("docx",)),
    Entry(Odt.media_type, (".odt",), Odt, ("odt",)),
    Entry(JsonArticle.media_type, (".json",), JsonArticle, ("article",)),
)


class Formats:
    """The formats by media type and by file name."""

    def __init__(self, entries: tuple[Entry, ...] = ENTRIES) -> None:
        self._entries = entries

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types that can be read."""
        return tuple(entry.media_type for entry in self._entries)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings that can be read."""
        return tuple(suffix for entry in self._entries for suffix in entry.suffixes)

    def find(self, media_type: str) -> Format:
        """The format for ``"text/plain; charset=utf-8"``, ``"text/plain"`` or its short name ``"txt"``.

        Raises `UnsupportedFormat` for an unknown media type or a charset that is not read.
        """
        name, charset = _parse_media_type(media_type)
        entry = next((entry for entry in self._entries if name in (entry.media_type, *entry.aliases)), None)
        codec = find_codec(charset) if charset else None
        if entry is None or (charset and codec is None):
            raise UnsupportedFormat(media_type, self.media_types)
        return entry.factory(codec)

    def find_for_file(self, file_name: str) -> Format:
        """The format for a file name, by its ending; raises `UnsupportedFormat`."""
        suffix = PurePath(file_name).suffix.lower()
        entry = next((entry for entry in self._entries if suffix in entry.suffixes), None)
        if entry is None:
            raise UnsupportedFormat(suffix or file_name, self.suffixes)
        return entry.factory(None)

    def suffix_of(self, media_type: str) -> str:
        """The file name ending to write this media type with; raises `UnsupportedFormat`."""
        name, _ = _parse_media_type(media_type)
        entry = next((entry for entry in self._entries if name in (entry.media_type, *entry.aliases)), None)
        if entry is None:
            raise UnsupportedFormat(media_type, self.media_types)
        return entry.suffixes[0]


def _parse_media_type(media_type: str) -> tuple[str, str]:
    """``'Text/Plain; charset="utf-8"'`` to ``("text/plain", "utf-8")``; no charset is ``""``."""
    name, _, parameters = media_type.partition(";")
    charset = _CHARSET.search(parameters)
    return name.strip().lower(), charset[1] if charset else ""
