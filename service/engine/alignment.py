"""Which word of the target translates which word of the source, out of the model's attention; refuses inline codes.

The model looks from subwords to subwords. Subwords are healed to words, so that a link never ends inside one
(``citt`` ``adina`` is ``cittadina``), and two things the eye sees at once are put right:

* words look at words, punctuation at punctuation (an untrained head likes to rest on the full stop);
* what stands once on either side and is the same (``Montbéliard``, ``2026``) belongs together whatever the head says.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]  # start and end in a text

SHARP = 0.45  # mean share of the best source word; a head that spreads its look more widely than this tells nothing

_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)|\d+(?:[.,:]\d+)+(?!\w)|aujourd[’']hui(?!\w)|\w+(?:[-_]\w+)*(?:[’'](?=\w))?|[^\w\s]",
    re.IGNORECASE,
)
_SHORT = 3  # letters: "des", "in", "die" are other words in the other language


@dataclass(frozen=True, slots=True)
class Alignment:
    """Weights between the words of two texts."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    weights: tuple[
        tuple[float, ...], ...
    ]  # per target word over the source words; a row sums to 1, or to 0 if unlinked

    def __post_init__(self) -> None:
        if len(self.weights) != len(self.target) or any(len(row) != len(self.source) for row in self.weights):
            raise ValueError("an alignment has one row a target word and one column a source word")

    def best_source(self, target: int) -> int | None:
        """The source word the target word translates, None if it is unlinked."""
        row = self.weights[target]
        best = max(range(len(row)), key=row.__getitem__, default=None)
        return best if best is not None and row[best] > 0 else None

    @property
    def sharpness(self) -> float:
        """Mean weight of the best source word over the linked target words; 0 without links."""
        best = [max(row) for row in self.weights if any(row)]
        return sum(best) / len(best) if best else 0.0


def find_words(text: str) -> tuple[Span, ...]:
    """The words and punctuation marks of `text`: ``L’entrée!`` has ``L’``, ``entrée`` and ``!``."""
    return tuple(match.span() for match in _WORD.finditer(text))


def is_word(text: str) -> bool:
    """True for letters and digits, False for punctuation."""
    return any(character.isalnum() for character in text)


def align_words(
    source_text: str,
    source_tokens: Sequence[Span],
    target_text: str,
    target_tokens: Sequence[Span],
    attention: Sequence[Sequence[float]],
) -> Alignment:
    """Token attention (a row a target token, a column a source token) as an alignment of words."""
    source, target = find_words(source_text), find_words(target_text)
    columns = _members(source, source_tokens)
    rows = _members(target, target_tokens)
    weights = [
        [sum(attention[t][s] for t in row for s in column if s < len(attention[t])) for column in columns]
        for row in rows
    ]
    source_words = [source_text[start:end] for start, end in source]
    target_words = [target_text[start:end] for start, end in target]
    _keep_kinds_apart(weights, source_words, target_words)
    _tie_identical(weights, source_words, target_words)
    return Alignment(source, target, tuple(_normalise(row) for row in weights))


def compose(first: Alignment, second: Alignment) -> Alignment:
    """The alignment from the source of `first` to the target of `second`, over the text between them."""
    if first.target != second.source:
        raise ValueError("alignments compose over the same words")
    weights = [
        _normalise(
            [sum(row[m] * first.weights[m][s] for m in range(len(row)) if row[m]) for s in range(len(first.source))]
        )
        for row in second.weights
    ]
    return Alignment(first.source, second.target, tuple(weights))


def _members(words: Sequence[Span], tokens: Sequence[Span]) -> list[list[int]]:
    """Per word the tokens that share a character with it."""
    return [
        [index for index, (start, end) in enumerate(tokens) if start < word_end and end > word_start]
        for word_start, word_end in words
    ]


def _keep_kinds_apart(weights: list[list[float]], source: Sequence[str], target: Sequence[str]) -> None:
    kinds = [is_word(word) for word in source]
    for row, word in zip(weights, target, strict=True):
        for column, kind in enumerate(kinds):
            if kind != is_word(word):
                row[column] = 0.0


def _tie_identical(weights: list[list[float]], source: Sequence[str], target: Sequence[str]) -> None:
    names = [_name_of(word) for word in source], [_name_of(word) for word in target]
    in_source, in_target = Counter(names[0]), Counter(names[1])
    tied = {name for name in in_source if name and in_source[name] == in_target[name] == 1}
    for row, name in zip(weights, names[1], strict=True):
        row[:] = [
            float(other == name) if name in tied else 0.0 if other in tied else weight
            for weight, other in zip(row, names[0], strict=True)
        ]


def _name_of(word: str) -> str:
    """What makes a word the same on both sides: a number is its digits, ``70.000`` is ``70 000`` and ``1er`` is ``1``."""
    if word[0].isdigit():
        return re.sub(r"\D", "", word)
    return "" if len(word) <= _SHORT and word.islower() else word


def _normalise(row: Sequence[float]) -> tuple[float, ...]:
    total = sum(row)
    return tuple(weight / total for weight in row) if total > 0 else tuple(0.0 for _ in row)
