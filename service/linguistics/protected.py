"""Stretches of a text that are no prose and stay as they are: addresses, file names, tags, code. Refuses to change them.

Found are URLs, bare domains, e-mail addresses, file names, hashtags and mentions, cross references (``xref:``), placeholders,
text in backquotes, words with underscores (but not the gender gap of ``Student_innen``).
"""

import re
from collections.abc import Iterable

from service.linguistics.edits import Edit, Rule

Span = tuple[int, int]

_SUFFIXES = "de|at|ch|eu|fr|it|com|org|net|info|gov|edu|app|online|stadt"
_FILES = "pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|gif|svg|zip|csv|txt|html?|php|aspx?|md|mp[34]|ics|xml|json|py|yml|yaml|toml"
_PROTECTED = re.compile(
    rf"""
      (?<![a-zA-Z0-9+.-])[a-z][a-z0-9+.-]*://[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]                         # https://www.stadt.de/a_b?c=1
    | (?<!\w)(?:mailto|tel|xref|ref|urn|doi):[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+                                                        # info@stadt.de
    | (?<![\w.@/])www\.[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]
    | (?<![\w.@/-])(?:[a-zA-Z0-9äöüß-]+\.)+(?:{_SUFFIXES})\b(?:/[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’])?(?![\w@])
    | (?<![\w/.-])[\w/-]+(?:\.[\w-]+)*\.(?:{_FILES})\b                                      # haushalt_2024.pdf
    | (?<![\w&])[\#@][^\W\d][\w*]*                                                        # #GemeinsamStark
    | `[^`]*`
    | \{{\{{?[^{{}}]*\}}?\}} | %\d*\$?[sd]\b
    | (?<!\w)\w*[^\W_]_+(?!in\b|innen|e[nrms]?\b|[rnms]\b)[^\W_]\w*                       # haushalt_entwurf
    """,
    re.VERBOSE,
)
_IDENTIFIER = re.compile(
    r"""
      \b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b                       # an IBAN
    | (?<![\w.,])(?:\+\d{1,3}|0\d{2,5})[\s./()-]{1,3}\d[\d\s./()–-]{2,25}\d(?!\w|,\d)         # a telephone number
    """,
    re.VERBOSE,
)


def find_protected(text: str) -> list[Span]:
    """The stretches of `text` that are addresses, names or code rather than prose."""
    return [match.span() for match in _PROTECTED.finditer(text)]


def find_identifiers(text: str) -> list[Span]:
    """Bank account and telephone numbers: digits that are no quantity."""
    return [match.span() for match in _IDENTIFIER.finditer(text)]


def spare(edits: Iterable[Edit], spans: Iterable[Span]) -> list[Edit]:
    """The edits that touch none of `spans`, in order."""
    waiting = sorted(spans, reverse=True)
    kept = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        while waiting and waiting[-1][1] <= edit.start:
            waiting.pop()
        if not waiting or not _touches(edit, waiting[-1]):
            kept.append(edit)
    return kept


def in_prose(rule: Rule) -> Rule:
    """The same rule, kept out of what is protected."""

    def rule_in_prose(text: str) -> list[Edit]:
        return spare(rule(text), find_protected(text))

    return rule_in_prose


def _touches(edit: Edit, span: Span) -> bool:
    start, end = span
    return edit.start < end and edit.end > start
