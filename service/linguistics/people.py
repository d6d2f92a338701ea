"""The names of persons in German text, found by a title, an office or a given name before them; refuses a guess.

Miniature: in ``sagt Oberbürgermeister Dr. Matthias Knecht`` it is ``Dr. Matthias Knecht``. A surname alone is found behind a
title or an office only: ``Weber`` is a trade as well.
"""

import re
from collections.abc import Iterator

from service.domain.language import Language
from service.domain.term import CaseRule, Term
from service.domain.verbatim import Span
from service.linguistics.lexicon import read_words

_WORD = r"(?!(?:Prof|Dr|Dipl|Ing|Mag)\.)[A-ZÄÖÜŞÇİ][\w’']{0,40}[^\W\d_](?:-[A-ZÄÖÜ][\w’']++){0,4}+"
_TITLE = r"(?:(?:Prof|Dr|Dipl|Ing|Mag|PD|Priv)\.(?:-?(?:Ing|Dr|Päd|Kfm|Doz)\.)*|(?:h|rer|med|phil|jur|c|nat|pol)\.)"
_PARTICLE = r"(?:von|van|de|del|della|di|da|zu|zur|zum|vom|der|den|dem|und|ten|ter)"
_TITLES = re.compile(rf"^(?:{_TITLE}\s?){{1,8}}+")
_NAME = re.compile(
    rf"(?<![\w-])(?P<titles>(?:{_TITLE}\s?){{1,8}}+(?<=[\s.]))?(?P<words>{_WORD}(?:\s(?:(?:{_PARTICLE}\s){{1,2}}(?={_WORD})|[A-ZÄÖÜ]\.\s)?{_WORD}){{0,3}})"
)
_OFFICE = (
    r"(?:(?:Ober|Alt)?[Bb]ürgermeister(?:in)?|Landr(?:at|ätin)|OB|Pfarrer(?:in)?|(?:Ministerp|Regierungsp|P)räsident(?:in)?|"
    r"Minister(?:in)?|Frau|Herrn?)"
)
_IN_OFFICE = re.compile(rf"(?<![\w-]){_OFFICE}\s(?!{_OFFICE}\b)(?P<name>{_WORD})(?!\s{_WORD})")
_GIVEN_PART = re.compile(r"[\w’']+")
_NOT_IN_NAMES = re.compile(
    r".*(?:str\.?|straße|gasse|weg|allee|ring|platz|brücke|turm|hof|garten|park|schule|gymnasium|hochschule|akademie|bibliothek|kirche|"
    r"halle|haus|saal|theater|museum|stadion|zentrum|stiftung|preis|chor|orchester|quartett|gesellschaft|verein|jahr|abend)",
    re.IGNORECASE,
)
_MOST = 3  # words of a name behind its title, particles left out


def find_people(text: str) -> list[Span]:
    """Where names of persons stand in `text`, their titles included."""
    found = list(_find(text))
    in_office = (match.span("name") for match in _IN_OFFICE.finditer(text))
    return sorted({*found, *(span for span in in_office if not any(start <= span[0] < end for start, end in found))})


def name_people(text: str, language: Language) -> tuple[Term, ...]:
    """The persons named in `text`, without titles, as terms that stay as they are; a genitive may lose its ``s``."""
    names = (_TITLES.sub("", text[start:end]).strip() for start, end in find_people(text))
    return tuple(
        Term(name, language, tuple(dict.fromkeys((name, name.removesuffix("s")))), CaseRule.EXACT)
        for name in dict.fromkeys(names)
        if name
    )


def is_given_name(word: str) -> bool:
    """True for ``Anna`` and ``Hans-Peter``."""
    return all(part in read_words("given_names.txt") for part in _GIVEN_PART.findall(word))


def _find(text: str) -> Iterator[Span]:
    cursor = 0
    while match := _NAME.search(text, cursor):
        words = [(match.start("words") + word.start(), word[0]) for word in re.finditer(r"\S+", match["words"])]
        first = (
            0
            if match["titles"]
            else next((index for index, (_, word) in enumerate(words) if is_given_name(word)), None)
        )
        end = match.end("words")
        cursor = end
        if first is None or (not match["titles"] and first == len(words) - 1):
            continue
        taken = _cut_name(words[first:])
        if not taken or (not match["titles"] and len(taken) == 1):
            continue
        start = match.start() if match["titles"] else taken[0][0]
        cursor = taken[-1][0] + len(taken[-1][1])
        yield start, cursor


def _cut_name(words: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words of the name at the start of `words`: given names and one surname, with what joins it."""
    taken: list[tuple[int, str]] = []
    for place, word in words:
        has_surname = bool(taken) and taken[-1][1][0].isupper() and not _is_forename(taken[-1][1])
        if len(taken) > _MOST or has_surname or _NOT_IN_NAMES.fullmatch(word):
            break
        taken.append((place, word))
    if any(_NOT_IN_NAMES.fullmatch(word) for _, word in words[len(taken) : len(taken) + 1]):
        return []  # Erich Kästner Schule, Karl Weber Straße
    while taken and taken[-1][1][0].islower():
        taken.pop()
    return taken


def _is_forename(word: str) -> bool:
    return is_given_name(word) or word.endswith(".")
