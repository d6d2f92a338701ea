"""The outer form of a sentence taken over from its source: its first capital, and no full stop where the source has none.

Refuses to lower a capital: whether a word is a name only the draft knows.
"""

import re

from service.domain.unit import Role
from service.domain.verbatim import find_verbatim
from service.linguistics.edits import Edit

_FIRST = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+")
_FINAL_STOP = re.compile(r"(?<=[\w»”“\")’%€])\.(?=[\s»”’\")]*$)")
_ENDS = re.compile(r"[.!?:;…][\s“”\"’»«‘)\]]*$")
_SENTENCES = frozenset({Role.PARAGRAPH, Role.TEASER, Role.QUOTE})
_ABBREVIATED = re.compile(r"(?:\betc|\b[A-Z]|\becc|\bcf|\bca|\b[Ss]\.p\.a)\.$")


def raise_initial(text: str, source: str) -> list[Edit]:
    """The first letter as a capital if the source starts with one."""
    first, model = _FIRST.search(text), _FIRST.search(source)
    if not first or not model or not model.group().isupper() or not first.group().islower():
        return []
    word = _WORD.match(text, first.start())
    shielded = any(start <= first.start() < end for start, end in find_verbatim(text))
    if shielded or (word and not word.group().islower()) or len(first.group().upper()) > 1:
        return []
    return [Edit(first.start(), first.end(), first.group().upper())]


def drop_final_stop(text: str, source: str, role: Role) -> list[Edit]:
    """No full stop the model added to a headline, a list item or a cell."""
    stop = _FINAL_STOP.search(text)
    if role in _SENTENCES or not stop or _ENDS.search(source) or _ABBREVIATED.search(text[: stop.end()]):
        return []
    return [Edit(stop.start(), stop.end(), "")]
