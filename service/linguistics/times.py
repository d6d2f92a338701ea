"""Times of day: found in a German source, set in the draft as the target language sets them. Refuses dates.

Miniatures: ``18.30 Uhr`` is ``18 h 30`` in French and ``18.30`` in Italian, whatever the model made of its punctuation;
``9–17 Uhr`` is ``9 h-17 h`` and ``ore 9-17``, which fits a sentence and a table: no words are added that one of them lacks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.linguistics.profiles import SPACES

_HOUR, _MINUTES = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_TIME = rf"(?<![\d.,:])({_HOUR})(?:[.:]({_MINUTES}))?"
_SPAN = re.compile(
    rf"{_TIME}\s*(?:Uhr)?\s*[–-]\s*{_TIME}\s*(?:(?:Uhr|h)\b"
    rf"|(?=\s*(?:u\.|und|,|/)\s*{_HOUR}(?:[.:]{_MINUTES})?\s*[–-]\s*{_HOUR}(?:[.:]{_MINUTES})?\s*Uhr\b))"  # 8–12 und 14–16 Uhr
)
_CLOCK = re.compile(rf"{_TIME}(?:\s*(?:–|-|bis|und|oder)\s*{_TIME})?\s*(?:Uhr|h)\b")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time as the source writes it."""

    hour: str  # "9", "18"
    minutes: str  # "30"; empty if the source names none


def find_times(source: str) -> Iterator[TimeOfDay]:
    """The times a German text names with "Uhr", both ends of a span."""
    for match in _CLOCK.finditer(source):
        for hour, minutes in (match.group(1, 2), match.group(3, 4)):
            if hour:
                yield TimeOfDay(str(int(hour)), minutes or "")


def find_spans(source: str) -> Iterator[tuple[TimeOfDay, TimeOfDay]]:
    """Both ends of the times a German text joins with a dash: ``9–17 Uhr``."""
    for match in _SPAN.finditer(source):
        yield TimeOfDay(str(int(match[1])), match[2] or ""), TimeOfDay(str(int(match[3])), match[4] or "")


def span_pattern(first: TimeOfDay, last: TimeOfDay, words: str) -> re.Pattern[str]:
    """Finds a span joined with a dash in a draft, one of `words` in front, behind or after both ends."""
    space = f"[{SPACES}]"
    before = rf"(?:\b(?:{words}){space}+)?"
    after = rf"(?:{space}*(?:{words})(?![^\W_]))?"
    one, two = _digits(first), _digits(last)
    return re.compile(
        rf"{before}(?<![\d.,:])0?{one}{after}{space}*[–—-]{space}*0?{two}(?!\d|[.,:]\d|{space}*[hH]{space}*\d){after}"
    )


def _digits(time: TimeOfDay) -> str:
    if time.minutes:
        return rf"{time.hour}(?:[.:]|[{SPACES}]*[hH][{SPACES}]*){time.minutes}"
    return rf"{time.hour}(?:(?::|[hH])00)?"  # a model adds the minutes of a full hour


def pattern_for(time: TimeOfDay, words: str) -> re.Pattern[str]:
    """Finds `time` in a draft; `words` are the alternatives for the word or letter that marks it as a time.

    Groups: "before" the word if it stands in front, "after" if behind.
    """
    space = f"[{SPACES}]"
    before = rf"(?:(?P<before>\b(?:{words})){space}+)?"
    after = rf"(?:{space}*(?P<after>(?:{words})(?![^\W_])))?"
    return re.compile(rf"{before}(?<![\d.,:])0?{_digits(time)}(?!\d|[.,:]\d|{space}*[hH]{space}*\d){after}")
