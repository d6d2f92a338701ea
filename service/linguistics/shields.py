"""Takes what no model may touch out of its sight, as standalone codes, and puts it back; refuses to judge translations.

Miniature: ``Mehr: www.stadt.de/a_b`` is ``Content("Mehr: ", InlineCode(1000000, STANDALONE, "www.stadt.de/a_b"))`` while the
engine works on it. The engine places it like any other code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from service.domain.change import Change, Rewriting
from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.term import Term
from service.domain.unit import Role
from service.domain.verbatim import Span, find_identifiers, find_symbols, find_verbatim
from service.linguistics.contacts import find_kept_in_contact
from service.linguistics.people import find_people
from service.linguistics.terms import find_kept

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,:/]\d+)*)"  # "10 000" is one
_FIGURE = (  # with what belongs to it: "B27", "(1)", "1644–1912", "-4,8 %", "802.11a"; without the endings of "12." and "1990er"
    r"(?P<figure>(?<![^\W_])[A-Za-z]{1,3}\d[\dA-Z]*(?![^\W_])|\(\d{1,2}\)"
    rf"|(?:(?<![^\s(])[+−-])?{_NUMBER}(?:[–-]{_NUMBER})*(?!\d)(?:\s?[%€$°º]|(?!ern?(?![^\W_]))[^\W\d_]{{1,3}}(?![^\W_]))?)"
    r"(?:\.(?=\s+[^\W\d_])|(?<=\d)ern?(?![^\W_]))?"
)
_CLOSERS = "%€$°)"  # may end a shielded figure
_FINAL_STOP = re.compile(r"\s*[.!?…]+[\s»”“\"’)]*$")
_MARK = re.compile(r"[\d*†]{1,3}\)?")
FIRST_ID = 1_000_000  # formats number their codes from 1, so no id of theirs is met
LAST_ID = 2_000_000  # from here on the marks of terms are numbered


# What a block keeps by what it is: names in a quotation and a credit, all but the labels of an address block.
_BY_ROLE: Mapping[Role, Callable[[str], list[Span]]] = {
    **dict.fromkeys((Role.CONTACT, Role.AUTHOR), find_kept_in_contact),
    **dict.fromkeys((Role.QUOTE, Role.CAPTION), find_people),
}


def shield(content: Content, terms: Iterable[Term] = (), role: Role = Role.PARAGRAPH) -> Content:
    """The content with addresses, file names, tags, emoji, telephone and account numbers, and the kept `terms`, as standalone codes.

    So are the names and postal addresses that a block of its `role` keeps, and marks raised or lowered beside a word, which read
    as a part of it: ``Rat<sup>1</sup>``, ``CO<sub>2</sub>``.
    """
    ids = iter(range(FIRST_ID, FIRST_ID + len(content.text)))
    kept = [term for term in terms if term.kept]

    def find(index: int, text: str) -> list[Span]:
        if _is_mark(content.parts, index):
            return [(0, len(text))]
        found = {*find_verbatim(text), *find_identifiers(text), *find_symbols(text), *find_kept(text, kept)}
        return sorted(found.union(_BY_ROLE[role](text)) if role in _BY_ROLE else found)

    return Content(
        *(
            piece
            for index, part in enumerate(content)
            for piece in (_cut(part, ids, find(index, part)) if isinstance(part, str) else (part,))
        )
    )


def _is_mark(parts: Sequence[Part], index: int) -> bool:
    """True for figures or stars alone in a pair that touches the word before it."""
    if not 1 < index < len(parts) - 1 or _MARK.fullmatch(str(parts[index])) is None:
        return False
    word, opening, closing = parts[index - 2], parts[index - 1], parts[index + 1]
    return _is_pair(opening, closing) and isinstance(word, str) and not word[-1].isspace()


def shield_again(content: Content, names: Iterable[Term] = ()) -> Content:
    """The content for a second attempt: its figures shielded too, and `names`, already in the form of the target.

    ``am 12. Mai in Mömpelgard`` is ``am {12} Mai in {Montbéliard}``; the stop of an ordinal goes, for it ends no sentence.
    """
    forms = {term.source: term.preferred for term in names}
    first = max((part.id for part in content.codes if is_shield(part)), default=FIRST_ID - 1) + 1
    ids = iter(range(first, first + len(content.text)))
    pattern = _second_pattern(forms)
    return Content(
        *(
            piece
            for part in content
            for piece in (_cut_again(part, pattern, forms, ids) if isinstance(part, str) else (part,))
        )
    )


def _second_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(forms, key=len, reverse=True))
    return (
        re.compile(rf"(?<!\w)(?P<name>{names})(?!\w)|{_FIGURE}") if names else re.compile(rf"(?P<name>(?!))|{_FIGURE}")
    )


def _cut_again(text: str, pattern: re.Pattern[str], forms: Mapping[str, str], ids: Iterator[int]) -> Iterator[Part]:
    done = 0
    for match in pattern.finditer(text):
        yield text[done : match.start()]
        yield InlineCode(next(ids), CodeKind.STANDALONE, forms[match["name"]] if match["name"] else match["figure"])
        done = match.end()
    yield text[done:]


def unshield(content: Content) -> Content:
    """The content with what was shielded as text again."""
    return Content(*(part.data if is_shield(part) else part for part in content))  # type: ignore[union-attr]


def find_touching(content: Content) -> list[tuple[int, str]]:
    """Where, once shields are text again, one would run into a word or into the next: offsets in that text, what to put there.

    No shield but a raised mark touches a letter or a digit in German, so in a draft it is the model's doing: ``Hotels`` ``5,3``.
    Between two figures a space would not do: ``30 120`` is one number, so there a comma comes before the space that is there too.
    """
    touching, before, after_shield, offset = [], "", False, 0
    for index, part in enumerate(content):
        text = part if isinstance(part, str) else part.data if is_shield(part) else part.equivalent
        shielded = is_shield(part) and not _is_raised(content.parts, index)
        if not text:
            continue
        if (shielded or after_shield) and (before.isalnum() or (before and before in _CLOSERS)) and text[0].isalnum():
            touching.append((offset, ", " if before.isdigit() and text[0].isdigit() else " "))
        if _parts_figures(content.parts, index):
            touching.append((offset, ","))
        before, after_shield, offset = text[-1], shielded, offset + len(text)
    return touching


def _parts_figures(parts: Sequence[Part], index: int) -> bool:
    """True for a space that is all that parts two shielded figures."""
    around = parts[max(0, index - 1) : index + 2]
    if parts[index] != " " or len(around) != 3 or not all(is_shield(each) for each in (around[0], around[2])):  # noqa: PLR2004
        return False
    return around[0].data[-1:].isdigit() and around[2].data[:1].isdigit()  # type: ignore[union-attr]


def draw_in(draft: Content, source: str) -> Rewriting:
    """The draft with shields that came to stand behind its final stop before it, if the source ends with a stop: ``à 18 h. 16``."""
    parts, last = list(draft), len(draft.parts)
    while last and (is_shield(parts[last - 1]) or not str(parts[last - 1]).strip()):
        last -= 1
    before = parts[last - 1] if last else ""
    stop = _FINAL_STOP.search(before) if isinstance(before, str) else None
    late = [part for part in parts[last:] if is_shield(part)]
    if not late or stop is None or _FINAL_STOP.search(source) is None:
        return Rewriting(draft)
    drawn = [part for shield in late for part in (" ", shield)]
    moved = Content(*parts[: last - 1], str(before)[: stop.start()], *drawn, stop.group().strip())
    old, new = unshield(draft).text, unshield(moved).text
    start = len(unshield(Content(*parts[: last - 1])).text) + stop.start()
    return Rewriting(moved, (Change("shields", start, old[start:], new[start:]),))


def _is_raised(parts: Sequence[Part], index: int) -> bool:
    """True for figures or stars that are all a pair holds."""
    code, around = parts[index], parts[max(0, index - 1) : index + 2]
    return isinstance(code, InlineCode) and _MARK.fullmatch(code.data) is not None and _is_pair(around[0], around[-1])


def _is_pair(opening: Part, closing: Part) -> bool:
    both = isinstance(opening, InlineCode) and isinstance(closing, InlineCode)
    return both and opening is not closing and opening.id == closing.id  # type: ignore[union-attr]


def is_shield(part: Part) -> bool:
    """True for a code that `shield` made."""
    return isinstance(part, InlineCode) and FIRST_ID <= part.id < LAST_ID


def _cut(text: str, ids: Iterator[int], found: list[Span]) -> Iterator[Part]:
    done = 0
    for start, end in _joined(text, found):
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
