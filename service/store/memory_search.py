"""Sources of the memory that are alike, found fast; refuses to look at every one.

First the index of words names the sources that share most words with the text and are about as long; then these, and no other, are
compared letter by letter. A text that is alike at all shares words with its match, small words and endings left aside.
"""

from sqlalchemy import Connection, func, select

from service.domain.language import Language
from service.domain.memory import Match, MatchKind, MemoryUnit, normalise, source_key
from service.store.likeness import score_likeness
from service.store.memory_rows import index_words, read_units
from service.store.schema import memory_units as units
from service.store.schema import memory_words as words

CANDIDATES = 100  # sources compared letter by letter
SAME = 100


def find_alike(
    connection: Connection, source: str, language: Language, floor: int, limit: int, town: str = ""
) -> list[Match]:
    """The best matches of a source (in notation) that score at least `floor`, at most `limit`, the best first.

    The score is that of `score_likeness`. Of units with the same source the one nearest to `town` is taken, and of those the one
    changed last.
    """
    text = normalise(source)
    scores = _score_sources(connection, text, language, floor)
    best = sorted(scores, key=lambda key: -scores[key])[:limit]
    nearest: dict[str, MemoryUnit] = {}
    for unit in read_units(connection, "source_key", best, language):
        if unit.kinship(town) < nearest.setdefault(unit.key, unit).kinship(town):
            nearest[unit.key] = unit
    return [
        Match(nearest[key], MatchKind.EXACT if scores[key] == SAME else MatchKind.FUZZY, scores[key]) for key in best
    ]


def _score_sources(connection: Connection, text: str, language: Language, floor: int) -> dict[str, int]:
    """The scores from `floor` on, by source key, of the sources worth a comparison, those that share most words first.

    Whole units are read of the best alone: most of a search would be spent on reading those that are not alike.
    """
    candidates = _candidates(connection, text, language, floor)
    rows = select(units.c.source_key, units.c.source).where(
        units.c.language == str(language), units.c.source_key.in_(candidates)
    )
    sources = {row.source_key: row.source for row in connection.execute(rows)}
    same = source_key(text)
    scores = {key: SAME if key == same else score_likeness(text, normalise(sources[key])) for key in candidates}
    return {key: score for key, score in scores.items() if score >= floor}


def _candidates(connection: Connection, text: str, language: Language, floor: int) -> list[str]:
    """The keys of the sources that share most words with `text` and are not too long or short to reach `floor`."""
    shortest, longest = len(text) * floor // (200 - floor), len(text) * (200 - floor) // floor + 1
    shared = (
        select(words.c.source_key)
        .where(
            words.c.language == str(language),
            words.c.word.in_(sorted(index_words(text))),
            words.c.length.between(shortest, longest),
        )
        .group_by(words.c.source_key)
        .order_by(func.count().desc(), func.min(func.abs(words.c.length - len(text))), words.c.source_key)
        .limit(CANDIDATES)
    )
    return list(connection.scalars(shared))
