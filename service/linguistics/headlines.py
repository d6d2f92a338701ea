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
_INITIALS = 2  # a word of two letters that is not small in German is initials: UK, LB
_TITLES = re.compile(r"(?:DR|PROF|ING|DIPL|ST|NR)(?=\.)")
_POLITE = frozenset({"Sie", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "Ihnen"})
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_TITLE_WORD = re.compile(r"(?<=[a-zäöüß][a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]+(?![\w-])")  # after a word, no part of a compound
_START = re.compile(r"(?:\A|[.!?:–|]\s+|[„»\"(])[„»\"(]*$")
_SMALL_ENDING = re.compile(
    r"\w{2}(?:lich|isch|bar|sam|haft|iert|los)(?:e|er|es|en|em)?$|\w{3}ieren$|(?:elnd|ernd)$"
    r"|^(?:ab|an|auf|aus|ein|um|vor|nach|mit|zurück|weiter|fertig)?ge\w{3,}t$"
    r"|(?:jähr|mal|zeit|stünd|tägl|farb|gült|sprach|wöch|monat|wicht|richt|fert|günst)ig(?:e[rnms]?)?$"
    r"|^(?:ver|ent|be|er|zer)\w{2,}(?:[aeiouäöü][bgkfp]|ck|tz|nn|ll|mm|ff|gne|de)t$"
)
_NOUN_ENDING = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|nis|tum|ismus|ment|ler|erin|innen)(?:en|e|s|n)?$|nachbar|(?:^|[smh])tisch|fisch|gebot|gericht|turnier|papier"
    r"|^(?:gewicht|gesicht|gestalt|gehalt|gebiet|gerät|gebet|gedicht|geburt|gefecht|gemüt|geschäft|gespräch\w*|gespinst|gerüst|gelübde)$"
    r"|(?:fahrt|markt|ort|stadt|start|wert|amt|recht|schrift|luft|kraft|zeit|gebiet|gerät|geschäft|kunft|projekt|objekt|punkt)$"
)
_SHARP_S = re.compile(  # capitals write ss for ß: in these stems it is one
    r"(stra|gro|grö|fu|fü|grü|gru|spa|hei|(?<!be)wei|schlie|flie|gie|sü|mä)ss"
    r"|(au)ss(?=en(?!d)|er)|(äu)ss(?=er)|(ma)ss(?=nahm|geb|stab)|(drei)ss(?=ig)"
)
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)


def recase_capitals(text: str) -> list[Edit]:
    """A text in capitals as German writes it; nothing for any other text."""
    letters = [character for character in text if character.isalpha()]
    if sum(letter.isupper() for letter in letters) < _SHARE * len(letters) or not _is_prose(text):
        return []
    return list(_recased(text))


def recase_words(text: str) -> list[Edit]:
    """The long words in capitals of any text as German writes them: ``ACHTUNG: Park zu`` is ``Achtung: Park zu``."""
    return [edit for edit in _recased(text) if edit.end - edit.start > _LONGEST_ACRONYM]


def recase_titles(text: str) -> list[Edit]:
    """Small words of a headline in title case (``Die Stadt Baut Für Alle``) made small again.

    German has no title case, so a small function word with a capital must give it away: "Ändern Sie Ihre Stimme" has none.
    """
    words = list(_WORD.finditer(text))
    inner = [match for match in _TITLE_WORD.finditer(text) if not _starts(text, match)]
    if len(words) < _FEWEST_IN_TITLE or not all(match.group()[0].isupper() for match in words):
        return []
    if not any(match.group().lower() in read_words("particles.txt") for match in inner):
        return []
    small = [
        match
        for match in inner
        if match.group() not in _POLITE and match.group().lower() in read_words("lowercase.txt")
    ]
    return [Edit(match.start(), match.start() + 1, match.group()[0].lower()) for match in small]


def _is_prose(text: str) -> bool:
    """True if there are words to re-case: one that is small in German, or two that are too long for acronyms."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    known = any(len(word) > 1 and word in read_words("lowercase.txt") for word in words)
    return len(words) >= _FEWEST and (known or sum(len(word) > _LONGEST_ACRONYM for word in words) >= _FEWEST)


def _recased(text: str) -> Iterator[Edit]:
    polite = re.search(r"\bSIE\b", text) is not None  # a headline that says SIE speaks to its reader
    for match in _WORD.finditer(text):
        word = match.group()
        if _TITLES.match(text, match.start()) or (polite and word.capitalize() in _POLITE):
            recased = word.capitalize()
        else:
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
    if not word.replace("ß", "SS").isupper():
        return word
    if _is_acronym(word):
        return word
    small = _SHARP_S.sub(lambda match: match.group()[:-2] + "ß", word.lower())
    if joined:
        return small
    return small if not starts and _is_small(small) else small[0].upper() + small[1:]


def _is_acronym(word: str) -> bool:
    small = word.lower()
    if word in read_words("acronyms.txt"):
        return True
    short = len(word) <= _LONGEST_ACRONYM and not _VOWEL.search(word)
    return (short or len(word) == _INITIALS) and small not in read_words("lowercase.txt")


def _is_small(word: str) -> bool:
    if word in read_words("lowercase.txt"):
        return True
    return _SMALL_ENDING.search(word) is not None and _NOUN_ENDING.search(word) is None
