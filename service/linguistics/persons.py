"""German nouns for persons in both genders, built from what stands before a gender sign; refuses sentences.

Regular nouns follow their ending, the others are in `data/persons.tsv`.
Miniature: ``Zahnärzt`` (of ``Zahnärzt*innen``) is Zahnärztin, Zahnärztinnen, Zahnarzt, Zahnärzte.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from service.linguistics.lexicon import read_table

_REMEMBERED = 4096  # words: every article brings new ones
_SAME = ("er",)  # der Lehrer, die Lehrer
_WITH_E = ("eur", "ör", "är", "ar", "ling", "ier", "wart", "rich", "an")  # der Redakteur, die Redakteure
_WEAK = (
    "ent",
    "ant",
    "ist",
    "it",
    "ot",
    "et",
    "oph",
    "nom",
    "arch",
    "urg",
    "ekt",
    "at",
    "eut",
    "path",
    "graf",
    "graph",
    "and",
)
_WITH_EN = ("or",)  # der Autor, des Autors, die Autoren
_MISSING_E = ("log", "gog", "soph", "eg", "ert", "tress")  # der Biologe, die Biologen


@dataclass(frozen=True, slots=True)
class Person:
    """A noun for persons, in the nominative."""

    feminine: str  # Lehrerin
    feminine_plural: str  # Lehrerinnen
    masculine: str  # Lehrer
    masculine_plural: str  # Lehrer

    @property
    def is_weak(self) -> bool:
        """True if the masculine takes -n in all cases but the nominative: den Kunden, dem Studenten."""
        if self.masculine.endswith(("or", "ar", "er")):
            return False
        return self.masculine_plural in (f"{self.masculine}en", f"{self.masculine}n")

    def masculine_in(self, case: str) -> str:
        """The masculine singular in "nominative", "genitive", "dative" or "accusative"."""
        if case == "nominative":
            return self.masculine
        if self.is_weak:
            return self.masculine_plural
        return f"{self.masculine}s" if case == "genitive" else self.masculine

    @property
    def masculine_dative_plural(self) -> str:
        """The masculine plural after "den": Lehrern, Kunden, Chefs."""
        return self.masculine_plural if self.masculine_plural.endswith(("n", "s")) else f"{self.masculine_plural}n"


@lru_cache(_REMEMBERED)
def inflect_person(stem: str) -> Person:
    """The noun whose written stem is `stem`, with the case of its letters: "Amtskolleg", "IT-Expert", "Kunde"."""
    known = _find(stem) or _find(stem.removesuffix("e"))
    if known:
        return known
    if stem.endswith("ers"):  # a genitive: "des Leiters/in"
        return inflect_person(stem[:-1])
    if stem.endswith("en") and inflect_person(stem[:-2]).is_weak:  # "den Kandidaten/in"
        return inflect_person(stem[:-2])
    if stem.endswith("e"):
        return _person(stem[:-1], stem, f"{stem}n")
    return _regular(stem)


def _find(stem: str) -> Person | None:
    """The noun as the list has it, by the longest entry that ends it."""
    folded = stem.lower()
    for length in range(len(stem), 1, -1):
        head, tail = stem[: len(stem) - length], folded[len(stem) - length :]
        row = _listed().get(tail) or (_listed().get(f"={tail}") if not head or head.endswith("-") else None)
        if row:
            raised = stem[len(head)].isupper()
            masculine, plural, feminine = (head + (word.capitalize() if raised else word) for word in row)
            return _person(feminine, masculine, plural)
    return None


@cache
def _listed() -> dict[str, tuple[str, str, str]]:
    rows = read_table("persons.tsv")
    return {row[0]: (row[1], row[2], row[3] or row[0].removeprefix("=")) for row in rows}


def _regular(stem: str) -> Person:
    if stem.endswith(_MISSING_E):
        return _person(stem, f"{stem}e", f"{stem}en")
    if stem.endswith(_WITH_E):
        return _person(stem, stem, f"{stem}e")
    if stem.endswith(_SAME):
        return _person(stem, stem, stem)
    if stem.endswith(_WEAK + _WITH_EN):
        return _person(stem, stem, f"{stem}en")
    return _person(stem, stem, f"{stem}e")


def _person(feminine_stem: str, masculine: str, masculine_plural: str) -> Person:
    return Person(f"{feminine_stem}in", f"{feminine_stem}innen", masculine, masculine_plural)
