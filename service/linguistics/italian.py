"""How an Italian draft is finished: the rules in their order, and what only Italian does (times, ordinals, euro).

Refuses to change words that are not figures, times or dates.
"""

import re
from functools import partial

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.numbers import set_figures
from service.linguistics.profiles import NO_BREAK, SPACES, Typography
from service.linguistics.quotes import set_quotes
from service.linguistics.rewriting import NamedRule
from service.linguistics.times import TimeOfDay, find_times, pattern_for
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

_TIME_WORDS = r"[Uu]hr|ore|h"
_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_FIRST_OF_MONTH = re.compile(rf"(?<![\d.])1\.?(?=[{SPACES}](?:{_MONTHS})\b)")
_DAY_OF_MONTH = re.compile(rf"(?<=\d)\.(?=[{SPACES}](?:{_MONTHS})\b)")
_NUMBER_SIGN = re.compile(rf"\b[Nn]r\.[{SPACES}]?(?=\d)")
_EURO = re.compile(rf"((?<=\d)[{SPACES}]?|(?<=\bmilioni di )|(?<=\bmiliardi di ))(?:Euro|euros|Euros)\b")
_ACCENTED = re.compile(r"(?<![\w’'])E['’](?=\s)")


def rules_for(source: str, profile: Typography) -> tuple[NamedRule, ...]:
    """The rules for a draft of `source`, in the order in which they apply."""
    return (
        NamedRule("accents", accent_capital),
        NamedRule("apostrophes", partial(set_apostrophes, profile=profile)),
        NamedRule("dashes", partial(set_ellipsis, profile=profile)),
        NamedRule("dashes", partial(set_dashes, profile=profile)),
        NamedRule("currency", partial(put_sign_last, profile=profile)),
        NamedRule("quotes", partial(set_quotes, profile=profile)),
        NamedRule("times", partial(set_times, source=source)),
        NamedRule("dates", set_dates),
        NamedRule("labels", translate_labels),
        NamedRule("numbers", partial(set_figures, source=source, profile=profile)),
        NamedRule("currency", write_euro),
        NamedRule("numbers", partial(set_percent, profile=profile)),
        NamedRule("currency", partial(set_currency, profile=profile)),
        NamedRule("spaces", partial(close_up_stops, profile=profile)),
        NamedRule("spaces", partial(set_double_marks, profile=profile)),
    )


def accent_capital(text: str) -> list[Edit]:
    """``E' vero`` as ``È vero``."""
    return substitute(text, _ACCENTED, "È")


def set_times(text: str, source: str) -> list[Edit]:
    """``18:30`` as ``18.30``; what German marks with "Uhr" after the figure has "ore" before it."""
    times = dict.fromkeys(find_times(source))
    return keep_first(
        edit
        for time in times
        for edit in substitute(text, pattern_for(time, _TIME_WORDS), partial(_set_time, time=time))
    )


def _set_time(match: re.Match[str], time: TimeOfDay) -> str:
    if not time.minutes and match["after"] not in ("Uhr", "uhr"):
        return match.group()  # "ore 18", or a bare 18 that may be something else
    figure = f"{time.hour}.{time.minutes}" if time.minutes else time.hour
    in_span = (
        match.string[max(0, match.start() - 3) : match.start()].rstrip().endswith(("-", "–"))
    )  # "9–17 Uhr": the word stands before the 9
    before = match["before"] or ("ore" if match["after"] and not in_span else "")
    return f"{before} {figure}" if before else figure


def set_dates(text: str) -> list[Edit]:
    """``1. maggio`` as ``1° maggio``, ``3. ottobre`` as ``3 ottobre``."""
    first = substitute(text, _FIRST_OF_MONTH, "1°")
    return keep_first(first + substitute(text, _DAY_OF_MONTH, ""))


def translate_labels(text: str) -> list[Edit]:
    """What a model leaves of a German label: ``Nr. 5`` is ``n. 5``."""
    return substitute(text, _NUMBER_SIGN, f"n.{NO_BREAK}")


def write_euro(text: str) -> list[Edit]:
    """``70 Euro`` as ``70 euro``: no plural, no capital."""
    return substitute(text, _EURO, lambda match: f"{match[1]}euro")
