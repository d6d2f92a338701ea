"""Days of the week in two letters, written out where they cannot be anything else: in a row, or before a time or a date.

Miniatures: ``Mo.–Fr. 8–12 Uhr`` reads ``Montag bis Freitag 8–12 Uhr``, ``Mo/Mi/Fr`` ``Montag, Mittwoch und Freitag``. Refuses ``Fr. Maier``
(Frau) and ``So viele``.
"""

import re

from service.linguistics.dates import MONTHS
from service.linguistics.edits import Edit, substitute

_NAMES = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}
_DAY = rf"(?:{'|'.join(_NAMES)})(?![^\W_])\.?"
_JOINT = r"\s?(?:[–-]|/|\+|,|&|u\.|und|bis|oder)\s?"
_ROW = re.compile(rf"(?<![\w.-]){_DAY}(?:{_JOINT}{_DAY})+(?![\w-])")
_PIECE = re.compile(rf"(?P<day>{_DAY})|(?P<joint>{_JOINT})")
_ALONE = re.compile(
    rf"(?<![\w.-])(?P<day>{_DAY})(?=,?\s(?:den\s|ab\s|von\s|bis\s)?"
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?\s?(?:Uhr|h\b|[–-]\s?\d|bis\s\d)|\d{{1,2}}\.\s?(?:\d{{1,2}}\.|(?:{'|'.join(MONTHS)})\b)))"
)
_AT_END = re.compile(r"[\s“”\"’»«)\]]*$")


def spell_out_weekday_rows(text: str) -> list[Edit]:
    """Weekdays in a row by their names."""
    return substitute(text, _ROW, lambda match: _row(text, match))


def spell_out_weekdays(text: str) -> list[Edit]:
    """Single weekdays before a time or a date by their names."""
    return substitute(text, _ALONE, lambda match: _NAMES[match["day"].rstrip(".")])


def _row(text: str, match: re.Match[str]) -> str:
    pieces = list(_PIECE.finditer(match.group()))
    last = max(index for index, piece in enumerate(pieces) if piece["joint"])
    written = "".join(
        _NAMES[piece["day"].rstrip(".")] if piece["day"] else _join(piece["joint"].strip(), final=index == last)
        for index, piece in enumerate(pieces)
    )
    stops = match.group().endswith(".") and _AT_END.fullmatch(text, match.end()) is not None
    return written + ("." if stops else "")


def _join(joint: str, *, final: bool) -> str:
    if joint in ("–", "-", "bis"):
        return " bis "
    if joint == "oder":
        return " oder "
    return " und " if joint in ("und", "u.") or (final and joint != ",") else ", "
