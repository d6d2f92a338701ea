"""Takes what no model may touch out of its sight, as standalone codes, and puts it back; refuses to judge translations.

Miniature: ``Mehr: www.stadt.de/a_b`` is ``Content("Mehr: ", InlineCode(1000000, STANDALONE, "www.stadt.de/a_b"))`` while the
engine works on it. The engine places it like any other code.
"""

import re
from collections.abc import Iterable, Iterator

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.term import Term
from service.domain.verbatim import Span, find_identifiers, find_verbatim
from service.linguistics.terms import find_kept

_FIGURE = re.compile(r"(\d+(?:[.,:/]\d+)*)(?:\.(?=\s+[^\W\d_]))?")
FIRST_ID = 1_000_000  # formats number their codes from 1, so no id of theirs is met


def shield(content: Content, terms: Iterable[Term] = ()) -> Content:
    """The content with addresses, file names, tags, telephone and account numbers, and the kept `terms`, as standalone codes."""
    ids = iter(range(FIRST_ID, FIRST_ID + len(content.text)))
    kept = [term for term in terms if term.kept]
    return Content(
        *(piece for part in content for piece in (_cut(part, ids, kept) if isinstance(part, str) else (part,)))
    )


def shield_figures(content: Content) -> Content:
    """The content with its figures as standalone codes too; the stop of an ordinal goes, for it ends no sentence here.

    ``am 12. Mai um 18.30 Uhr`` is ``am {12} Mai um {18.30} Uhr``.
    """
    first = max((part.id for part in content.codes if is_shield(part)), default=FIRST_ID - 1) + 1
    ids = iter(range(first, first + len(content.text)))
    return Content(
        *(piece for part in content for piece in (_cut_figures(part, ids) if isinstance(part, str) else (part,)))
    )


def _cut_figures(text: str, ids: Iterator[int]) -> Iterator[Part]:
    done = 0
    for match in _FIGURE.finditer(text):
        yield text[done : match.start()]
        yield InlineCode(next(ids), CodeKind.STANDALONE, match[1])
        done = match.end()
    yield text[done:]


def unshield(content: Content) -> Content:
    """The content with what was shielded as text again."""
    return Content(*(part.data if is_shield(part) else part for part in content))  # type: ignore[union-attr]


def is_shield(part: Part) -> bool:
    """True for a code that `shield` made."""
    return isinstance(part, InlineCode) and part.id >= FIRST_ID


def _cut(text: str, ids: Iterator[int], kept: list[Term]) -> Iterator[Part]:
    done = 0
    for start, end in _joined(text, sorted({*find_verbatim(text), *find_identifiers(text), *find_kept(text, kept)})):
        yield text[done:start]
        yield InlineCode(next(ids), CodeKind.STANDALONE, text[start:end])
        done = end
    yield text[done:]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans, those that overlap or have no word between them as one: ``07141/910-0, presse@stadt.de`` stays together."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not any(character.isalnum() for character in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
