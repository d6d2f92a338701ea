"""What a document holds beside its words: the links, images and blank lines its translation must hold too.

Read off the whole document as it was extracted, not off the units, so that a link lost between two of them is missed.
Refuses to resolve or to fetch an address; a part of an archive is named by its path.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from service.domain.article import Article, Outline
from service.formats.encoding import decode_text
from service.formats.front_matter import find_front_matter
from service.formats.html_tokens import Kind, read_attributes, read_tokens
from service.formats.xml_tree import read_text
from service.formats.zip_package import Package

Found = tuple[list[str], list[str]]  # links, images

_LINKING = {"a": "href", "area": "href", "iframe": "src"}
_SHOWING = {"img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",)}
_HYPERLINK = re.compile(
    r"<w:hyperlink\b[^>]*>|\bHYPERLINK\s+(?:\\l\s+)?(?:\"|&quot;)(?P<field>(?:[^\"&<]|&(?!quot;))*+)(?:\"|&quot;)"
)
_PICTURE = re.compile(r"<(?:a:blip|v:imagedata)\b[^>]*?\sr:(?:embed|link|id)=[\"']([^\"']+)")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ODT_LINK = re.compile(r"<(?:text|draw):a\b[^>]*?\sxlink:href=[\"']([^\"']*)")
_ODT_PICTURE = re.compile(r"<draw:image\b[^>]*?\sxlink:href=[\"']([^\"']*)")


def outline_text(article: Article) -> Outline:
    """Of plain text: its blank lines and stretches; addresses are words there, and compared as such."""
    text = article.skeleton.original
    stretches = sum(bool(line.strip()) and not before.strip() for before, line in pairwise(["", *text.splitlines()]))
    return Outline(blank_lines=_count_blank_lines(text), stretches=stretches)


def outline_html(article: Article) -> Outline:
    """Of a page: every ``href`` and every ``src``."""
    return outline_of(find_in_html(article.skeleton.original))


def outline_markdown(article: Article) -> Outline:
    """Of Markdown: links, images and the HTML between them; an automatic link is a link."""
    text = article.skeleton.original
    return outline_of(find_in_markdown(text[find_front_matter(text) :]), _count_blank_lines(text))


def outline_docx(article: Article) -> Outline:
    """Of a Word document: the targets of its links and pictures by the relations of their part."""
    package = Package(article.skeleton.archive)
    links: list[str] = []
    images: list[str] = []
    for name, text in _read_parts(article):
        targets = _read_relations(package, name)
        links += [match["field"] or _find_target(match[0], targets) for match in _HYPERLINK.finditer(text)]
        images += [targets.get(each, each) for each in _PICTURE.findall(text)]
    return outline_of((links, images))


def outline_odt(article: Article) -> Outline:
    """Of an OpenDocument text: ``xlink:href`` of its links and pictures."""
    text = article.skeleton.original
    return outline_of((_ODT_LINK.findall(text), _ODT_PICTURE.findall(text)))


def outline_of(found: Found, blank_lines: int | None = None) -> Outline:
    """What was found, sorted."""
    links, images = (tuple(sorted(each)) for each in found)
    return Outline(links, images, blank_lines)


def _count_blank_lines(text: str) -> int:
    return sum(not line.strip() for line in text.splitlines())


def find_in_markdown(source: str) -> Found:
    """The links and images of a Markdown text without front matter, those of the HTML in it too."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, move_to_end=False)
    found: Found = ([], [])
    for token in _walk(parser.parse(source)):
        _add_token(token, found)
    return found


def find_in_html(source: str) -> Found:
    """The links and images of an HTML text."""
    found: Found = ([], [])
    for token in read_tokens(source):
        if token.kind is not Kind.START or token.name not in (*_LINKING, *_SHOWING):
            continue
        values = {each.name: each.value for each in read_attributes(source[token.start : token.end])}
        if (link := values.get(_LINKING.get(token.name, ""))) is not None:
            found[0].append(link)
        found[1].extend(values[name] for name in _SHOWING.get(token.name, ()) if name in values)
    return found


def _walk(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or ())


def _add_token(token: Token, found: Found) -> None:
    if token.type == "link_open":
        found[0].append(str(token.attrs["href"]))
    elif token.type == "image":
        found[1].append(str(token.attrs["src"]))
    elif token.type in ("html_inline", "html_block"):
        links, images = find_in_html(token.content)
        found[0].extend(links)
        found[1].extend(images)


def _read_parts(article: Article) -> Iterator[tuple[str, str]]:
    """Path and text of each part of a packed article."""
    pieces = iter(article.skeleton.pieces)
    for part in article.skeleton.parts:
        own = [next(pieces) for _ in range(part.pieces)]
        yield part.name, "".join(piece if isinstance(piece, str) else piece.original for piece in own)


def _read_relations(package: Package, part: str) -> dict[str, str]:
    """The targets of a part's relations by their ids; an address outside the archive stays as it is written."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.names:
        return {}
    tags = _RELATION.findall(decode_text(package.read_xml(path)).text)
    relations = [{each.name: read_text(each.value) for each in read_attributes(tag)} for tag in tags]
    return {each.get("id", ""): each.get("target", "") for each in relations}


def _find_target(tag: str, targets: dict[str, str]) -> str:
    values = {each.name: each.value for each in read_attributes(tag)}
    relation, anchor = values.get("r:id", ""), values.get("w:anchor", "")
    return targets.get(relation, relation) + (f"#{anchor}" if anchor else "")
