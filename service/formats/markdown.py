"""Markdown: CommonMark with tables, footnotes and front matter; refuses to touch code and addresses.

markdown-it-py says which lines a block has and what its running text is. Where that text stands in the file is found
again line by line: a block's text line is always the end of its source line, whatever quotes and markers stand before.
"""

from collections.abc import Mapping

from service.domain.article import Article, Outline
from service.domain.content import Content
from service.domain.language import Language
from service.formats.assembly import ArticleBuilder, Layout, write_pieces
from service.formats.encoding import decode_text, encode_text
from service.formats.front_matter import find_front_matter, place_front_matter, set_language, write_value
from service.formats.html_runs import write_target
from service.formats.markdown_blocks import place_blocks
from service.formats.markdown_inline import make_parser
from service.formats.markdown_writing import Writer
from service.formats.outlines import outline_markdown
from service.formats.roles import mark_opening


class Markdown:
    """The format ``text/markdown``."""

    media_type = "text/markdown"

    def __init__(self, charset: str | None = None) -> None:
        self._charset = charset  # codec the bytes are declared to be in

    def extract(self, data: bytes) -> Article:
        """The article in `data`; raises `UndecodableText`, `EmptyArticle`."""
        decoded = decode_text(data, self._charset)
        builder = ArticleBuilder(self.media_type, decoded)
        end = find_front_matter(decoded.text)
        place_front_matter(builder, decoded.text[:end])
        place_blocks(builder, decoded.text[end:], make_parser())
        builder.units[:] = mark_opening(builder.units)
        return builder.build()

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes:
        """The document with `targets` in place, escaped where they could be read as markup.

        `language` replaces the one the front matter names, if it does.
        """
        writer = Writer(make_parser())

        def write(target: Content, layout: Layout) -> str:
            writers = {"yaml": write_value, "html": write_target, "attribute": write_target}
            return writers.get(layout["kind"], writer.write)(target, layout)

        text = write_pieces(article, targets, write)
        if language is not None:
            text = set_language(text, language)
        return encode_text(text, article.skeleton)

    def outline(self, article: Article) -> Outline:
        """Its links, images and blank lines."""
        return outline_markdown(article)
