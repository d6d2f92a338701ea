"""Cuts the content of a unit into sentences; holds what to do with inline codes at and across borders, refuses to lose any.

Miniature: ``<b>Ja. </b>Nein.`` is ``<b>`` | ``Ja.`` | `` </b>`` | ``Nein.`` - the pair spans the border, so its ends stand outside.
A segment is well nested in itself: a pair that reaches from the middle of one sentence into another joins the two.
What is longer than the engine's limit is the engine's business.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.unit import Ignorable, Role, Segment
from service.linguistics.borders import Span, find_sentences, is_wordlike

_LINES = re.compile(r"[^\n]+")
_CAPTION_LABEL = re.compile(r"\s*((?:BU|Bild|Bilder|Bildunterschrift|Bildtext|Grafik|Abbildung)(?:[ ]\d+)?:)\s+")
_LABEL = re.compile(r"\s*([A-ZÄÖÜ][^:.,\d]{1,40}:)\s+")
_WHOLE = frozenset({Role.HEADLINE, Role.SUBHEADING, Role.AUTHOR, Role.DATELINE})  # "St. Florian. Ein Fest" is one


def split(content: Content, role: Role) -> tuple[Segment | Ignorable, ...]:
    """The content in segments and ignorables; joined they are the content (invariant 2)."""
    atoms = list(_atoms(content))
    holders = [index for index, atom in enumerate(atoms) for _ in _text(atom)]  # of each character: its atom
    cuts = [(holders[start], holders[end - 1] + 1) for start, end in _find_spans(content.text, role)]
    return tuple(_parts(atoms, _with_codes(atoms, _joined(atoms, cuts))))


def _find_spans(text: str, role: Role) -> list[Span]:
    if not is_wordlike(text):
        return []
    if role in _WHOLE:
        return [(len(text) - len(text.lstrip()), len(text.rstrip()))]
    if role is Role.CONTACT:  # the lines of an address are no sentence
        lines = [(match.start(), match.group()) for match in _LINES.finditer(text)]
        return [(at + start, at + end) for at, line in lines for start, end in _split_label(line, _LABEL)]
    return _split_label(text, _CAPTION_LABEL) if role is Role.CAPTION else find_sentences(text)


def _split_label(line: str, labels: re.Pattern[str]) -> list[Span]:
    """A line of an address or a caption: its label, ``Öffnungszeiten:``, and what stands behind it."""
    label = labels.match(line)
    if label is None or not is_wordlike(line[label.end() :]):
        return find_sentences(line)
    rest = ((start + label.end(), end + label.end()) for start, end in find_sentences(line[label.end() :]))
    return [(label.start(1), label.end(1)), *rest]


Atom = Part  # one character, or one code
Cut = tuple[int, int]  # indexes into the atoms: first of a segment, and the one after its last


def _atoms(content: Content) -> Iterator[Atom]:
    for part in content:
        if isinstance(part, str):
            yield from part
        else:
            yield part


def _text(atom: Atom) -> str:
    return atom if isinstance(atom, str) else atom.equivalent


def _joined(atoms: Sequence[Atom], cuts: list[Cut]) -> list[Cut]:
    """The cuts widened and joined until no pair of codes reaches out of the middle of one."""
    pairs = _pairs(atoms)
    while True:
        wider = _merged([_widened(cut, pairs) for cut in cuts])
        wider = _merged([_beyond_space(atoms, wider, number) for number in range(len(wider))])
        if wider == cuts:
            return cuts
        cuts = wider


def _pairs(atoms: Sequence[Atom]) -> list[Cut]:
    """The indexes of the two ends of every pair."""
    pairs: list[Cut] = []
    opened: dict[int, int] = {}
    for index, atom in enumerate(atoms):
        if isinstance(atom, InlineCode) and atom.kind is CodeKind.OPENING:
            opened[atom.id] = index
        elif isinstance(atom, InlineCode) and atom.kind is CodeKind.CLOSING and atom.id in opened:
            pairs.append((opened.pop(atom.id), index))
    return pairs


def _widened(cut: Cut, pairs: list[Cut]) -> Cut:
    """The cut stretched to the other end of every pair that has one end in it."""
    start, end = cut
    for opening, closing in pairs:
        if start <= opening < end <= closing:
            end = closing + 1
        elif opening < start <= closing < end:
            start = opening
    return start, end


def _beyond_space(atoms: Sequence[Atom], cuts: list[Cut], number: int) -> Cut:
    """A cut that was stretched over white space takes in the sentence beyond it, if there is one."""
    start, end = cuts[number]
    if number + 1 < len(cuts) and not _first_text(reversed(atoms[start:end])).strip():
        end = cuts[number + 1][1]
    if number > 0 and not _first_text(atoms[start:end]).strip():
        start = cuts[number - 1][0]
    return start, end


def _first_text(atoms: Iterable[Atom]) -> str:
    return next(filter(None, map(_text, atoms)), "")


def _merged(cuts: list[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for start, end in sorted(cuts):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _with_codes(atoms: Sequence[Atom], cuts: list[Cut]) -> Iterator[Cut]:
    """The cuts with the codes that touch them, as far as each stays well nested; a code between two goes to the first."""
    partners = {end: other for pair in _pairs(atoms) for end, other in (pair, pair[::-1])}
    floor = 0
    for number, (start, end) in enumerate(cuts):
        ceiling = cuts[number + 1][0] if number + 1 < len(cuts) else len(atoms)
        low, high = start, end
        while low > floor and not _text(atoms[low - 1]):
            low -= 1
        while high < ceiling and not _text(atoms[high]):
            high += 1
        cut = _shrunk(atoms, partners, (low, high), (start, end))
        floor = cut[1]
        yield cut


def _shrunk(atoms: Sequence[Atom], partners: dict[int, int], outer: Cut, inner: Cut) -> Cut:
    """The largest cut between `inner` and `outer` that holds both ends of every pair it touches."""
    low, high = outer
    while True:
        lonely = [
            index
            for index in (*range(low, inner[0]), *range(inner[1], high))
            if _is_lonely(atoms, partners, index, low, high)
        ]
        if not lonely:
            return low, high
        low = max((index + 1 for index in lonely if index < inner[0]), default=low)
        high = min((index for index in lonely if index >= inner[1]), default=high)


def _is_lonely(atoms: Sequence[Atom], partners: dict[int, int], index: int, low: int, high: int) -> bool:
    atom = atoms[index]
    return (
        isinstance(atom, InlineCode)
        and atom.kind is not CodeKind.STANDALONE
        and not low <= partners.get(index, -1) < high
    )


def _parts(atoms: Sequence[Atom], cuts: Iterable[Cut]) -> Iterator[Segment | Ignorable]:
    done = 0
    for start, end in cuts:
        if start > done:
            yield Ignorable(Content(*atoms[done:start]))
        yield Segment(Content(*atoms[start:end]))
        done = end
    if done < len(atoms):
        yield Ignorable(Content(*atoms[done:]))
