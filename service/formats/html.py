"""HTML: whole pages and fragments as a CMS keeps them; refuses to tidy what it does not translate.

Wherever the page says it is German, a translation says its own language.
"""

import re
from collections.abc import Mapping

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.language import Language
from service.formats.assembly import ArticleBuilder, write_pieces
from service.formats.encoding import decode_text, encode_references, find_codec
from service.formats.html_blocks import place_html
from service.formats.html_language import set_language
from service.formats.html_runs import write_target
from service.formats.outlines import outline_html
from service.formats.roles import mark_opening

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SNIFFED = 1024  # bytes the standard looks at for a charset


class Html:
    """The format ``text/html``."""

    media_type = "text/html"

    def __init__(self, charset: str | None = None) -> None:
        self._charset = charset  # codec the bytes are declared to be in

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UndecodableText`, `EmptyArticle`."""
        decoded = decode_text(data, self._charset or _find_charset(data))
        builder = ArticleBuilder(self.media_type, decoded)
        place_html(builder, decoded.text)
        builder.units[:] = mark_opening(builder.units)
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place and, if given, `language` on its root and where it says German."""
        text = write_pieces(article, targets, write_target)
        if language is not None:
            text = set_language(text, language)
        return encode_references(text, article.skeleton)

    def outline(self, article: Article) -> Outline:
        """Its links and images."""
        return outline_html(article)


def _find_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_SNIFFED])
    return find_codec(match[1].decode("ascii")) if match else None
