"""Sources of the memory that are alike, found fast; refuses to look at every one.

First the index of words names the sources that share most words with the text and are about as long; then these, and no other, are
compared letter by letter. A text that is alike at all shares words with its match, small words and endings left aside.
"""

from sqlalchemy import Connection, func, select

from service.domain.language import Language
from service.domain.memory import Match, MatchKind, MemoryUnit, normalise, source_key
from service.store.likeness import score_likeness
from service.store.memory_rows import index_words, read_units
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
    nearest: dict[str, MemoryUnit] = {}
    for unit in read_units(connection, "source_key", _candidates(connection, text, language, floor), language):
        if unit.kinship(town) < nearest.setdefault(unit.key, unit).kinship(town):
            nearest[unit.key] = unit
    matches = [_match(unit, text) for unit in nearest.values()]
    return sorted((each for each in matches if each.score >= floor), key=lambda each: -each.score)[:limit]


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


def _match(unit: MemoryUnit, text: str) -> Match:
    if unit.key == source_key(text):
        return Match(unit, MatchKind.EXACT, SAME)
    return Match(unit, MatchKind.FUZZY, score_likeness(text, normalise(unit.source)))
