"""The written forms a German term takes in running text; refuses to know which of them is grammatical where.

Miniature: ``Gemeinderat`` is also ``Gemeinderats``, ``Gemeinderäte``, ``Gemeinderäten``; ``Freiwillige Feuerwehr`` is also
``Freiwilligen Feuerwehr``. Forms are folded (`fold`). More are listed than German has, but none that is another word: the
ending ``-er`` is left out, since a ``Spieler`` is no ``Spiel``; plurals with ``-er`` or an umlaut stand in `data/plurals.tsv`.
"""

from service.domain.term import fold
from service.linguistics.lexicon import read_table

SHORT = 4  # letters: a word this short at the end of a term takes only a genitive, for "Rat" + "en" is a verb
_ENDINGS = ("s", "es", "e", "en", "n")
_GENITIVES = ("s", "es")
_ADJECTIVES = ("e", "en", "er", "es", "em")
_HISSES = ("s", "ß", "x", "z", "ss")


def inflect(word: str, *, last: bool) -> frozenset[str]:
    """The folded forms of one word of a term; the `last` one is a noun, one before it may be an adjective too."""
    base = fold(word)
    forms = {base, *_inflect_noun(base, sparingly=last and len(base) <= SHORT)}
    if not last:
        forms |= {base[: -len(ending)] + other for ending in _endings_of(base) for other in _ADJECTIVES}
    return frozenset(forms)


def list_plurals(word: str) -> frozenset[str]:
    """The folded plurals of a word that no ending makes: ``stadträte``."""
    base = fold(word)
    return frozenset(
        base.removesuffix(fold(part)) + fold(plural) for part, plural in _heads() if base.endswith(fold(part))
    )


def _endings_of(word: str) -> list[str]:
    return [ending for ending in _ADJECTIVES if word.endswith(ending) and len(word) > SHORT]


def _inflect_noun(word: str, *, sparingly: bool) -> set[str]:
    if not word.replace("-", "").isalpha():
        return set()
    forms = {word + ending for ending in (_GENITIVES if sparingly else _ENDINGS)}
    if word.endswith("nis"):
        forms |= {word + "ses", word + "se", word + "sen"}
    if word.endswith("in"):
        forms.add(word + "nen")
    if word.endswith(_HISSES):
        forms.add(word + "'")
    return forms | _irregular_plurals(word)


def _irregular_plurals(word: str) -> set[str]:
    plurals = set(list_plurals(word))
    return plurals | {plural + "n" for plural in plurals if not plural.endswith(("n", "s", "a"))}


def _heads() -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in read_table("plurals.tsv")]
