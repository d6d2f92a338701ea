"""A term as JSON, and the cursors of its list; refuses to decide what may be entered (the domain does)."""

import base64
import binascii
import hashlib
import json

from werkzeug.exceptions import BadRequest

from service.domain.language import Language
from service.domain.term import CaseRule, InvalidTerm, Term, read_forms
from service.newsroom.glossary import Key

MEMBERS = ("forms", "case", "keep", "note")
TOLD = frozenset({"source", "language", "town", "origin", "href"})  # what an answer says too and a request may repeat


def represent_term(term: Term) -> dict[str, object]:
    """The term; forms as they are written on one line: ``mairies [fp]``."""
    return {
        "source": term.source,
        "language": str(term.language),
        "forms": list(term.written),
        "case": str(term.case),
        "keep": term.kept,
        "town": term.town,
        "note": term.note,
        "origin": "starter" if term.starter else "own",
    }


def tag_term(term: Term) -> str:
    """The strong validator of a term: 32 hex digits that change with every field."""
    return hashlib.sha256(json.dumps(represent_term(term)).encode()).hexdigest()[:32]


def read_term(source: str, language: Language, town: str, body: object) -> Term:
    """The term in a request; raises `BadRequest` for what is no term, `InvalidTerm` naming the member at fault."""
    if not isinstance(body, dict) or not isinstance(body.get("forms", []), list):
        raise BadRequest('The JSON body must be an object with the allowed forms as a list of strings in "forms".')
    for name in sorted(set(body) - {*MEMBERS, *TOLD}):
        raise InvalidTerm(name, f"There is no member {name!r}. Known: {', '.join(MEMBERS)}.")
    forms, grammar = read_forms(_text("forms", form) for form in body.get("forms", []))
    note, kept = " ".join(_text("note", body.get("note", "")).split()), body.get("keep", False)
    if not isinstance(kept, bool):
        raise InvalidTerm("keep", f"{kept!r} is neither true nor false.")
    return Term(source, language, forms, _case(body.get("case")), kept=kept, town=town, note=note, grammar=grammar)


def write_cursor(key: Key) -> str:
    """A place in the list as a word callers pass back unread."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Key | None:
    """The place a cursor stands for, None for the beginning; raises `BadRequest`."""
    if not cursor:
        return None
    try:
        source, language, town = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return str(source), Language(language), str(town)
    except (ValueError, binascii.Error, TypeError) as error:
        raise BadRequest(f"{cursor!r} is no cursor of this list. Begin again without one.") from error


def _text(member: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidTerm(member, f"{value!r} is no text.")
    return value.strip()


def _case(value: object) -> CaseRule:
    try:
        return CaseRule(str(value or CaseRule.FOLDED))
    except ValueError as error:
        raise InvalidTerm("case", f"{value!r} is none of: {', '.join(CaseRule)}.") from error
