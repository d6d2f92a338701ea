"""How a French draft is finished: the rules in their order, and what only French does (times, ordinals, euros).

Refuses to change words that are not figures, times or dates.
"""

import re
from functools import partial

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.measures import Millions, set_degrees, set_millions, set_units
from service.linguistics.numbers import set_figures
from service.linguistics.ordinals import FRENCH, set_ordinals
from service.linguistics.orthography import write_words
from service.linguistics.profiles import NO_BREAK, SPACES, Typography
from service.linguistics.quotes import set_quotes
from service.linguistics.rewriting import NamedRule
from service.linguistics.times import TimeOfDay, find_spans, find_times, pattern_for, span_pattern
from service.linguistics.typography import (
    close_up_stops,
    put_sign_last,
    set_apostrophes,
    set_currency,
    set_dashes,
    set_double_marks,
    set_ellipsis,
    set_percent,
)

_TIME_WORDS = r"[Uu]hr|heures?|h"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FIRST_OF_MONTH = re.compile(rf"(?<![\d.])1(?:\.|º|°|er|e)?(?=[{SPACES}](?i:{_MONTHS})\b)")
_DAY_OF_MONTH = re.compile(rf"(?<=\d)\.(?=[{SPACES}](?i:{_MONTHS})\b)")
_NUMBER_SIGN = re.compile(rf"\b(?:[Nn]r|[Nn]o)\.[{SPACES}]?(?=\d)")
_TELEPHONE = re.compile(r"\bTel\.(?=:?\s?[\d(+])")
_FULL_HOUR = re.compile(r"[:hH]00")
_MONTH_NAME = re.compile(rf"(?<=\d[{SPACES}])(?i:{_MONTHS})\b|(?<=1er[{SPACES}])(?i:{_MONTHS})\b")
_INITIAL_A = re.compile(
    r"(?:^|(?<=[.!?…]\s)|(?<=«[\u202f\u00a0])|(?<=«))A(?=\s(?:la|l[’']|partir|cette|cet|ce|ces|son|sa|ses|leurs?|notre|votre|nos|"
    r"compter|travers|nouveau|propos|côté|chaque|tou(?:s|te|tes)|[A-ZÀÉÈ][a-zéèêàâîôûç]))"
)
MILLIONS = Millions(
    words={
        **dict.fromkeys(("million", "millions", "mio.", "mio"), ("million", "millions")),
        **dict.fromkeys(("milliard", "milliards", "mrd.", "mrd"), ("milliard", "milliards")),
    },
    joint="d’",
    currency="euros",
    singular_below=2,
)
_EURO = re.compile(rf"(?<=\d)([{SPACES}]?)(?:EUR|Euros?|euro)\b")


def rules_for(source: str, profile: Typography) -> tuple[NamedRule, ...]:
    """The rules for a draft of `source`, in the order in which they apply."""
    return (
        NamedRule("spelling", partial(write_words, table="orthography_fr.tsv")),
        NamedRule("spelling", accent_initial),
        NamedRule("apostrophes", partial(set_apostrophes, profile=profile)),
        NamedRule("dashes", partial(set_ellipsis, profile=profile)),
        NamedRule("dashes", partial(set_dashes, profile=profile)),
        NamedRule("currency", partial(put_sign_last, profile=profile)),
        NamedRule("quotes", partial(set_quotes, profile=profile)),
        NamedRule("times", partial(set_times, source=source, profile=profile)),
        NamedRule("dates", set_dates),
        NamedRule("labels", translate_labels),
        NamedRule("ordinals", partial(set_ordinals, source=source, words=FRENCH)),
        NamedRule("numbers", partial(set_figures, source=source, profile=profile)),
        NamedRule("currency", partial(set_millions, millions=MILLIONS)),
        NamedRule("currency", write_euros),
        NamedRule("units", set_degrees),
        NamedRule("units", partial(set_units, source=source)),
        NamedRule("numbers", partial(set_percent, profile=profile)),
        NamedRule("currency", partial(set_currency, profile=profile)),
        NamedRule("spaces", partial(close_up_stops, profile=profile)),
        NamedRule("spaces", partial(set_double_marks, profile=profile)),
    )


def accent_initial(text: str) -> list[Edit]:
    """``A la mairie`` as ``À la mairie``: capitals carry their accents."""
    return substitute(text, _INITIAL_A, "À")


def set_times(text: str, source: str, profile: Typography) -> list[Edit]:
    """``18.30 Uhr`` as ``18 h 30``, ``18.00 Uhr`` as ``18 h``; ``18 heures`` stays."""
    edits: list[Edit] = []
    for first, last in dict.fromkeys(find_spans(source)):
        written = f"{_hours(first, profile)}-{_hours(last, profile)}"
        edits += substitute(text, span_pattern(first, last, _TIME_WORDS), written)
    for time in dict.fromkeys(find_times(source)):
        edits += substitute(text, pattern_for(time, _TIME_WORDS), partial(_set_time, time=time, profile=profile))
    return keep_first(edits)


def _set_time(match: re.Match[str], time: TimeOfDay, profile: Typography) -> str:
    word = match["after"] or match["before"] or ""
    if not time.minutes and word.lower() not in ("uhr", "h") and not _FULL_HOUR.search(match.group()):
        return match.group()  # "18 heures", or a bare 18 that may be something else
    return _hours(time, profile)


def _hours(time: TimeOfDay, profile: Typography) -> str:
    minutes = "" if time.minutes in ("", "00") else profile.in_time + time.minutes
    return f"{time.hour}{profile.in_time}h{minutes}"


def set_dates(text: str) -> list[Edit]:
    """``1. Mai`` as ``1er mai``, ``3. octobre`` as ``3 octobre``."""
    first = substitute(text, _FIRST_OF_MONTH, "1er")
    names = substitute(text, _MONTH_NAME, lambda match: match.group().lower())
    return keep_first(first + substitute(text, _DAY_OF_MONTH, "") + names)


def translate_labels(text: str) -> list[Edit]:
    """What a model leaves of German labels: ``Nr. 5`` is ``n° 5``, ``Tel.`` is ``Tél.``."""
    return substitute(text, _NUMBER_SIGN, f"n°{NO_BREAK}") + substitute(text, _TELEPHONE, "Tél.")


def write_euros(text: str) -> list[Edit]:
    """``70 Euro`` as ``70 euros``, ``1 euro`` in the singular."""
    return substitute(text, _EURO, lambda match: match[1] + ("euro" if _is_one(text, match.start()) else "euros"))


def _is_one(text: str, end: int) -> bool:
    return re.search(rf"(?<![\d.,])(?<!\d[{SPACES}])[01](?:,\d+)?$", text[max(0, end - 20) : end]) is not None
