"""The termbase as the pipeline asks for it: the lists in `data/` and the city's own entries together; refuses to store them.

`data/glossary.csv` and `data/gazetteer.csv` have a row a German term: ``source,case,keep,fr,it,note``, forms parted by ``|``,
the preferred one first. A city's entry for the same term, language and town replaces the one shipped.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from threading import Lock
from typing import Protocol

from service.domain.language import TARGETS
from service.domain.term import SEPARATOR, CaseRule, Term, read_forms
from service.linguistics.terms import Terms

LISTS = ("glossary.csv", "gazetteer.csv")


class OwnTerms(Protocol):
    """The city's own entries, wherever they are kept."""

    def version(self) -> int:
        """Changes with every change of an entry; cheap."""

    def read(self) -> tuple[int, Sequence[Term]]:
        """The version and all entries of the same moment."""


class Termbase:
    """All terms there are, read again only when the city has changed its own."""

    def __init__(self, own: OwnTerms) -> None:
        self._own = own
        self._reading = Lock()
        self._known: tuple[int, Terms] | None = None

    def snapshot(self) -> Terms:
        """The terms as they are now, for one article from beginning to end."""
        with self._reading:
            if self._known is None or self._known[0] != self._own.version():
                version, own = self._own.read()
                self._known = version, Terms(f"{version}-{starter_version()}", starter_terms(), own)
            return self._known[1]


@cache
def starter_terms() -> tuple[Term, ...]:
    """The terms shipped with Gemello, in every target language."""
    return tuple(term for name in LISTS for term in read_list(name))


@cache
def starter_version() -> str:
    """8 hex digits that stand for the lists as they ship."""
    lists = (files("service.linguistics").joinpath("data", name).read_bytes() for name in LISTS)
    return hashlib.sha256(b"\0".join(lists)).hexdigest()[:8]


def read_list(name: str) -> Iterator[Term]:
    """The terms of one of `LISTS`, in every target language."""
    text = files("service.linguistics").joinpath("data", name).read_text(encoding="utf-8")
    for row in csv.DictReader(StringIO(text)):
        for language in TARGETS:
            forms, grammar = read_forms(filter(None, row[language].split(SEPARATOR)))
            yield Term(
                row["source"],
                language,
                forms,
                CaseRule(row["case"] or CaseRule.FOLDED),
                kept=bool(row["keep"]),
                note=row["note"],
                starter=True,
                grammar=grammar,
            )
