"""Digits of a translation exchanged for those of another source; refuses where words around a figure might have to change too.

Miniature: the translation of ``Am 3. Mai`` serves for ``Am 5. Mai``: ``le 3 mai`` becomes ``le 5 mai``. Not so where

- a 0 or a 1 comes or goes (``1 Besucher``, ``3 Besucher``; ``le 1er mai``);
- Italian would say ``l’`` instead of ``il``: 8, 80, 11 begin with a vowel, 3 does not;
- it is not certain which digits belong together: ``2 bis 2`` cannot tell ``2 bis 4``, and ``zwei`` holds no digit.
"""

import re
from collections import Counter

from service.domain.content import Content
from service.domain.language import Language

_DIGITS = re.compile(r"\d+")
_SINGULAR = frozenset({"0", "1", "00", "01"})


def exchange_figures(target: Content, old: str, new: str, language: Language) -> Content | None:
    """`target`, the translation of the text `old`, for the text `new`, which differs in digits alone; None if not certain."""
    before, after = _DIGITS.findall(old), _DIGITS.findall(new)
    if len(before) != len(after):
        return None
    exchanged = dict(zip(before, after, strict=True))
    if [exchanged[each] for each in before] != after:
        return None
    changed = {each: exchanged[each] for each in exchanged if each != exchanged[each]}
    found = Counter(run for part in target if isinstance(part, str) for run in _DIGITS.findall(part))
    given = Counter(before)
    if any(found[each] != given[each] or not _same_words(each, other, language) for each, other in changed.items()):
        return None
    return Content(*(_rewrite(part, changed) if isinstance(part, str) else part for part in target))


def _same_words(old: str, new: str, language: Language) -> bool:
    """True if the words around the one figure are those around the other."""
    if old in _SINGULAR or new in _SINGULAR:
        return False
    return language is not Language.ITALIAN or _is_elided(old) == _is_elided(new)


def _is_elided(figure: str) -> bool:
    """Said in Italian it begins with a vowel: otto, ottanta, undici."""
    return figure.startswith("8") or figure == "11"


def _rewrite(text: str, changed: dict[str, str]) -> str:
    return _DIGITS.sub(lambda match: changed.get(match.group(), match.group()), text)
