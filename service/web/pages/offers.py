"""What the memory offers for a segment, as a page shows it; refuses to use it unasked (an editor takes it, and saves it)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.difference import Stretch, compare_words
from service.domain.memory import Match, MatchKind
from service.domain.notation import fit_codes, write_notation
from service.domain.records import Rendering, StoredTranslation
from service.web.current import gemello

MOST_SEARCHED = 60  # segments of a page; an open one is always looked for


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that a person approved for a source that is alike."""

    unit: str  # id in the memory
    same: bool  # for the very same source
    score: int  # how much of the two sources is alike, per cent
    difference: tuple[Stretch, ...]  # first: only in the memory's German, second: only in the segment's
    text: str  # what an editor takes: in notation, without codes that the segment has not
    article: str  # id of the article it was approved in; "" if imported, or deleted since
    title: str  # of that article
    town: str  # that read it, "" if no town was named
    author: str  # who approved it
    changed: datetime | None


def find_offers(found: StoredTranslation, rendering: Rendering, opened: int | None) -> dict[int, tuple[Offer, ...]]:
    """The offers for the segment that is open or, if none is, for those still to be reviewed; by number."""
    desk, language = gemello().desk, found.language
    town = desk.reader(found)
    if opened is None:
        return _view(rendering, desk.matches(rendering, language, MOST_SEARCHED, town), found)
    source = rendering.segments[opened].source
    return _view(rendering, {opened: desk.find_alike(write_notation(source, source), language, town)}, found)


def _view(
    rendering: Rendering, matches: Mapping[int, Sequence[Match]], found: StoredTranslation
) -> dict[int, tuple[Offer, ...]]:
    """Without what the segment says already."""
    cards = gemello().articles.cards(match.unit.article for each in matches.values() for match in each)

    def viewed(number: int) -> Iterator[Offer]:
        segment = rendering.segments[number]
        source = write_notation(segment.source, segment.source)
        for match in matches[number]:
            unit, card = match.unit, cards.get(match.unit.article)
            text = fit_codes(unit.target, source)
            if text != write_notation(segment.target.content, segment.source):
                yield Offer(
                    unit=unit.id,
                    same=match.kind is not MatchKind.FUZZY,
                    score=match.score,
                    difference=compare_words(unit.source, source),
                    text=text,
                    article=card.id if card else "",
                    title=card.title if card else "",
                    town=unit.town or (card.towns.get(found.language, "") if card else ""),
                    author=unit.author,
                    changed=unit.changed,
                )

    offered = {number: tuple(viewed(number)) for number in matches}
    return {number: offers for number, offers in offered.items() if offers}
