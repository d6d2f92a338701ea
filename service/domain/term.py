"""Agreed translations of single terms, the termbase's entries; refuses how they are found, stored or exchanged.

Miniature: ``Term("Gemeinderat", FRENCH, ("conseil municipal", "conseils municipaux"))`` says that a French text about the
Gemeinderat holds one of these forms; the first is the one to write where there is a choice.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from service.domain.errors import Conflict, InvalidInput
from service.domain.grammar import Grammar, read_marked, write_marked
from service.domain.language import TARGETS, Language

LONGEST = 200  # characters of a source or a form: a term is no sentence
LONGEST_NOTE = 2000
SEPARATOR = "|"  # stands between forms wherever a term is written on one line


class InvalidTerm(InvalidInput):
    """A term that cannot be kept as it is."""

    title = "Invalid term"

    def __init__(self, field: str, problem: str) -> None:
        self.field, self.problem = field, problem  # field: the name of the one at fault, "source"
        super().__init__(problem)


class TermChanged(Conflict):
    """An entry that somebody changed since the caller read it."""

    title = "Term changed"

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(
            f"The entry for {source!r} was changed since you read it. Read it again, then send your change."
        )


class CaseRule(StrEnum):
    """How the capitals of a text are read when a term is looked for."""

    FOLDED = "folded"  # "GEMEINDERAT" and "Gemeinderat" are the same term
    EXACT = "exact"  # only as written: "Weil" is a town, "weil" is not


@dataclass(frozen=True, slots=True)
class Term:
    """One term into one language."""

    source: str  # the German base form: nominative singular, or the plural if it is always one
    language: Language
    forms: tuple[str, ...] = ()  # allowed in the target, the preferred one first; may be empty only if `kept`
    case: CaseRule = CaseRule.FOLDED
    kept: bool = False  # not to be translated: the source itself stands in the target
    town: str = ""  # the twin town it is agreed with; "" is every reader of the language
    note: str = ""  # where it comes from or why, for people
    starter: bool = False  # shipped with Gemello, not entered by the city
    grammar: tuple[Grammar | None, ...] = ()  # of each form, None where nobody wrote it down; () if of none

    def __post_init__(self) -> None:
        if self.language not in TARGETS:
            raise InvalidTerm("language", f"{self.language} is no target language. Use one of: {', '.join(TARGETS)}.")
        if not self.forms and not self.kept:
            raise InvalidTerm("forms", f"The term {self.source!r} has no target form. Give one, or mark it as kept.")
        _refuse_unusable("source", self.source, LONGEST)
        for form in self.forms:
            _refuse_unusable("forms", form, LONGEST)
            if read_forms([form])[0] != (form,):
                raise InvalidTerm("forms", f"{form!r} ends in a mark of grammar, which is no part of the form.")
        if self.grammar and len(self.grammar) != len(self.forms):
            raise InvalidTerm("forms", f"{len(self.grammar)} grammars for {len(self.forms)} forms of {self.source!r}.")
        if not any(self.grammar):
            object.__setattr__(self, "grammar", ())
        if self.town:
            _refuse_unusable("town", self.town, LONGEST)
        if self.note:
            _refuse_unusable("note", self.note, LONGEST_NOTE, forbidden="")

    @property
    def accepted(self) -> tuple[str, ...]:
        """What may stand in the target: the forms, and the source itself if it is kept."""
        return (self.source, *self.forms) if self.kept else self.forms

    @property
    def preferred(self) -> str:
        """What to write in the target where there is a choice."""
        return self.accepted[0]

    @property
    def written(self) -> tuple[str, ...]:
        """The forms as they are written on one line, their grammar behind them: ``mairies [fp]``."""
        grammar = self.grammar or (None,) * len(self.forms)
        return tuple(write_marked(form, each) for form, each in zip(self.forms, grammar, strict=True))

    def grammar_of(self, form: str) -> Grammar | None:
        """The grammar somebody wrote down for this form."""
        return dict(zip(self.forms, self.grammar, strict=True)).get(form) if self.grammar else None

    def is_whole(self, text: str) -> bool:
        """True if `text` is the base form and nothing else: a cell ``Stadtrat``, a heading ``KULTUR``."""
        return fold(text) == fold(self.source)

    @property
    def key(self) -> tuple[str, Language, str]:
        """What there is one entry of: source (case-folded), language, town."""
        return fold(self.source), self.language, self.town


def read_forms(written: Iterable[str]) -> tuple[tuple[str, ...], tuple[Grammar | None, ...]]:
    """Forms as `Term.written` has them, taken apart; raises `InvalidTerm` for a mark there is none of."""
    try:
        read = [read_marked(each) for each in written]
    except ValueError as error:
        known = ", ".join(f"[{each}]" for each in Grammar)
        raise InvalidTerm("forms", f"{error}. A form's grammar is one of: {known}.") from error
    return tuple(form for form, _ in read), tuple(grammar for _, grammar in read)


def fold(text: str) -> str:
    """`text` as it is compared: composed, without case and soft hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold().split())


def _refuse_unusable(field: str, text: str, longest: int, forbidden: str = SEPARATOR) -> None:
    if not text.strip() or text != text.strip():
        raise InvalidTerm(field, f"{text!r} is empty, or begins or ends with a space.")
    if len(text) > longest:
        raise InvalidTerm(field, f"{text[:20]!r}… has {len(text)} characters; the limit is {longest}.")
    if (forbidden and forbidden in text) or any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise InvalidTerm(field, f"{text!r} holds a character that cannot stand there (a control character or a bar).")
