"""A segment that is one term and nothing else, worded without a model; refuses segments that say more.

Miniatures: ``Stadtrat`` is ``conseil municipal``, ``Stadträte`` ``conseils municipaux``, ``Der Stadtrat`` ``Le conseil municipal``,
``ÖFFNUNGSZEITEN:`` ``HEURES D’OUVERTURE:``. Small models fail most often on a word alone.
"""

import re

from service.domain.grammar import Grammar, Number
from service.domain.language import Language
from service.domain.term import Term
from service.linguistics.determiners import Determiner, write_determiner
from service.linguistics.german_number import read_number
from service.linguistics.nouns import read_grammar
from service.linguistics.terms import TermIndex

_SEGMENT = re.compile(r"(?P<article>(?:der|die|das)\s+)?(?P<term>.+?)(?P<mark>\s?[:!?.])?", re.IGNORECASE | re.DOTALL)
_ARTICLES = {Language.FRENCH: "le", Language.ITALIAN: "il"}


def word_term(text: str, term: Term) -> str | None:
    """The agreed form for a text that is the term, with its article and its number; None for any other text."""
    match = _SEGMENT.fullmatch(text.strip())
    if match is None:
        return None
    standing, article = match["term"], match["article"]
    found = TermIndex([term]).locate(standing)
    if not found or not found[0].whole or (found[0].start, found[0].end) != (0, len(standing)):
        return None
    worded = _word(term, standing, article or "")
    if worded is None:
        return None
    return (worded.upper() if text.isupper() and len(standing) > 1 else worded) + (match["mark"] or "")


def _word(term: Term, standing: str, article: str) -> str | None:
    if term.is_whole(standing) and not article:
        return term.preferred
    number = read_number(term.source, standing, article)
    if term.is_whole(standing) and number is None:
        number = Number.SINGULAR
    if number is None or (number is Number.SINGULAR and not term.is_whole(standing)):
        return None  # a genitive alone is part of something
    for form in term.forms:
        grammar = term.grammar_of(form) or read_grammar(form, term.language)
        if grammar is not None and grammar.number is number:
            return (_write_article(form, grammar, term.language) if article else "") + form
    return None


def _write_article(form: str, grammar: Grammar, language: Language) -> str:
    known = Determiner(0, "", _ARTICLES[language], None, grammar.number, capital=True)
    return write_determiner(known, form, grammar, language) or ""
