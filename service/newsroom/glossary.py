"""The glossary as editors and readers meet it: the city's own entries, and those shipped where the city has none.

Refuses file formats (the store has those) and HTTP. An entry is changed only by one who has seen what it is now.
"""

import builtins
from collections.abc import Collection
from dataclasses import dataclass

from service.domain.errors import NotFound
from service.domain.language import TARGETS, Language
from service.domain.term import CaseRule, Term, fold
from service.linguistics.nouns import read_grammar
from service.newsroom.ports import KnownTerms, OwnTerms

Key = tuple[str, Language, str]  # source (case-folded), language, town: what there is one entry of


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted."""

    languages: Collection[Language] = TARGETS
    town: str | None = None  # only those agreed with this town; None: with anybody
    holding: str = ""  # only those with this in their source or a form, whatever its capitals
    own: bool = False  # only the city's own

    def lets_pass(self, term: Term) -> bool:
        """True for an entry that is wanted."""
        texts = (fold(term.source), *map(fold, term.forms))
        return (
            term.language in self.languages
            and self.town in {None, term.town}
            and not (self.own and term.starter)
            and any(fold(self.holding) in text for text in texts)
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file of terms brought."""

    imported: int
    replaced: int  # of them, terms in the place of an entry that said something else
    untold: tuple[
        str, ...
    ] = ()  # forms whose gender and number nobody can tell, so that they are checked and never set in


@dataclass(frozen=True, slots=True)
class Glossary:
    """All agreed terms."""

    own: OwnTerms
    known: KnownTerms

    def version(self) -> str:
        """Stands for one set of entries, those shipped included."""
        return self.known.snapshot().version

    def list(self, wanted: Filter | None = None) -> tuple[Term, ...]:
        """The entries that are wanted, all without a filter, by source, language and town."""
        chosen = filter((wanted or Filter()).lets_pass, self.known.snapshot().entries)
        return tuple(sorted(chosen, key=lambda term: term.key))

    def page(self, wanted: Filter, limit: int, after: Key | None = None) -> tuple[builtins.list[Term], Key | None]:
        """At most `limit` entries that come after a key, and the key to go on from if there are more."""
        rest = [term for term in self.list(wanted) if after is None or term.key > after]
        return rest[:limit], rest[limit - 1].key if len(rest) > limit else None

    def towns(self, language: Language) -> tuple[str, ...]:
        """The twin towns that some term of this language is agreed with, by name."""
        entries = self.known.snapshot().entries
        return tuple(sorted({term.town for term in entries if term.language is language and term.town}))

    def find(self, source: str, language: Language, town: str = "") -> Term | None:
        """The entry for this source, however its capitals: the city's own, else the one shipped."""
        key = fold(source), language, town
        return next((term for term in self.known.snapshot().entries if term.key == key), None)

    def get(self, source: str, language: Language, town: str = "") -> Term:
        """The entry for this source; raises `NotFound`."""
        found = self.find(source, language, town)
        if found is None:
            place = f" agreed with {town}" if town else ""
            raise NotFound(f"The glossary has no {source!r} for {language}{place}.")
        return found

    def take_over(self, terms: Collection[Term]) -> Taken:
        """Enter all the terms, each in the place of an entry with its key."""
        known = {term.key: term for term in self.known.snapshot().entries if not term.starter}
        replaced = sum(known.get(term.key, term) != term for term in terms)
        untold = tuple(dict.fromkeys(form for term in terms for form in list_untold(term)))
        return Taken(self.own.put(terms), replaced, untold)

    def agree(self, term: Term, seen: Term | None) -> None:
        """Enter a term in the place of the entry the caller has `seen`; raises `TermChanged` if it is another by now."""
        self.own.exchange(_own(seen), term)

    def withdraw(self, seen: Term) -> None:
        """Remove one of the city's own entries; one shipped for the same word counts again. Raises `NotFound`, `TermChanged`."""
        if seen.starter:
            raise NotFound(
                f"{seen.source!r} ships with Gemello and cannot be removed. Enter a term of your own for it."
            )
        self.own.exchange(seen, None)


def list_untold(term: Term) -> builtins.list[str]:
    """The forms of a term that may be set into a sentence, but for whose gender and number nothing speaks."""
    if term.kept or term.case is CaseRule.EXACT:
        return []
    return [form for form in term.forms if term.grammar_of(form) is None and read_grammar(form, term.language) is None]


def _own(seen: Term | None) -> Term | None:
    return None if seen is None or seen.starter else seen
