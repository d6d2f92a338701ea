"""The agreed wording of what stands on every page and in every letterhead; refuses a text that holds one word more.

Models fail most often on words alone. Miniature: ``Telefon: {1}`` is ``Téléphone: {1}``, ``Zum Seitenanfang`` is
``Torna su``, ``Startseite › Presse`` is ``Accueil › Presse``. The list is `data/labels.tsv`.
"""

import re
from collections.abc import Mapping
from functools import cache

from service.domain.content import Content, InlineCode, Part
from service.domain.language import TARGETS, Language
from service.domain.term import SEPARATOR, fold
from service.linguistics.lexicon import read_table

_LONGEST = 90  # characters; a longer text is no row of labels
_BETWEEN = re.compile(r"(\s*[>»›|/:,;·–—()]+\s*|\s*\d[\d./-]*\s*)")  # what parts two labels


def word_labels(content: Content, language: Language) -> Content | None:
    """`content` in `language` if its words are labels and nothing else, None if they are not."""
    words = "".join(part for part in content if isinstance(part, str))
    if len(words) > _LONGEST or not any(map(str.isalpha, words)):
        return None
    parts: list[Part] = []
    for part in content:
        worded = part if isinstance(part, InlineCode) else _word(part, _labels(language))
        if worded is None:
            return None
        parts.append(worded)
    return Content(*parts)


def _word(text: str, labels: Mapping[str, str]) -> str | None:
    """`text` with each label in it in its agreed wording; None if a word of it is none."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        bare = piece.strip()
        if not any(map(str.isalpha, bare)):
            pieces.append(piece)
            continue
        agreed = labels.get(fold(bare))
        if agreed is None or not bare[0].isupper():
            return None
        pieces.append(piece.replace(bare, agreed.upper() if bare.isupper() and len(bare) > 2 else agreed))  # noqa: PLR2004
    return "".join(pieces)


@cache
def _labels(language: Language) -> Mapping[str, str]:
    column = 1 + TARGETS.index(language)
    return {fold(form): row[column] for row in read_table("labels.tsv") for form in row[0].split(SEPARATOR)}
