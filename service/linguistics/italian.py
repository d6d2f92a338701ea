"""How an Italian draft is finished: the rules in their order, and what only Italian does (times, ordinals, euro).

Refuses to change words that are not figures, times or dates.
"""

import re
from functools import partial

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.measures import Millions, set_degrees, set_millions, set_units
from service.linguistics.numbers import set_figures
from service.linguistics.ordinals import ITALIAN, set_ordinals
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

_TIME_WORDS = r"[Uu]hr|[Oo]re|h"
_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_FIRST_OF_MONTH = re.compile(rf"(?<![\d.])1\.?(?=[{SPACES}](?i:{_MONTHS})\b)")
_DAY_OF_MONTH = re.compile(rf"(?<=\d)\.(?=[{SPACES}](?i:{_MONTHS})\b)")
_NUMBER_SIGN = re.compile(rf"\b[Nn]r\.[{SPACES}]?(?=\d)")
_EURO = re.compile(rf"((?<=\d)[{SPACES}]?|(?<=\bmilioni di )|(?<=\bmiliardi di ))(?:EUR|Euro|euros|Euros)\b")
_PREPOSITION = re.compile(r"\b(?:da|dalle|alle|a|delle)\s$", re.IGNORECASE)
_ACCENTED = re.compile(r"(?<![\w’'])E['’](?=\s)")
_ACCENTED_SMALL = re.compile(r"(?<=[^\W\d_] )e['’](?= [^\W\d_])")
_MONTH_NAME = re.compile(rf"(?<=\d[{SPACES}])(?i:{_MONTHS})\b|(?<=1°[{SPACES}])(?i:{_MONTHS})\b")
MILLIONS = Millions(
    words={
        **dict.fromkeys(("milione", "milioni", "mio.", "mio"), ("milione", "milioni")),
        **dict.fromkeys(("miliardo", "miliardi", "mrd.", "mrd"), ("miliardo", "miliardi")),
    },
    joint="di ",
    currency="euro",
    singular_below=1.01,  # "1,5 milioni"
)


def rules_for(source: str, profile: Typography) -> tuple[NamedRule, ...]:
    """The rules for a draft of `source`, in the order in which they apply."""
    return (
        NamedRule("spelling", partial(write_words, table="orthography_it.tsv")),
        NamedRule("spelling", accent_capital),
        NamedRule("apostrophes", partial(set_apostrophes, profile=profile)),
        NamedRule("dashes", partial(set_ellipsis, profile=profile)),
        NamedRule("dashes", partial(set_dashes, profile=profile)),
        NamedRule("currency", partial(put_sign_last, profile=profile)),
        NamedRule("quotes", partial(set_quotes, profile=profile)),
        NamedRule("times", partial(set_times, source=source)),
        NamedRule("dates", set_dates),
        NamedRule("labels", translate_labels),
        NamedRule("ordinals", partial(set_ordinals, source=source, words=ITALIAN)),
        NamedRule("numbers", partial(set_figures, source=source, profile=profile)),
        NamedRule("currency", partial(set_millions, millions=MILLIONS)),
        NamedRule("currency", write_euro),
        NamedRule("units", set_degrees),
        NamedRule("units", partial(set_units, source=source)),
        NamedRule("numbers", partial(set_percent, profile=profile)),
        NamedRule("currency", partial(set_currency, profile=profile)),
        NamedRule("spaces", partial(close_up_stops, profile=profile)),
        NamedRule("spaces", partial(set_double_marks, profile=profile)),
    )


def accent_capital(text: str) -> list[Edit]:
    """``E' vero`` as ``È vero``, ``non e' vero`` as ``non è vero``."""
    return keep_first(substitute(text, _ACCENTED, "È") + substitute(text, _ACCENTED_SMALL, "è"))


def set_times(text: str, source: str) -> list[Edit]:
    """``18:30`` as ``18.30``; what German marks with "Uhr" after the figure has "ore" before it."""
    edits: list[Edit] = []
    for first, last in dict.fromkeys(find_spans(source)):
        edits += substitute(text, span_pattern(first, last, _TIME_WORDS), partial(_set_span, first=first, last=last))
    for time in dict.fromkeys(find_times(source)):
        edits += substitute(text, pattern_for(time, _TIME_WORDS), partial(_set_time, time=time))
    return keep_first(edits)


def _set_span(match: re.Match[str], first: TimeOfDay, last: TimeOfDay) -> str:
    word = "Ore " if match.group().startswith("Ore") else "ore "
    spoken = _PREPOSITION.search(match.string, max(0, match.start() - 8), match.start())  # "dalle 9-17"
    return f"{'' if spoken else word}{_hours(first)}-{_hours(last)}"


def _set_time(match: re.Match[str], time: TimeOfDay) -> str:
    if not time.minutes and match["after"] not in ("Uhr", "uhr") and ":00" not in match.group():
        return match.group()  # "ore 18", or a bare 18 that may be something else
    before = match["before"] or ("ore" if match["after"] else "")
    return f"{before} {_hours(time)}" if before else _hours(time)


def _hours(time: TimeOfDay) -> str:
    return f"{time.hour}.{time.minutes}" if time.minutes else time.hour


def set_dates(text: str) -> list[Edit]:
    """``1. maggio`` as ``1° maggio``, ``3. ottobre`` as ``3 ottobre``."""
    first = substitute(text, _FIRST_OF_MONTH, "1°")
    names = substitute(text, _MONTH_NAME, lambda match: match.group().lower())
    return keep_first(first + substitute(text, _DAY_OF_MONTH, "") + names)


def translate_labels(text: str) -> list[Edit]:
    """What a model leaves of a German label: ``Nr. 5`` is ``n. 5``."""
    return substitute(text, _NUMBER_SIGN, f"n.{NO_BREAK}")


def write_euro(text: str) -> list[Edit]:
    """``70 Euro`` as ``70 euro``: no plural, no capital."""
    return substitute(text, _EURO, lambda match: f"{match[1]}euro")
