"""Articles and what stands in their place before a French or Italian noun: read, and written again for another noun.

Miniature: before ``mairie`` the ``du`` of ``du conseil`` is ``de la``, before ``hôtel de ville`` it is ``de l’``.
Refuses to choose one where none stood: a determiner keeps its kind.
"""

import re
from dataclasses import dataclass

from service.domain.grammar import Gender, Grammar, Number
from service.domain.language import Language
from service.linguistics.initials import begins_heavily, begins_with_vowel

_M, _F = Gender.MASCULINE, Gender.FEMININE
_ONE, _MANY = Number.SINGULAR, Number.PLURAL


@dataclass(frozen=True, slots=True)
class Determiner:
    """One before its noun."""

    start: int  # where it begins in the text before the noun
    preposition: str  # what is one word with it or would be: "de", "à", "in"; "" for none
    kind: str  # its masculine singular: "le", "un", "ce", "notre"; "" for a lone preposition
    gender: Gender | None  # what it tells of its noun
    number: Number | None
    capital: bool  # it begins with a capital
    elided: bool = False  # something is elided before it: ``d’un``


# kind: masculine singular, the same before a vowel, feminine singular, the same before a vowel, plural
_FRENCH_FORMS = {
    "le": ("le ", "l’", "la ", "l’", "les "),
    "un": ("un ", "un ", "une ", "une ", "des "),
    "ce": ("ce ", "cet ", "cette ", "cette ", "ces "),
    "son": ("son ", "son ", "sa ", "son ", "ses "),
    "notre": ("notre ", "notre ", "notre ", "notre ", "nos "),
    "votre": ("votre ", "votre ", "votre ", "votre ", "vos "),
    "leur": ("leur ", "leur ", "leur ", "leur ", "leurs "),
}
_FRENCH_CONTRACTED = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux "}
_FRENCH_WHOLE = {
    "du": ("de", "le", _M, _ONE),
    "des": ("de", "le", None, _MANY),
    "au": ("à", "le", _M, _ONE),
    "aux": ("à", "le", None, _MANY),
}
_FRENCH_GENDERS = {"le": _M, "un": _M, "ce": _M, "cet": _M, "la": _F, "une": _F, "cette": _F, "sa": _F}
_FRENCH = re.compile(
    r"(?<![\w’'])(?:(?P<preposition>de|à)\s+)?(?P<word>le|la|les|l[’']|une?|ce|cet|cette|ces|son|sa|ses|notre|nos|votre|vos"
    r"|leurs?|du|des|aux?|de|d[’'])\s*$|(?<=[dDlL][’'])(?P<after>une?)\s+$",
    re.IGNORECASE,
)

# kind: masculine singular plain, heavy, before a vowel; feminine plain, before a vowel; masculine plural plain, heavy; feminine plural
_ITALIAN_FORMS = {
    "il": ("il ", "lo ", "l’", "la ", "l’", "i ", "gli ", "le "),
    "un": ("un ", "uno ", "un ", "una ", "un’", "", "", ""),
    "questo": ("questo ", "questo ", "quest’", "questa ", "quest’", "questi ", "questi ", "queste "),
    "quel": ("quel ", "quello ", "quell’", "quella ", "quell’", "quei ", "quegli ", "quelle "),
}
_ITALIAN_TOLD = (
    (_M, _ONE),
    (_M, _ONE),
    (None, _ONE),
    (_F, _ONE),
    (None, _ONE),
    (_M, _MANY),
    (_M, _MANY),
    (_F, _MANY),
)
_ITALIAN_STEMS = {"di": "de", "a": "a", "da": "da", "in": "ne", "su": "su"}
_ITALIAN_ENDINGS = ("l ", "llo ", "ll’", "lla ", "ll’", "i ", "gli ", "lle ")
_ITALIAN = re.compile(
    r"(?<![\w’'])(?P<word>il|lo|la|i|gli|le|l[’']|uno?|una|un[’']|quest[oaie]|quest[’']|quel|quell[oae]|quei|quegli|quell[’']"
    r"|(?:de|a|da|ne|su)(?:l|llo|ll[’']|lla|i|gli|lle))\s*$",
    re.IGNORECASE,
)


def read_determiner(before: str, language: Language) -> Determiner | None:
    """The determiner the text before a noun ends in; None if it ends in another word."""
    return _read_french(before) if language is Language.FRENCH else _read_italian(before)


def write_determiner(known: Determiner, form: str, grammar: Grammar, language: Language) -> str | None:
    """The determiner of the same kind before `form`, with the space after it; None if there is none such."""
    written = (
        _write_french(known, form, grammar) if language is Language.FRENCH else _write_italian(known, form, grammar)
    )
    if written is None:
        return None
    return written[:1].upper() + written[1:] if known.capital else written


def _read_french(before: str) -> Determiner | None:
    match = _FRENCH.search(before)
    if match is None:
        return None
    word = (match["word"] or match["after"]).lower().replace("'", "’")
    capital = match.group()[0].isupper()
    if word in {"de", "d’"}:
        return Determiner(match.start(), "de", "", None, None, capital)
    if word in _FRENCH_WHOLE:
        preposition, kind, gender, number = _FRENCH_WHOLE[word]
        return Determiner(match.start(), preposition, kind, gender, number, capital)
    kind = next(kind for kind, forms in _FRENCH_FORMS.items() if word in [form.strip() for form in forms])
    preposition, elided = (match["preposition"] or "").lower(), match["after"] is not None
    number = _MANY if word == _FRENCH_FORMS[kind][4].strip() else _ONE
    return Determiner(match.start(), preposition, kind, _FRENCH_GENDERS.get(word), number, capital, elided)


def _write_french(known: Determiner, form: str, grammar: Grammar) -> str | None:
    vowel, many = begins_with_vowel(form, Language.FRENCH), grammar.number is _MANY
    if not known.kind:
        return "d’" if vowel else "de "
    if (known.preposition, known.number) == ("de", _MANY) and not many:
        return None  # ``des`` may be the plural of ``un``: nobody knows its singular
    place = 4 if many else (0 if grammar.gender is _M else 2) + vowel
    if known.elided and many:
        return None
    whole = f"{known.preposition} {_FRENCH_FORMS[known.kind][place]}".lstrip()
    return _FRENCH_CONTRACTED.get(whole, whole)


def _read_italian(before: str) -> Determiner | None:
    match = _ITALIAN.search(before)
    if match is None:
        return None
    word = match["word"].lower().replace("'", "’")
    capital = match["word"][0].isupper()
    for preposition, kind, place in _italian_places(word):
        gender, number = _ITALIAN_TOLD[place]
        return Determiner(match.start(), preposition, kind, gender, number, capital)
    return None


def _italian_places(word: str) -> list[tuple[str, str, int]]:
    """Preposition, kind and place of a word in the tables."""
    plain = [("", kind, forms.index(f)) for kind, forms in _ITALIAN_FORMS.items() for f in forms if f.strip() == word]
    joined = [
        (preposition, "il", place)
        for preposition, stem in _ITALIAN_STEMS.items()
        for place, ending in enumerate(_ITALIAN_ENDINGS)
        if stem + ending.strip() == word
    ]
    return plain + joined


def _write_italian(known: Determiner, form: str, grammar: Grammar) -> str | None:
    vowel, heavy = begins_with_vowel(form, Language.ITALIAN), begins_heavily(form)
    if grammar.number is _ONE:
        place = (2 if vowel else int(heavy)) if grammar.gender is _M else 3 + vowel
    else:
        place = (6 if vowel or heavy else 5) if grammar.gender is _M else 7
    if known.preposition:
        return _ITALIAN_STEMS[known.preposition] + _ITALIAN_ENDINGS[place]
    return _ITALIAN_FORMS[known.kind][place] or None
