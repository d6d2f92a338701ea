"""Does a number that counts stand before a French or Italian noun, so that it needs no article and is plural? Refuses years and dates.

Miniature: ``500 habitants``, ``quatre écoles`` are counted, ``en 2026 la ville``, ``1 école`` and ``1,5 million`` are not.
"""

import re

from service.domain.language import Language

_FIGURE = re.compile(r"(?<![\w.,/-])(?P<whole>\d{1,3}(?:[.,\u00a0\u202f ]?\d{3})+|\d+)(?P<part>,\d+)?\s+$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WORDS = {
    Language.FRENCH: "deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante soixante cent mille",
    Language.ITALIAN: "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento mille",
}
_WORD = {
    language: re.compile(rf"(?<![\w-])(?:{words.replace(' ', '|')})\s+$", re.IGNORECASE)
    for language, words in _WORDS.items()
}


def ends_in_count(before: str, language: Language) -> bool:
    """True if the text before a noun ends in a number of more than one."""
    if _WORD[language].search(before):
        return True
    figure = _FIGURE.search(before)
    if figure is None or _YEAR.fullmatch(figure["whole"]):
        return False
    return int(re.sub(r"\D", "", figure["whole"])) > 1
