"""Amounts of money and shares as offices write them, in the words an engine knows; refuses to calculate.

Miniatures: ``12,- €`` reads ``12 €``, ``EUR 12,50`` ``12,50 Euro``, ``350 TEUR`` ``350 Tausend Euro``, ``9 €/Std.`` ``9 Euro pro Stunde``.
"""

import re

from service.linguistics.edits import Edit, keep_first, substitute

_AMOUNT = r"\d[\d.]*(?:,\d+)?"
_SCALE = r"(?:Mio|Mrd|Tsd)\b(?:\.(?!\s*$))?|Millionen|Milliarden|Tausend|Million|Milliarde"
_DASHED = re.compile(r"(?<![\d,])(?P<amount>\d[\d.]*),(?:--?|–|—)(?P<currency>\s?(?:€|Euro\b|EUR\b))?")
_CODE_FIRST = re.compile(rf"(?<![\w-])EUR\s(?P<amount>{_AMOUNT})(?P<scale>\s(?:{_SCALE}))?(?!\d|\s?€)")
_CODE_LAST = re.compile(r"(?<=\d)\s?EUR(?![\w-])|(?<=[a-zäöü.])\s(?<=(?:io|rd|sd|en|de|on|nd|\w\.)\s)EUR(?![\w-])")
_THOUSANDS = re.compile(rf"(?P<amount>{_AMOUNT})\s?(?:T€|TEUR|T-Euro|TEuro)(?!\w)")
_RATES = {
    "Std": "Stunde",
    "Stunde": "Stunde",
    "Tag": "Tag",
    "Nacht": "Nacht",
    "Woche": "Woche",
    "Monat": "Monat",
    "Jahr": "Jahr",
    "Person": "Person",
    "Pers": "Person",
    "Kind": "Kind",
    "qm": "Quadratmeter",
    "m²": "Quadratmeter",
    "m³": "Kubikmeter",
    "km": "Kilometer",
    "Stück": "Stück",
    "St": "Stück",
    "kWh": "Kilowattstunde",
    "Liter": "Liter",
    "l": "Liter",
}
_RATE = re.compile(
    rf"(?<=\d)\s?(?:€|Euro|EUR)\s?/\s?(?P<unit>{'|'.join(sorted(_RATES, key=len, reverse=True))})(?![\w²³])(?P<stop>\.(?!\s*$))?"
)
_SHORT = frozenset({"Std", "Pers", "St"})  # whose stop is their own
_POINTS = re.compile(r"(?<=\d)\s?%-(?=[Pp]unkt)")


def write_whole_prices(text: str) -> list[Edit]:
    """``12,- €`` as ``12 €``, and with its currency where it has none."""
    return substitute(text, _DASHED, lambda match: f"{match['amount']}{match['currency'] or ' Euro'}")


def write_rates(text: str) -> list[Edit]:
    """``9 €/Std.`` as ``9 Euro pro Stunde``."""
    return substitute(text, _RATE, _rate)


def write_euros(text: str) -> list[Edit]:
    """EUR, before the amount or behind it, and amounts in thousands, as Euro."""
    if "EUR" not in text and "T€" not in text and "TE" not in text:
        return []
    edits = substitute(text, _CODE_FIRST, lambda match: f"{match['amount']}{match['scale'] or ''} Euro")
    edits += substitute(text, _THOUSANDS, lambda match: f"{match['amount']} Tausend Euro")
    return keep_first(edits + substitute(text, _CODE_LAST, " Euro"))


def _rate(match: re.Match[str]) -> str:
    stop = "." if match["stop"] and match["unit"] not in _SHORT else ""
    return f" Euro pro {_RATES[match['unit']]}{stop}"


def write_points(text: str) -> list[Edit]:
    """``2 %-Punkte`` as ``2 Prozentpunkte``."""
    return [Edit(match.start(), match.end() + 1, " Prozentp") for match in _POINTS.finditer(text)]
