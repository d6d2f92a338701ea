"""Terms as TBX-Basic, the field's own exchange format; refuses markup inside terms.

Written is ISO 30042:2019 (``tbx``), read is that and the older form (``martif``). A concept is one German term with its
forms by language, the preferred one first; the town is the ``customerSubset``. What TBX-Basic has no place for, the case rule
and keeping, stands as ``x-gemello-case`` and ``x-gemello-keep``, which other programs pass over.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from service.domain.grammar import Grammar
from service.domain.language import SOURCE, TARGETS
from service.domain.term import CaseRule, InvalidTerm, Term
from service.store.exchange.elements import Element, read_elements
from service.store.exchange.unreadable import UnreadableGlossary

CONCEPTS = ("conceptEntry", "termEntry")
SECTIONS = ("langSec", "langSet")
TERM_SECTIONS = ("termSec", "tig", "ntig")
ROOTS = ("tbx", "martif", "TBX")
TOWN, CASE, KEEP = "customerSubset", "x-gemello-case", "x-gemello-keep"
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
    return tuple(term for concept in root.walk(*CONCEPTS) for term in _read_concept(concept))


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
    german = [term for each in sections if _language(each) == SOURCE for term in each.walk("term")]
    for section in sections:
        for source in german if _language(section) in TARGETS else ():
            yield _read_term(concept, source, section)


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
    for each in section.walk(*TERM_SECTIONS):
        notes = {note.attributes.get("type", ""): note.text for note in each.walk("termNote")}
        told = notes.get(GENDER, ""), notes.get(NUMBER, "")
        grammar = next((known for known in Grammar if (known.gender, known.number) == told), None)
        yield from ((term.text, grammar) for term in each.walk("term"))


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
