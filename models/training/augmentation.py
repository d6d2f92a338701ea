"""Small changes that teach what the corpus shows too rarely: headlines, capitals, quotes, copied numbers and addresses.

Every change keeps both sides of a pair true to each other. Randomness comes from the caller's generator only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from models.training.pairs import Pair

QUOTED = re.compile(r"[«»„“”\"](\s?)([^«»„“”\"]+?)(\s?)[«»„“”\"]")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
NUMBER = re.compile(r"(?<!\d)\d{2,}(?!\d)")
DOUBLE_MARK = re.compile(r"(?<=[\w»)])\s*([:;!?])(?=\s|$)")
GERMAN_QUOTES = (("„", "“"),) * 6 + (('"', '"'),) * 3 + (("»", "«"), ("«", "»"))
TARGET_QUOTES = {"fr": ("« ", " »"), "it": ("«", "»")}  # one form a language: typography is finished after translation
HEADLINE_WORDS = 14


def put_quotes(text: str, opening: str, closing: str) -> str:
    """`text` with every quoted stretch between `opening` and `closing` instead of its own quotes."""
    return QUOTED.sub(lambda m: f"{opening}{m.group(2).strip()}{closing}", text)


def settle_typography(text: str, language: str) -> str:
    """A target in one plain form: straight apostrophes, the language's quotes, a space before French double marks."""
    text = put_quotes(text.replace("’", "'"), *TARGET_QUOTES[language])
    return DOUBLE_MARK.sub(r" \1", text) if language == "fr" else text


def vary_quotes(pair: Pair, random: Random) -> Pair:
    """Any German style of quotes, always the same plain typography in the target."""
    german = put_quotes(pair.german, *random.choice(GERMAN_QUOTES))
    return replace(pair, german=german, target=settle_typography(pair.target, pair.language))


def shout(pair: Pair, _random: Random) -> Pair:
    """Both sides in capitals, as in a poster's headline."""
    return replace(pair, german=pair.german.upper(), target=pair.target.upper())


def make_headline(pair: Pair, _random: Random) -> Pair:
    """A short sentence without its full stop."""
    short = len(pair.german.split()) <= HEADLINE_WORDS
    if not (short and pair.german.endswith(".") and pair.target.endswith(".")) or pair.target.endswith(".."):
        return pair
    return replace(pair, german=pair.german[:-1].rstrip(), target=pair.target[:-1].rstrip())


def capitalise_words(pair: Pair, _random: Random) -> Pair:
    """A German title With Every Word Capitalised; the target stays as it is."""
    if len(pair.german.split()) > HEADLINE_WORDS:
        return pair
    return replace(pair, german=re.sub(r"\b[^\W\d_]", lambda m: m.group().upper(), pair.german))


def other_number(number: str, random: Random) -> str:
    """A number of as many digits with the same first one; a year for a year."""
    if YEAR.fullmatch(number):
        return str(random.randint(1850, 2049))
    return number[0] + "".join(random.choice("0123456789") for _ in number[1:])


def swap_numbers(pair: Pair, random: Random) -> Pair:
    """Other digits in numbers that stand once on each side: 150 may become 172, 1987 another year."""
    for number in NUMBER.findall(pair.german):
        once = pair.german.count(number) == 1 and pair.target.count(number) == 1
        if once and number in NUMBER.findall(pair.target):
            other = other_number(number, random)
            pair = replace(pair, german=pair.german.replace(number, other), target=pair.target.replace(number, other))
    return pair


CHANGES: tuple[tuple[float, Callable[[Pair, Random], Pair]], ...] = (
    (1.0, vary_quotes),
    (0.3, swap_numbers),
    (0.04, make_headline),
    (0.015, capitalise_words),
    (0.015, shout),
)  # probability of each change, applied in this order


def augment(pair: Pair, random: Random) -> Pair:
    """`pair` with each change of `CHANGES` made with its probability."""
    for probability, change in CHANGES:
        if random.random() < probability:
            pair = change(pair, random)
    return pair
