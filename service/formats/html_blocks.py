"""The blocks of an HTML page or fragment and their roles; refuses to touch code, scripts and what is not to translate.

Block elements end a run of inline text, all others are inline codes. A region marked ``translate="no"``,
``class="notranslate"`` or with the ``lang`` of another language, and elements that hold code, stay as they are: alone as skeleton, in a sentence as one code.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain

from service.domain.content import CodeKind
from service.domain.unit import Role
from service.formats.assembly import ArticleBuilder
from service.formats.html_guests import REGIONS
from service.formats.html_runs import Piece, place_region, place_run, place_tag
from service.formats.html_tokens import RAW, VOID, Kind, Token, read_attributes, read_tokens
from service.formats.pairing import Mark

_TAG = re.compile(r"<[^>]*>")
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "col", "colgroup",
    "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup", "option", "p", "param", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "template", "tfoot", "th", "thead",
    "title", "tr", "track", "ul", "video", "audio", "object", "iframe",
})
# fmt: on
_UNTOUCHED = frozenset({"code", "kbd", "samp", "var", "pre", "svg", "math", "textarea", "object"})
_WHOLE_PAGE = frozenset({"html", "head", "body"})
_CLOSED_BY = {  # a start tag that ends an element left open, and the elements it does not look beyond
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    "tr": ({"tr"}, {"table"}),
    "option": ({"option"}, {"select", "datalist"}),
}
_ROLES = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "legend", "summary"), Role.SUBHEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Role.CELL),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("nav", "button", "option"), Role.NAVIGATION),
    "blockquote": Role.QUOTE,
    "address": Role.CONTACT,
    "title": Role.ATTRIBUTE,
}
_CLASSES = {
    **dict.fromkeys(("teaser", "lead", "intro", "vorspann"), Role.TEASER),
    **dict.fromkeys(("author", "autor", "byline"), Role.AUTHOR),
    **dict.fromkeys(("caption", "bildunterschrift", "wp-caption-text", "copyright", "credit"), Role.CAPTION),
    **dict.fromkeys(("dateline", "ortsmarke"), Role.DATELINE),
    **dict.fromkeys(("contact", "kontakt", "pressekontakt"), Role.CONTACT),
    **dict.fromkeys(("breadcrumb", "breadcrumbs", "skiplink"), Role.NAVIGATION),
}


def place_html(builder: ArticleBuilder, source: str) -> None:
    """Add an HTML text to the article, its running text as units, everything else as skeleton."""
    reader = _Reader(builder, source)
    for token in merge_regions(source):
        reader.read(token)
    reader.end_run()


class _Reader:
    """The open elements and the run of inline text read so far."""

    def __init__(self, builder: ArticleBuilder, source: str) -> None:
        self._builder, self._source = builder, source
        self._open: list[tuple[str, Role | None]] = []  # block elements and the role their class gives
        self._run: list[Piece] = []
        self._has_headline = False

    def read(self, token: Token) -> None:
        """Take the next token."""
        text = self._source[token.start : token.end]
        if token.name not in _BLOCKS:
            self._add(_piece_of(token, text))
            return
        self.end_run()
        if token.kind is Kind.START:
            place_tag(self._builder, text)
            self._enter(token.name, text)
        elif token.kind is Kind.OTHER and token.name in REGIONS and not _is_barred(text):
            place_region(self._builder, text, token.name)
        else:
            self._builder.keep(text)
            self._leave(token)

    def end_run(self) -> None:
        """Place what was read since the last block boundary."""
        if self._run:
            place_run(self._builder, self._run, self._role())
            self._run = []

    def _add(self, piece: Piece) -> None:
        """Add to the run; an element with nothing in it is one code: ``<i class="icon"></i>``."""
        last = self._run[-1] if self._run else None
        if last and last.mark and piece.mark and last.mark.kind is CodeKind.OPENING and _closes(piece.mark, last.mark):
            data = last.source + piece.source
            piece = Piece(last.start, data, Mark(CodeKind.STANDALONE, piece.mark.name, data), is_looked_into=True)
            self._run.pop()
        self._run.append(piece)

    def _enter(self, name: str, tag: str) -> None:
        if self._open and self._open[-1][0] == "p":
            self._open.pop()
        closed, limits = _CLOSED_BY.get(name, (set(), set()))
        for depth in range(len(self._open) - 1, max(len(self._open) - 9, -1), -1):
            if not closed or self._open[depth][0] in limits:
                break
            if self._open[depth][0] in closed:
                del self._open[depth:]
                break
        if name not in VOID:
            self._open.append((name, _role_of_class(tag)))

    def _leave(self, token: Token) -> None:
        if token.kind is not Kind.END:
            return
        for depth in range(len(self._open) - 1, max(len(self._open) - 65, -1), -1):
            if self._open[depth][0] == token.name:
                del self._open[depth:]
                return

    def _role(self) -> Role:
        for name, role in reversed(self._open[-64:]):
            if role is not None:
                return role
            if name == "h1":
                is_first, self._has_headline = not self._has_headline, True
                return Role.HEADLINE if is_first else Role.SUBHEADING
            if name in _ROLES:
                in_navigation = name == "li" and any(outer == "nav" for outer, _ in self._open[-64:])
                return Role.NAVIGATION if in_navigation else _ROLES[name]
        return Role.PARAGRAPH


def merge_regions(source: str) -> Iterator[Token]:
    """The tokens, those of a region that is not translated as one."""
    tokens = read_tokens(source)
    for token in tokens:
        if token.kind is Kind.START and token.name in RAW:
            content = next(tokens)
            end = next(tokens, content)
            yield Token(Kind.OTHER, token.start, end.end, token.name)
        elif (
            token.kind is Kind.START
            and token.name not in VOID
            and _is_untouched(source[token.start : token.end], token)
        ):
            yield Token(Kind.OTHER, token.start, _find_region_end(tokens, token), token.name)
        else:
            yield token


def _find_region_end(tokens: Iterator[Token], opening: Token) -> int:
    depth, end = 1, opening.end
    for token in tokens:
        end = token.end
        if token.name == opening.name:
            depth += {Kind.START: 1, Kind.END: -1}.get(token.kind, 0)
        if depth == 0:
            break
    return end


def _is_untouched(tag: str, token: Token) -> bool:
    return token.name in _UNTOUCHED or (
        token.name not in _WHOLE_PAGE and _is_barred(tag)
    )  # the page speaks to browsers


def _is_barred(tag: str) -> bool:
    """True if the tag says that its element is not to be translated, or in another language."""
    attributes = {attribute.name: attribute.value.lower() for attribute in read_attributes(tag)}
    is_foreign = not attributes.get("lang", "de").startswith("de") and attributes["lang"] != ""
    return is_foreign or attributes.get("translate") == "no" or "notranslate" in attributes.get("class", "").split()


def _closes(mark: Mark, opening: Mark) -> bool:
    return mark.kind is CodeKind.CLOSING and mark.name == opening.name


def _role_of_class(tag: str) -> Role | None:
    classes = chain.from_iterable(
        attribute.value.lower().split() for attribute in read_attributes(tag) if attribute.name == "class"
    )
    return next((_CLASSES[name] for name in classes if name in _CLASSES), None)


def _piece_of(token: Token, text: str) -> Piece:
    if token.kind is Kind.TEXT:
        return Piece(token.start, text, None)
    kind = CodeKind.STANDALONE
    if token.kind is not Kind.OTHER and token.name not in VOID:
        kind = CodeKind.OPENING if token.kind is Kind.START else CodeKind.CLOSING
    is_region = token.kind is Kind.OTHER and token.name in REGIONS
    equivalent = "\n" if token.name == "br" else ""
    if token.kind is Kind.OTHER and token.name and token.name not in RAW and not is_region:
        equivalent = html.unescape(_TAG.sub("", text))  # what stays in another language is still read
    is_looked_into = token.kind is Kind.START or (is_region and not _is_barred(text))
    return Piece(token.start, text, Mark(kind, token.name, text, equivalent), is_looked_into)
