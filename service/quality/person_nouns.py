"""French and Italian nouns for persons: the forms of both genders, by rule and by list; refuses texts.

Miniature: the feminine ``directrice`` has the masculine ``directeur``, ``directrices`` the masculine ``directeurs``. Of
``élève`` all forms are the same in both genders, of ``collega`` only the singular.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from service.domain.language import Language

_REMEMBERED = 4096  # words: every article brings new ones
_MASCULINE = {  # endings of a feminine singular, and of the masculine ones it may belong to; the first that fits counts
    Language.FRENCH: (
        ("rice", ("eur",)),
        ("resse", ("ur", "re")),
        ("esse", ("e", "eur")),
        ("euse", ("eur", "eux")),
        ("enne", ("en",)),
        ("onne", ("on",)),
        ("anne", ("an",)),
        ("ère", ("er",)),
        ("ète", ("et",)),
        ("ette", ("et",)),
        ("elle", ("el",)),
        ("ffe", ("f",)),
        ("ve", ("f",)),
        ("que", ("c",)),
        ("e", ("",)),
    ),
    Language.ITALIAN: (
        ("trice", ("tore",)),
        ("essa", ("e", "o", "a")),
        ("ora", ("ore", "oro")),
        ("iera", ("iere", "iero")),
        ("a", ("o", "e", "a")),
    ),
}
_PLURAL = {  # endings of a singular and its plurals; the first that fits counts
    Language.FRENCH: (("s", ("s",)), ("x", ("x",)), ("al", ("aux",)), ("eau", ("eaux",)), ("", ("s",))),
    Language.ITALIAN: (
        ("ca", ("che", "chi")),
        ("ga", ("ghe", "ghi")),
        ("co", ("ci", "chi")),
        ("go", ("gi", "ghi")),
        ("ia", ("ie",)),
        ("io", ("i",)),
        ("sta", ("ste", "sti")),
        ("eta", ("ete", "eti")),
        ("euta", ("eute", "euti")),
        ("a", ("e",)),
        ("o", ("i",)),
        ("e", ("i",)),
        ("", ("",)),
    ),
}
_MEANS_ALL, _SAME = "~", "="
ANY = "*"  # the row of words that may stand for any persons


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """The forms of one noun, small letters; a form that both genders share is in both."""

    feminine: frozenset[str]
    masculine: frozenset[str]

    @property
    def forms(self) -> frozenset[str]:
        """All of them."""
        return self.feminine | self.masculine


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language calls one sort of persons."""

    nouns: tuple[PersonNoun, ...]
    meaning_all: tuple[str, ...]  # words and phrases that name no gender, whatever their article


@lru_cache(_REMEMBERED)
def find_wording(persons: str, language: Language) -> Wording | None:
    """The wording for a German masculine plural in small letters, by the longest entry that ends it; None if none does."""
    entries = _read_entries()
    ends = (persons[at:] for at in range(max(1, len(persons) - 2)))
    key = next((end for end in ends if end in entries), None)
    return _read_wording(entries[key][language], language) if key else None


def is_pair(one: str, other: str, language: Language) -> bool:
    """True if the one may be the feminine and the other the masculine of one noun, in the same number."""
    return other in masculines_of(one, language) and other != one


@lru_cache(_REMEMBERED)
def masculines_of(feminine: str, language: Language) -> frozenset[str]:
    """The masculine forms a feminine one may stand beside, in its number; none if it is no feminine."""
    found = set(_build_masculines(feminine, language))
    for singular in _singulars(feminine, language):
        for masculine in _build_masculines(singular, language):
            found |= set(pluralise(masculine, language))
    return frozenset(found)


def pluralise(singular: str, language: Language) -> tuple[str, ...]:
    """The plurals of a noun; of one in ``-a`` that both genders share, the feminine and the masculine."""
    for ending, plurals in _PLURAL[language]:
        if singular.endswith(ending):
            return tuple(singular.removesuffix(ending) + plural for plural in plurals)
    return ()


def _singulars(plural: str, language: Language) -> Iterator[str]:
    """The feminine singulars a plural may belong to."""
    if language is Language.FRENCH:
        yield from [plural[:-1]] if plural.endswith("es") else []
        return
    for ending, singulars in (("trici", "trice"), ("che", "ca"), ("ghe", "ga"), ("e", "a")):
        if plural.endswith(ending):
            yield plural.removesuffix(ending) + singulars


def _build_masculines(feminine: str, language: Language) -> Iterator[str]:
    for ending, masculines in _MASCULINE[language]:
        if feminine.endswith(ending) and len(feminine) > len(ending) + 1:
            yield from (feminine.removesuffix(ending) + each for each in masculines)
            return


@cache
def _read_wording(cell: str, language: Language) -> Wording:
    written = [each.strip() for each in cell.split(",") if each.strip()]
    nouns = tuple(_read_noun(each, language) for each in written if not each.startswith(_MEANS_ALL))
    return Wording(nouns, tuple(each.removeprefix(_MEANS_ALL) for each in written if each.startswith(_MEANS_ALL)))


def _read_noun(written: str, language: Language) -> PersonNoun:
    feminine, _, masculine = written.removeprefix(_SAME).partition("/")
    if written.startswith(_SAME):
        same = frozenset({feminine, *pluralise(feminine, language)})
        return PersonNoun(same, same)
    plurals = pluralise(feminine, language)
    shared = len(plurals) > 1 and language is Language.ITALIAN and feminine.endswith(("sta", "eta", "euta", "ega"))
    men = [feminine] if shared else [masculine] if masculine else list(_build_masculines(feminine, language))
    many = plurals[1:] if shared else [form for man in men for form in pluralise(man, language)]
    return PersonNoun(frozenset({feminine, plurals[0]}), frozenset((*men, *many)) - ({plurals[0]} - {feminine}))


@cache
def _read_entries() -> dict[str, dict[Language, str]]:
    text = files("service.quality").joinpath("data", "persons.tsv").read_text(encoding="utf-8")
    rows: Sequence[list[str]] = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        german.strip(): {Language.FRENCH: french, Language.ITALIAN: italian}
        for names, french, italian in rows
        for german in names.split(",")
    }
