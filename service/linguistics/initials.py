"""With what sound a French or Italian word begins, which decides elision and the form of the article; refuses to elide.

Miniature: ``hôtel`` begins with a vowel, ``hall`` does not; ``sportello`` begins heavily (``lo sportello``), ``seggio`` does not.
"""

import re
import unicodedata

from service.domain.language import Language

_VOWELS = frozenset("aeiouyœæ")
_NO_ELISION = re.compile(  # a French h that is heard, and vowels that let nothing be elided before them
    r"h(?:all|allage|alle|alte|alter|ameau|and|ang|aras|aricot|asard|ausse|aut|averl|avre|ayon|eaume|esse|eurt|ibou|ierarch|ockey"
    r"|olland|omard|ongr|onte|ors|ouille|ublot|uit|urle|utte|anovre|ambourg|eilbronn|eidelberg|amster|ardi|arcel|arnais|erse|erisson"
    r"|eros$|ernie|eron|etr|ip|ot-|oux|auptschule)|onze|oui|ouistiti|yaourt|yacht|yeti|uhlan|y[aeo]"
)
_HEAVY = re.compile(r"s[^aeiouàèéìòùh]|sh|z|gn|ps|pn|x|y|i[aeou]|j[aeo]")


def begins_with_vowel(form: str, language: Language) -> bool:
    """True if an article before it is elided: ``l’école``, ``l’hôtel``, ``l’ufficio``."""
    first = _plain(form)
    if language is Language.FRENCH:
        return first[:1] in _VOWELS | {"h"} and not _NO_ELISION.match(first)
    return first[:1] in "aeiou" and bool(first) and not _HEAVY.match(first)


def begins_heavily(form: str) -> bool:
    """True if Italian says ``lo`` and ``gli`` before it: ``sportello``, ``zoo``."""
    return _HEAVY.match(_plain(form)) is not None


def _plain(form: str) -> str:
    letters = unicodedata.normalize("NFD", form.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
