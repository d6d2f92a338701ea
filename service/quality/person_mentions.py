"""A French or Italian text in words, with the nouns for persons in it and the genders they name; refuses to judge.

Miniature: in ``le insegnanti e gli insegnanti`` the noun is mentioned twice, once as a woman and once as a man, by its article. In
``les élèves`` and in the short form ``citoyen·ne·s`` it is both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.domain.language import Language
from service.quality.person_nouns import PersonNoun, is_pair

FEMININE, MASCULINE = "feminine", "masculine"
BOTH = frozenset({FEMININE, MASCULINE})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[’']?|[^\w\s]")
_SHORT_FORM = re.compile(
    r"\b[^\W\d_]{3,}(?:[·•∙⋅‧][^\W\d_]+|\([^\W\d_]{1,5}\)|\.(?:e|ne|rice|trice|ère)\.s|-(?:e|ne|trice)-s?|/-?[^\W\d_]{1,5}|\*|ə)"
)
JOINS = {
    Language.FRENCH: frozenset({"et", "ou", "que", "comme", ",", "/", "&", "ni"}),  # "ainsi que"
    Language.ITALIAN: frozenset({"e", "ed", "o", "od", "oppure", "nonché", "come", "che", ",", "/", "&", "né"}),
}
_ARTICLES = {
    Language.FRENCH: {
        FEMININE: frozenset("la une cette toute nulle aucune quelle telle celle chère".split()),  # noqa: SIM905
        MASCULINE: frozenset("le un du au ce cet tout nul aucun quel tel celui cher".split()),  # noqa: SIM905
    },
    Language.ITALIAN: {
        FEMININE: frozenset(
            "la le una della delle alla alle dalla dalle nella nelle sulla sulle questa queste quella quelle".split()  # noqa: SIM905
        ),
        MASCULINE: frozenset(
            "il lo i gli un uno del dello dei degli al allo ai agli dal dallo dai dagli nel nei negli sul sui sugli questo questi quel quei quegli".split()  # noqa: SIM905
        ),
    },
}
_SMALL = {  # other words that may stand before a noun
    Language.FRENCH: frozenset(
        "les des aux ces nos vos leurs ses de d’ d' l’ l' en à pour par avec chez chaque toutes tous ainsi".split()  # noqa: SIM905
    ),
    Language.ITALIAN: frozenset(
        "di d’ d' l’ l' dell’ all’ dall’ nell’ sull’ a da per con tra fra ogni tutte tutti sia loro nostre nostri vostre vostri sue suoi".split()  # noqa: SIM905
    ),
}
_FARTHEST = 6  # words between the two nouns: "conseillères municipales et tous les nouveaux conseillers"
_MOST_BEFORE = 4  # words looked at for an article: "le e gli insegnanti"
_SHORTEST = 4  # letters of a noun told by its ending alone


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a noun for persons."""

    at: int  # index of its word
    noun: PersonNoun
    genders: frozenset[str]  # those it names: both for ``élèves``

    def answers(self, other: "Mention") -> bool:
        """True if the two are one noun, the one in the feminine, the other in the masculine."""
        return self.noun is other.noun and self.genders | other.genders == BOTH and self.genders != other.genders


@dataclass(slots=True)
class Reading:
    """A target in words, and which of them answer a double form already."""

    text: str
    language: Language
    words: list[re.Match[str]]
    short: dict[int, set[int]]  # by its first word, the words of each short form
    taken: set[int] = field(default_factory=set)

    def word(self, at: int) -> str:
        """The word in small letters."""
        return self.words[at].group().lower()

    def noun(self, at: int) -> str:
        """The word without what is joined to its front: of "euro-sceptiques" the last part."""
        return self.word(at).rpartition("-")[2]

    def is_free(self, *places: int) -> bool:
        """True if none of the words is taken."""
        return self.taken.isdisjoint(places)


def read_target(text: str, language: Language) -> Reading:
    """The text in words, none of them taken."""
    words = list(_WORD.finditer(text))
    inside = (
        {at for at, word in enumerate(words) if match.start() <= word.start() < match.end()}
        for match in _SHORT_FORM.finditer(text)
    )
    return Reading(text, language, words, {min(each): each for each in inside if each})


def find_mentions(reading: Reading, nouns: Sequence[PersonNoun]) -> Iterator[Mention]:
    """Where one of `nouns` stands that is not taken."""
    for at in range(len(reading.words)):
        noun = next((each for each in nouns if reading.noun(at) in each.forms), None)
        if noun is not None and reading.is_free(at):
            yield Mention(at, noun, _read_genders(reading, at, noun))


def find_joined(reading: Reading, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions with a word that joins them and few others between."""
    for index, one in enumerate(mentions):
        yield from ((one, other) for other in mentions[index + 1 :] if are_joined(reading, one.at, other.at))


def are_joined(reading: Reading, one: int, other: int) -> bool:
    """True for two words of one list: "citoyennes et tous les citoyens"."""
    between = [reading.word(at) for at in range(one + 1, other)]
    if len(between) > _FARTHEST or any(word in ".;:!?" for word in between):
        return False
    return any(word in JOINS[reading.language] for word in between)


def find_any_double(reading: Reading) -> tuple[int, int] | None:
    """Two words that are the genders of one noun by their endings, neither of them taken."""
    for one in range(len(reading.words)):
        for other in range(one + 2, min(len(reading.words), one + 2 + _FARTHEST)):
            if reading.is_free(one, other) and _is_double(reading, one, other):
                return one, other
    return None


def _is_double(reading: Reading, one: int, other: int) -> bool:
    first, second = reading.word(one), reading.word(other)
    if min(len(first), len(second)) < _SHORTEST:
        return False
    if not (is_pair(first, second, reading.language) or is_pair(second, first, reading.language)):
        return False
    return are_joined(reading, one, other) and _may_be_noun(reading, one)


def _may_be_noun(reading: Reading, at: int) -> bool:
    """False for an adjective behind its noun: "projets communaux et dépenses communales" are no persons."""
    if at == 0:
        return True
    before = reading.word(at - 1)
    small = _SMALL[reading.language].union(JOINS[reading.language], *_ARTICLES[reading.language].values())
    return not before.isalpha() or before in small


def _read_genders(reading: Reading, at: int, noun: PersonNoun) -> frozenset[str]:
    """The genders a noun has where it stands: by its form, and by its article if both share the form."""
    if at in reading.short:
        return BOTH
    word = reading.noun(at)
    possible = {gender for gender, forms in ((FEMININE, noun.feminine), (MASCULINE, noun.masculine)) if word in forms}
    return frozenset(possible & _read_articles(reading, at) or possible)


def _read_articles(reading: Reading, at: int) -> set[str]:
    """The genders that what stands before a noun lets it have: "gli" one, "le e gli" both, nothing both."""
    found: set[str] = set()
    for before in range(at - 1, max(-1, at - 1 - _MOST_BEFORE), -1):
        word = reading.word(before)
        named = {gender for gender in BOTH if word in _ARTICLES[reading.language][gender]}
        goes_on = word in JOINS[reading.language] if found else before == at - 1
        if not named and not (goes_on and word.isalpha()):
            break
        found |= named
    return found or set(BOTH)
