"""Rules that say whether a pair is fit to learn from. Pure: a pair goes in, the name of the broken rule or None comes out.

first_broken_rule(Pair("Am 3. Mai um 18.30 Uhr", "Le 4 mai à 18 h 30", "fr", "x")) == "numbers"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from models.training.pairs import Pair


def read_function_words(path: Path) -> dict[str, frozenset[str]]:
    """Language to its function words."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {code: frozenset(known.split()) for code, known in rows}


WORD = re.compile(r"[^\W\d_]+")
PLACEHOLDER = re.compile(r"[{}<>|\\^~]|%[sd\d(]|\$\w|&\w+;|\[\[|__|\.\.\.\.|```")
LINK = re.compile(r"https?://\S+[\w/]|www\.\S+[\w/]|[\w.+-]+@[\w-]+\.\w+")
GLUED = re.compile(r"[^\W\d_][,;][^\W\d_]|[a-zäöü]\.[A-ZÄÖÜ][a-zäöü]")
QUOTES = re.compile(r"[„“”\"«»]")
LONGEST = 60  # words a side
FUNCTION_WORDS = read_function_words(Path(__file__).parent / "data" / "function_words.tsv")


def words(text: str) -> list[str]:
    """The runs of letters in `text`, in lower case."""
    return WORD.findall(text.lower())


def is_in_language(text: str, language: str) -> bool:
    """Whether no other language explains the function words of `text` better; short text without any counts as right."""
    found = words(text)
    hits = {code: sum(w in known for w in found) for code, known in FUNCTION_WORDS.items()}
    best = max(hits.values())
    return hits[language] == best or best < 2


def has_letters(pair: Pair) -> bool:
    """At least two fifths of either side is letters: tables, code and numbering are no prose."""
    return all(sum(c.isalpha() for c in side) * 5 >= len(side) * 2 for side in (pair.german, pair.target))


def has_fitting_length(pair: Pair) -> bool:
    """Neither side is overlong, and neither is more than about twice the other (12 characters of grace for short ones)."""
    longest = max(len(pair.german.split()), len(pair.target.split()))
    german, target = len(pair.german) + 12, len(pair.target) + 12
    return longest <= LONGEST and 0.55 < target / german < 2.1


def has_equal_numbers(pair: Pair) -> bool:
    """The same digits on both sides, in any order and notation: "18.30 Uhr" and "18 h 30" agree."""
    german, target = (sorted(filter(str.isdigit, side)) for side in (pair.german, pair.target))
    return german == target


def has_equal_links(pair: Pair) -> bool:
    """The same web and mail addresses on both sides."""
    return sorted(LINK.findall(pair.german)) == sorted(LINK.findall(pair.target))


def keeps_quotes(pair: Pair) -> bool:
    """Quoted text stays quoted, and nothing is put in quotes that was not."""
    return bool(QUOTES.search(pair.german)) == bool(QUOTES.search(pair.target))


def has_no_placeholders(pair: Pair) -> bool:
    """No variables, markup or escapes of user interfaces."""
    return not PLACEHOLDER.search(pair.german) and not PLACEHOLDER.search(pair.target)


def has_spaced_sentences(pair: Pair) -> bool:
    """No list items run together: "erheblich,wenn", "endet.Wer"; addresses may."""
    return not any(GLUED.search(LINK.sub("", side)) for side in (pair.german, pair.target))


def is_translated(pair: Pair) -> bool:
    """The target is not the source again: more than half of four or more words kept is an untranslated line."""
    german, target = words(LINK.sub("", pair.german)), set(words(pair.target))
    if len(german) < 4:
        return pair.german != pair.target or len(german) < 2
    return sum(w in target for w in german) * 2 <= len(german)


def ends_alike(pair: Pair) -> bool:
    """A question stays a question, and a sentence is not paired with a heading that ends in a colon."""
    return all(pair.german.rstrip().endswith(mark) == pair.target.rstrip().endswith(mark) for mark in "?:")


def is_in_both_languages(pair: Pair) -> bool:
    """German on the German side, the target language on the other."""
    return is_in_language(pair.german, "de") and is_in_language(pair.target, pair.language)


RULES: tuple[tuple[str, Callable[[Pair], bool]], ...] = (
    ("length", has_fitting_length),
    ("letters", has_letters),
    ("placeholders", has_no_placeholders),
    ("glued", has_spaced_sentences),
    ("numbers", has_equal_numbers),
    ("links", has_equal_links),
    ("quotes", keeps_quotes),
    ("ending", ends_alike),
    ("untranslated", is_translated),
    ("language", is_in_both_languages),
)


def first_broken_rule(pair: Pair) -> str | None:
    """The name of the first rule in `RULES` that `pair` breaks; None means: learn from it."""
    return next((name for name, holds in RULES if not holds(pair)), None)
