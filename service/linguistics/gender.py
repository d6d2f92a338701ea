"""Gender-inclusive short forms of persons in the plural, and alone in the singular, written out as the double form.

Every sign in use is read: ``Bürger*innen :innen _innen ·innen /-innen /innen (innen) BürgerInnen``.
Miniature: ``mit den Amtskolleg*innen`` reads ``mit den Amtskolleginnen und Amtskollegen``; ``Bürger*innenrat`` reads ``Bürgerrat``.
Refuses short forms of articles and adjectives: `gender_phrases` joins those with their noun.
"""

import re

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_words
from service.linguistics.persons import Person, inflect_person

SIGN = r"(?:[*:_·•‧]|/-?)"
STEM = r"(?<![^\W_])[A-ZÄÖÜ](?:[^\W_]|-(?=[^\W_])){0,60}?"  # no German noun is longer
_PLURAL = re.compile(
    rf"(?P<stem>{STEM})(?:{SIGN}innen|\(-?innen\)|\(inn\)en|(?<=[a-zäöüß])Innen)(?P<rest>[a-zäöüß]{{3,}}|-[A-ZÄÖÜ][^\W_]*|-(?=\s))?(?![^\W_])"
)
_TRADES = re.compile(rf"(?<![^\W_])(?P<trade>[A-ZÄÖÜ][^\W_]{{1,40}}?)(?:mann{SIGN}frau|frau{SIGN}mann)(?![^\W_])")
SINGULAR = rf"(?P<person>{STEM})(?:{SIGN}in|\(-?in\)|(?<=er|or|nt|st|at|ar)In)(?![^\W_]|-\w)"
_SINGULAR = re.compile(SINGULAR)
_NO_PERSONS = frozenset({"Linked", "Check", "Log", "Plug", "Opt", "Drive", "Walk", "Sit", "Built"})

_DATIVE_WORDS = read_words("dative.txt")
_ARTICLES = frozenset({"die", "der", "das"})
_WEAK_DATIVES = frozenset({"vielen", "einigen", "mehreren", "zahlreichen", "manchen", "wenigen"})
_WORD = re.compile(r"[\w-]+|[^\w\s]")


def expand_plurals(text: str) -> list[Edit]:
    """``Bürger*innen`` as ``Bürgerinnen und Bürger``; in a compound only its masculine stem."""
    return substitute(text, _PLURAL, lambda match: _plural(text, match))


def expand_singulars(text: str) -> list[Edit]:
    """``Lehrer*in`` without a short form before it as ``Lehrerin oder Lehrer``."""
    return substitute(text, _SINGULAR, _singular)


def expand_trades(text: str) -> list[Edit]:
    """``Kaufmann/-frau`` and ``Feuerwehrmann*frau`` as ``Kauffrau oder Kaufmann``."""
    return substitute(text, _TRADES, lambda match: f"{match['trade']}frau oder {match['trade']}mann")


def is_person(stem: str) -> bool:
    """False for words that only look like a feminine with a capital I: ``LinkedIn``."""
    return stem not in _NO_PERSONS


def _plural(text: str, match: re.Match[str]) -> str:
    if not is_person(match["stem"]):
        return match.group()
    person = inflect_person(match["stem"])
    if match["rest"]:
        return _compound(person, match["rest"])
    masculine = (
        person.masculine_dative_plural
        if _is_dative(text[max(0, match.start() - 80) : match.start()])
        else person.masculine_plural
    )
    return f"{person.feminine_plural} und {masculine}"


def _compound(person: Person, rest: str) -> str:
    """``Student_innen-Vertretung`` as ``Studenten-Vertretung``: a double form inside a compound helps nobody."""
    return f"{person.masculine_plural}{rest}"


def _singular(match: re.Match[str]) -> str:
    stem = match["person"]
    if not is_person(stem):
        return match.group()
    person = inflect_person(stem)
    return f"{person.feminine} oder {person.masculine}"


def _is_dative(before: str) -> bool:
    """True if the words before a plural put it in the dative: "mit engagierten", "den 200", "vielen", but not "die vielen"."""
    strong = False
    for word in reversed(_WORD.findall(before)):
        folded = word.lower()
        if folded in _DATIVE_WORDS:
            return True
        if folded in _ARTICLES:
            return False
        if not (folded.endswith("n") or folded.isdigit()) or word[0].isupper():
            return strong
        strong = strong or folded in _WEAK_DATIVES
    return strong
