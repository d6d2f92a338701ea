"""The two texts of a segment, their words and how strongly these belong together; refuses codes and decisions.

Attention is read both ways: a target word that looks at a source word counts the more, the less other target words look there
(``Müllabfuhr`` holds ``collecte`` and ``déchets``, though a third word glances at it).
"""

from collections.abc import Collection, Sequence

from service.domain.language import SOURCE, Language
from service.engine.alignment import SHARP, Alignment, Span, find_words, is_word
from service.engine.small_words import Kind, find_kind

SHARING = 0.7  # 0: a source word is not shared among those that look at it; 1: it is


class Ground:
    """A source text and a target text. Punctuation is no word here."""

    def __init__(self, source: str, target: str, alignment: Alignment | None, language: Language | None) -> None:
        self.source_text, self.target_text = source, target
        self.source, self.target = _words(source), _words(target)
        self.source_kinds = _kinds(source, self.source, SOURCE if language else None)
        self.target_kinds = _kinds(target, self.target, language)
        believed = alignment is not None and alignment.sharpness >= SHARP
        self.weights = self._read(alignment) if alignment is not None and believed else None
        self._totals = [sum(row) for row in self.weights or ()]

    def _read(self, alignment: Alignment) -> list[list[float]]:
        """Per target word its weights over the source words, read both ways."""
        rows = dict(zip(alignment.target, alignment.weights, strict=True))
        columns = {word: index for index, word in enumerate(alignment.source)}
        order = [columns.get(word) for word in self.source]
        unlinked = [0.0] * len(alignment.source)
        forward = [
            [rows.get(word, unlinked)[column] if column is not None else 0.0 for column in order]
            for word in self.target
        ]
        totals = [sum(row[column] for row in forward) or 1.0 for column in range(len(order))]
        return [[weight / total**SHARING for weight, total in zip(row, totals, strict=True)] for row in forward]

    def source_words(self, span: Span) -> list[int]:
        """The indexes of the source words that share a character with `span`."""
        return [i for i, (start, end) in enumerate(self.source) if start < span[1] and end > span[0]]

    def target_words(self, span: Span) -> list[int]:
        """The indexes of the target words that share a character with `span`."""
        return [i for i, (start, end) in enumerate(self.target) if start < span[1] and end > span[0]]

    def with_meaning(self, held: Sequence[int]) -> list[int]:
        """Those of the source words that are not small; all of them if all are."""
        return [word for word in held if self.source_kinds[word] is None] or list(held)

    def pull(self, word: int, held: Sequence[int]) -> float:
        """How strongly a target word belongs to the source words `held`, 0 to 1."""
        if self.weights is None:
            return 0.0
        row = self.weights[word]
        return sum([row[each] for each in held])

    def pull_away(self, word: int, held: Sequence[int]) -> float:
        """How strongly it belongs to all source words but those `held`."""
        return self._totals[word] - self.pull(word, held) if self.weights else 0.0

    def is_drawn(self, word: int, held: Collection[int]) -> bool:
        """True if no source word outside `held` draws the target word more than one inside."""
        if self.weights is None:
            return False
        row = self.weights[word]
        return any(row[each] >= max(row) for each in held)

    def find_once(self, phrase: str, window: Span) -> Span | None:
        """Where `phrase` stands in the window as whole words, if it does so once."""
        text = self.target_text[slice(*window)]
        start = text.find(phrase)
        if not phrase or start < 0 or text.find(phrase, start + 1) >= 0:
            return None
        edges = (text[start - 1 : start] if start else "", text[start + len(phrase) : start + len(phrase) + 1])
        if any(edge.isalnum() for edge in edges):
            return None
        return (window[0] + start, window[0] + start + len(phrase))


def _words(text: str) -> list[Span]:
    return [span for span in find_words(text) if is_word(text[slice(*span)])]


def _kinds(text: str, words: Sequence[Span], language: Language | None) -> list[Kind | None]:
    return [find_kind(text[slice(*word)], language) for word in words]
