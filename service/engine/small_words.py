"""Articles and prepositions of the three languages; refuses words that carry a meaning of their own.

Attention says little about them: they are looked at from everywhere, and each language has its own. So a pair of codes does
not follow them, they follow the pair: ``der <a>Rat</a>`` is ``le <a>conseil</a>``, ``<a>der Rat</a>`` is ``<a>le conseil</a>``.
"""

from enum import StrEnum

from service.domain.language import SOURCE, Language


class Kind(StrEnum):
    """What a small word is."""

    ARTICLE = "article"  # and what stands in its place: ses, ihre, questo
    PREPOSITION = "preposition"
    CONTRACTION = "contraction"  # both in one: im, du, nella


_WORDS: dict[Language, dict[Kind, str]] = {
    SOURCE: {
        Kind.ARTICLE: "der die das den dem des ein eine einen einem einer eines sein seine seinen seinem seiner seines ihr ihre "
        "ihren ihrem ihrer ihres unser unsere unseren unserem unserer dieser diese dieses diesen diesem",
        Kind.PREPOSITION: "ab an auf aus bei bis durch entlang für gegen hinter in innerhalb laut mit nach neben ohne seit trotz "
        "über um unter von vor während wegen zu zwischen",
        Kind.CONTRACTION: "am ans aufs beim durchs fürs im ins ums vom zum zur",
    },
    Language.FRENCH: {
        Kind.ARTICLE: "le la les l un une son sa ses leur leurs notre nos votre vos ce cet cette ces",
        Kind.PREPOSITION: "à avec chez contre dans de d depuis derrière dès durant en entre hors jusque jusqu lors malgré par parmi pendant "
        "pour sans selon sous sur vers",
        Kind.CONTRACTION: "au aux du des",
    },
    Language.ITALIAN: {
        Kind.ARTICLE: "il lo la i gli le l un uno una suo sua suoi sue loro nostro nostra nostri nostre questo questa questi queste",
        Kind.PREPOSITION: "a ad con contro da d di dietro dopo durante entro fino fra in per presso secondo senza sotto su tra verso",
        Kind.CONTRACTION: "al allo alla all ai agli alle col dal dallo dalla dall dai dagli dalle del dello della dell dei degli delle "
        "nel nello nella nell nei negli nelle sul sullo sulla sull sui sugli sulle",
    },
}
_KINDS = {
    language: {word: kind for kind, words in kinds.items() for word in words.split()}
    for language, kinds in _WORDS.items()
}
CONJUNCTIONS = frozenset({"et", "ou", "e", "ed", "o"})
GENITIVE = frozenset({"de", "d", "di"})  # what a German case may say without a preposition


def find_kind(word: str, language: Language | None) -> Kind | None:
    """What `word` is, None for a word with a meaning or an unknown language; ``L’`` is ``l``."""
    return _KINDS.get(language, {}).get(plain(word)) if language else None


def plain(word: str) -> str:
    """The word in small letters without its apostrophe."""
    return word.rstrip("’'").lower()
