"""Headlines in capitals (``NEUE BRÜCKE FÜR RADFAHRER``) and in English title case, written as German is.

German nouns keep their capital, so lower-casing is no cure: words known to be small (`data/lowercase.txt`) or with an
ending of verbs and adjectives become small, acronyms stay, everything else is taken for a noun or a name.
Refuses text that is not nearly all capitals.
"""

import re
from collections.abc import Iterator

from service.linguistics.edits import Edit
from service.linguistics.lexicon import read_words

_SHARE = 0.8  # of the letters must be capitals; below that capitals are acronyms in normal text
_FEWEST = 2  # one word in capitals is an acronym or a heading like "INFO"
_FEWEST_IN_TITLE = 4
_LONGEST_ACRONYM = 4
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_START = re.compile(r"(?:\A|[.!?:–|]\s+|[„»\"(])[„»\"(]*$")
_SMALL_ENDING = re.compile(
    r"\w{2}(?:lich|isch|bar|sam|haft|iert|los)(?:e|er|es|en|em)?$|\w{3}ieren$|(?:elnd|ernd)$"
    r"|^(?:ab|an|auf|aus|ein|um|vor|nach|mit|zurück|weiter|fertig)ge\w{3,}t$"
)
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|nis|tum|ismus|ment|ler|erin|innen)(?:en|e|s|n)?$|nachbar|(?:^|[smh])tisch|fisch|gebot|gericht|turnier|papier"
)
_SHARP_S = re.compile(
    r"(?:(?<=stra)|(?<=gro)|(?<=grö)|(?<=fu)|(?<=fü)|(?<=ma)(?=nahm|geb|stab)|(?<=grü)|(?<=gru)|(?<=spa)|(?<=hei)|(?<=wei)(?!t)|(?<=au)(?=e|en|er|g)|(?<=schlie)|(?<=flie)|(?<=gie)|(?<=sü)|(?<=drei)(?=ig))ss"
)
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)


def recase_capitals(text: str) -> list[Edit]:
    """A text in capitals as German writes it; nothing for any other text."""
    letters = [character for character in text if character.isalpha()]
    words = [match for match in _WORD.finditer(text) if len(match.group()) > 1]
    if len(words) < _FEWEST or sum(letter.isupper() for letter in letters) < _SHARE * len(letters):
        return []
    return list(_recased(text))


def recase_titles(text: str) -> list[Edit]:
    """Small words of a headline in title case (``Die Stadt Baut Für Alle``) made small again."""
    words = list(_WORD.finditer(text))
    inner = words[1:]
    if len(words) < _FEWEST_IN_TITLE or not all(match.group()[0].isupper() for match in words):
        return []
    small = [
        match for match in inner if match.group().lower() in read_words("lowercase.txt") and not _starts(text, match)
    ]
    return [Edit(match.start(), match.start() + 1, match.group()[0].lower()) for match in small]


def _recased(text: str) -> Iterator[Edit]:
    for match in _WORD.finditer(text):
        word = match.group()
        recased = _recase(word, starts=_starts(text, match), joined=_is_joined(text, match))
        if recased != word:
            yield Edit(match.start(), match.end(), recased)


def _starts(text: str, match: re.Match[str]) -> bool:
    return _START.search(text[max(0, match.start() - 8) : match.start()]) is not None


def _is_joined(text: str, match: re.Match[str]) -> bool:
    """True for what follows a gender sign: ``*INNEN`` is no word."""
    return (
        text[match.start() - 1 : match.start()] in ("*", ":", "_")
        and text[match.start() - 2 : match.start() - 1].isalpha()
    )


def _recase(word: str, *, starts: bool, joined: bool) -> str:
    if not word.isupper():
        return word
    if _is_acronym(word):
        return word
    small = _SHARP_S.sub("ß", word.lower())
    if joined:
        return small
    return small if not starts and _is_small(small) else small[0].upper() + small[1:]


def _is_acronym(word: str) -> bool:
    small = word.lower()
    if word in read_words("acronyms.txt"):
        return True
    return len(word) <= _LONGEST_ACRONYM and not _VOWEL.search(word) and small not in read_words("lowercase.txt")


def _is_small(word: str) -> bool:
    if word in read_words("lowercase.txt"):
        return True
    return _SMALL_ENDING.search(word) is not None and _NOUN_ENDING.search(word) is None
