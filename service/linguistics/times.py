"""Times of day: found in a German source, set in the draft as the target language sets them. Refuses dates.

Miniature: ``18.30 Uhr`` is ``18 h 30`` in French and ``18.30`` in Italian, whatever the model made of its punctuation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.linguistics.profiles import SPACES

_HOUR, _MINUTES = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_TIME = rf"(?<![\d.,:])({_HOUR})(?:[.:]({_MINUTES}))?"
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


def pattern_for(time: TimeOfDay, words: str) -> re.Pattern[str]:
    """Finds `time` in a draft; `words` are the alternatives for the word or letter that marks it as a time.

    Groups: "before" the word if it stands in front, "after" if behind.
    """
    space = f"[{SPACES}]"
    before = rf"(?:(?P<before>\b(?:{words})){space}+)?"
    after = rf"(?:{space}*(?P<after>(?:{words})(?![^\W_])))?"
    middle = rf"(?:[.:]|{space}*[hH]{space}*){time.minutes}" if time.minutes else ""
    return re.compile(rf"{before}(?<![\d.,:])0?{time.hour}{middle}(?!\d|[.,:]\d|{space}*[hH]{space}*\d){after}")
