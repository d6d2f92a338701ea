"""Terms as TBX-Basic, the field's own exchange format; refuses markup inside terms.

Written is ISO 30042:2019 (``tbx``), read is that and the older form (``martif``). A concept is one German term with its
forms by language, the preferred one first; the town is the ``customerSubset``. What TBX-Basic has no place for, the case rule
and keeping, stands as ``x-gemello-case`` and ``x-gemello-keep``, which other programs pass over. Forms that a termbase prefers
come first, those it advises against are left out; a word with several concepts, as in IATE, has the forms of all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from service.domain.grammar import Grammar
from service.domain.language import SOURCE, TARGETS
from service.domain.term import LONGEST_NOTE, CaseRule, InvalidTerm, Term
from service.store.exchange.elements import Element, read_elements
from service.store.exchange.unreadable import UnreadableGlossary

CONCEPTS = ("conceptEntry", "termEntry")
SECTIONS = ("langSec", "langSet")
TERM_SECTIONS = ("termSec", "tig", "ntig")
ROOTS = ("tbx", "martif", "TBX")
TOWN, CASE, KEEP = "customerSubset", "x-gemello-case", "x-gemello-keep"
STATUSES = ("administrativeStatus", "normativeAuthorization")  # ``preferredTerm-admn-sts``, ``deprecatedTerm-admn-sts``
GENDER, NUMBER = "grammaticalGender", "grammaticalNumber"
YES = "yes"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="de" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>Gemello</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
"""
FOOT = "  </body></text>\n</tbx>\n"


def write_tbx(terms: Iterable[Term]) -> bytes:
    """The terms as TBX-Basic, one concept a German term and town."""
    ordered = sorted(terms, key=lambda term: (term.key[0], term.source, term.town, term.language))
    concepts = groupby(ordered, key=lambda term: (term.source, term.town))
    written = (_concept(number, list(group)) for number, (_, group) in enumerate(concepts, 1))
    return (HEAD + "".join(written) + FOOT).encode()


def read_tbx(data: bytes) -> tuple[Term, ...]:
    """The terms into French and Italian of every concept that has German; raises `UnreadableGlossary`."""
    root = read_elements(data)
    if root.name not in ROOTS:
        raise UnreadableGlossary(
            root.line, root.column, f"The file begins with {root.name!r}; a TBX begins with 'tbx'."
        )
    return _join_homonyms(term for concept in root.walk(*CONCEPTS) for term in _read_concept(concept))


def _join_homonyms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of one word, language and town as one with the forms of all, in their order."""
    joined: dict[object, Term] = {}
    for term in terms:
        first = joined.setdefault(term.key, term)
        if first is not term:
            told = {form: each.grammar_of(form) for each in (term, first) for form in each.forms}
            forms = tuple(dict.fromkeys((*first.forms, *term.forms)))
            note = "; ".join(dict.fromkeys(filter(None, (first.note, term.note))))[:LONGEST_NOTE].strip()
            grammar = tuple(told[form] for form in forms)
            joined[term.key] = replace(first, forms=forms, grammar=grammar, note=note, kept=first.kept and term.kept)
    return tuple(joined.values())


def _concept(number: int, terms: list[Term]) -> str:
    town = _admin("      ", TOWN, terms[0].town) if terms[0].town else ""
    german = f'      <langSec xml:lang="{SOURCE}">\n{_term_section(terms[0].source)}      </langSec>\n'
    sections = "".join(_section(term) for term in terms)
    return f'    <conceptEntry id="c{number}">\n{town}{german}{sections}    </conceptEntry>\n'


def _section(term: Term) -> str:
    case = _admin("        ", CASE, term.case) if term.case is not CaseRule.FOLDED else ""
    keep = _admin("        ", KEEP, YES) if term.kept else ""
    note = f"        <note>{escape(term.note)}</note>\n" if term.note else ""
    forms = "".join(_term_section(form, term.grammar_of(form)) for form in term.forms or (term.source,))
    return f'      <langSec xml:lang="{term.language}">\n{case}{keep}{note}{forms}      </langSec>\n'


def _admin(margin: str, kind: str, value: str) -> str:
    return f"{margin}<admin type={quoteattr(kind)}>{escape(value)}</admin>\n"


def _term_section(text: str, grammar: Grammar | None = None) -> str:
    told = {GENDER: grammar.gender, NUMBER: grammar.number} if grammar else {}
    notes = "".join(f"<termNote type={quoteattr(kind)}>{value}</termNote>" for kind, value in told.items())
    return f"        <termSec><term>{escape(text)}</term>{notes}</termSec>\n"


def _read_concept(concept: Element) -> Iterator[Term]:
    sections = list(concept.walk(*SECTIONS))
    german = [term for each in sections if _language(each) == SOURCE for term in _list_german(each)]
    for section in sections:
        parts = list(section.walk(*TERM_SECTIONS))
        if _language(section) in TARGETS and not (parts and all(map(_is_advised_against, parts))):
            yield from (_read_term(concept, source, section) for source in german)


def _list_german(section: Element) -> list[Element]:
    """The German words of a concept but those it advises against."""
    out = {id(term) for each in section.walk(*TERM_SECTIONS) if _is_advised_against(each) for term in each.walk("term")}
    return [term for term in section.walk("term") if id(term) not in out]


def _read_term(concept: Element, source: Element, section: Element) -> Term:
    language = next(each for each in TARGETS if each == _language(section))
    kept = _admin_of(section, KEEP) == YES
    forms = {form: grammar for form, grammar in _read_forms(section) if not (kept and form == source.text)}
    try:
        return Term(
            source.text,
            language,
            tuple(forms),
            _read_case(section),
            kept=kept,
            town=_admin_of(section, TOWN) or _admin_of(concept, TOWN),
            note=_note_of(section) or _note_of(concept),
            grammar=tuple(forms.values()),
        )
    except InvalidTerm as error:
        place = source if error.field == "source" else section
        raise UnreadableGlossary(place.line, place.column, error.problem) from error


def _read_forms(section: Element) -> Iterator[tuple[str, Grammar | None]]:
    """Each form with its grammar; gender and number count only where there are both, and are known here."""
    parts = (each for each in section.walk(*TERM_SECTIONS) if not _is_advised_against(each))
    for each in sorted(parts, key=lambda part: not _status(part).startswith("preferred")):
        notes = {note.attributes.get("type", ""): note.text for note in each.walk("termNote")}
        told = notes.get(GENDER, ""), notes.get(NUMBER, "")
        grammar = next((known for known in Grammar if (known.gender, known.number) == told), None)
        yield from ((term.text, grammar) for term in each.walk("term"))


def _status(part: Element) -> str:
    notes = (note for note in part.walk("termNote") if note.attributes.get("type") in STATUSES)
    return next((note.text.lower() for note in notes), "")


def _is_advised_against(part: Element) -> bool:
    return _status(part).startswith(("deprecated", "superseded", "obsolete"))


def _read_case(section: Element) -> CaseRule:
    value = _admin_of(section, CASE)
    try:
        return CaseRule(value or CaseRule.FOLDED)
    except ValueError as error:
        problem = f"{value!r} is none of: {', '.join(CaseRule)}."
        raise UnreadableGlossary(section.line, section.column, problem) from error


def _admin_of(element: Element, kind: str) -> str:
    found = (each.text for each in element.children if each.name == "admin" and each.attributes.get("type") == kind)
    return next(found, "")


def _note_of(element: Element) -> str:
    return " ".join(each.text for each in element.children if each.name == "note")


def _language(section: Element) -> str:
    return section.attributes.get("lang", "").lower().replace("_", "-").split("-")[0]
