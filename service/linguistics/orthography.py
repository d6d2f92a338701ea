"""Words models write without their accent or ligature, set right from a list; refuses everything the list does not have.

Miniature: ``Etat`` is ``État``, ``coeur`` is ``cœur``; ``perchè`` is ``perché``, ``citta'`` is ``città``.
"""

import re
from functools import cache

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_table


def write_words(text: str, table: str) -> list[Edit]:
    """The words of `table` ("orthography_fr.tsv") as they are written, with the capitals they had."""
    return substitute(text, _pattern(table), lambda match: _right(match.group(), table))


def _right(word: str, table: str) -> str:
    words = _words(table)
    if word in words:
        return words[word]
    small = words.get(word.lower(), word)
    return small.upper() if word.isupper() and len(word) > 1 else small[0].upper() + small[1:]


@cache
def _words(table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in read_table(table)}


@cache
def _pattern(table: str) -> re.Pattern[str]:
    """The wrong words; those listed small also with a capital, or in capitals."""
    wrong = sorted(_words(table), key=len, reverse=True)
    forms = [f"(?i:{re.escape(word)})" if word.islower() else re.escape(word) for word in wrong]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w’'])")
