"""Gender and number of a French or Italian form, told by the noun that heads it; refuses what it cannot tell for certain.

Miniature: ``conseils municipaux`` is masculine plural, ``città gemelle`` feminine plural. The noun stands in `data/nouns.tsv`
or has an ending that leaves no doubt (``-tion``, ``-zione``); an adjective before it (``nouveau``) is passed over.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from service.domain.grammar import Gender, Grammar, Number
from service.domain.language import Language
from service.linguistics.lexicon import read_table, read_words

_M, _F = Gender.MASCULINE, Gender.FEMININE
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GENDERS = {"m": _M, "f": _F}
_SINGULARS = {  # endings that tell the gender of a singular noun
    Language.FRENCH: (
        (re.compile(r"(?:[tsx]ion|ité|té|ence|ance|esse|ette|ière|euse|trice|ure|ude)$"), _F),
        (re.compile(r"(?:[^t]ment|tement|isme|oir|age|eau|ateur|iteur|cteur)$"), _M),
    ),
    Language.ITALIAN: (
        (re.compile(r"(?:[zsg]ione|t[àù]|trice|enza|anza|ezza|essa|tura)$"), _F),
        (re.compile(r"(?:mento|ismo|aggio|ico|ario|orio|tore|sore|iere|ato)$"), _M),
    ),
}
_PLURALS = {  # and of a plural one
    Language.FRENCH: (
        (re.compile(r"(?:[tsx]ion|té|ence|ance|esse|ette|ière|euse|trice|ure|ude)s$"), _F),
        (re.compile(r"(?:(?:ment|isme|oir|age|teur)s|eaux)$"), _M),
    ),
    Language.ITALIAN: (
        (re.compile(r"(?:[zsg]ioni|trici|enze|anze|ezze|esse|ture)$"), _F),
        (re.compile(r"(?:menti|ismi|aggi|ici|ari|ori|tori|sori|ieri|ati)$"), _M),
    ),
}
_AGREES_IN_PLURAL = {
    Language.FRENCH: re.compile(r"(?<!^de)(?<!^le)s$|x$"),
    Language.ITALIAN: re.compile(
        r"(?<!^d)(?<!^de)(?<!^degl)i$|(?<!^dell)(?<!^nell)(?<!al)(?<!ar)(?<!il)(?<!es)(?<![ea]nt)e$"
    ),
}


def read_grammar(form: str, language: Language) -> Grammar | None:
    """The grammar of a form; None if its noun is not known for certain."""
    words = [word for word in _WORD.findall(form) if word.lower() not in read_words(f"preceding_{language}.txt")]
    if not words:
        return None
    noun, rest = words[0], words[1:]
    singulars, plurals = _nouns(language)
    one, several = singulars.get(noun.lower()), plurals.get(noun.lower())
    if one and several:  # ``città``, ``taux``: what follows tells
        many = bool(rest) and _AGREES_IN_PLURAL[language].search(rest[0]) is not None
        return Grammar.of(one, Number.PLURAL if many else Number.SINGULAR)
    if one or several:
        return Grammar.of(one or several or _M, Number.SINGULAR if one else Number.PLURAL)
    return _read_ending(noun.lower(), language)


def _read_ending(noun: str, language: Language) -> Grammar | None:
    for number, endings in ((Number.SINGULAR, _SINGULARS), (Number.PLURAL, _PLURALS)):
        for ending, gender in endings[language]:
            if ending.search(noun):
                return Grammar.of(gender, number)
    return None


@cache
def _nouns(language: Language) -> tuple[Mapping[str, Gender], Mapping[str, Gender]]:
    """The gender of each noun of the list, by its singular and by its plural."""
    rows = [row for row in read_table("nouns.tsv") if row[0] == language]
    singulars = {row[1].lower(): _GENDERS[row[2]] for row in rows}
    plurals = {(row[3] or _PLURALISE[language](row[1])).lower(): _GENDERS[row[2]] for row in rows}
    return singulars, plurals


def _pluralise_french(noun: str) -> str:
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith("al"):
        return noun[:-1] + "ux"
    return noun + ("x" if noun.endswith(("au", "eu", "œu")) else "s")


def _pluralise_italian(noun: str) -> str:
    for ending, plural in (
        ("io", "i"),
        ("co", "chi"),
        ("go", "ghi"),
        ("ca", "che"),
        ("ga", "ghe"),
        ("o", "i"),
        ("e", "i"),
    ):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + plural
    return noun.removesuffix("a") + "e" if noun.endswith("a") else noun


_PLURALISE: Mapping[Language, Callable[[str], str]] = {
    Language.FRENCH: _pluralise_french,
    Language.ITALIAN: _pluralise_italian,
}
