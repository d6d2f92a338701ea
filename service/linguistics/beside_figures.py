"""Letters that are a word only beside a figure, written out there: floors, weeks, agenda items, school classes, ages.

Miniatures: ``im 1. OG`` reads ``im 1. Obergeschoss``, ``KW 12`` ``Kalenderwoche 12``, ``bis 12 J.`` ``bis 12 Jahren``. Refuses them elsewhere: ``OG`` alone may be
an Ortsgruppe, ``TOP`` a praise.
"""

import re

from service.linguistics.edits import Edit, keep_first, substitute

_MAYBE = re.compile(r"\d|[OUED]G")
_FLOORS = {"OG": "Obergeschoss", "UG": "Untergeschoss", "EG": "Erdgeschoss", "DG": "Dachgeschoss"}
_FLOOR = re.compile(
    r"(?P<number>\d\.)\s?(?P<upper>[OU]G)(?![\w-])|(?<=\b[Ii]m )(?P<in>[OUED]G)(?![\w-])|(?<=[,(] )(?P<listed>[OUED]G)(?=[,.)])"
)
_BEFORE = {"KW": "Kalenderwoche", "TOP": "Tagesordnungspunkt"}
_WORD_FIRST = re.compile(r"(?<![\w-])(?P<word>KW|TOP)(?P<space>\s?)(?=\d)")
_CLASS = re.compile(r"(?<![\w-])Kl\.\s?(?=\d+[a-z]?(?P<many>\s?(?:[–-]|bis|und|u\.|/)\s?\d)?)")
_COUNTED = {"J": ("Jahre", "Jahren"), "Wo": ("Wochen", "Wochen"), "Pers": ("Personen", "Personen")}
_FIGURE_FIRST = re.compile(
    r"(?P<dative>\b(?:ab|bis|mit|nach|seit|unter|über|von|vor|u\.)\s)?(?<![\d.,])(?P<figure>\d+)\s(?P<word>J|Wo|Pers)\.(?=(?P<end>[\s“”\"’»«)\]]*$)?)"
)


def spell_out_beside_figures(text: str) -> list[Edit]:
    """The words for such letters; a full stop that also ends the sentence stays."""
    if _MAYBE.search(text) is None:  # as nearly always
        return []
    edits = substitute(text, _FLOOR, _floor)
    edits += substitute(text, _WORD_FIRST, lambda match: f"{_BEFORE[match['word']]} ")
    edits += substitute(text, _CLASS, lambda match: "Klassen " if match["many"] else "Klasse ")
    return keep_first(edits + substitute(text, _FIGURE_FIRST, _counted))


def _floor(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']} {_FLOORS[match['upper']]}"
    return _FLOORS[match["in"] or match["listed"]]


def _counted(match: re.Match[str]) -> str:
    form = _COUNTED[match["word"]][bool(match["dative"])]
    return f"{match['dative'] or ''}{match['figure']} {form}{'.' if match['end'] is not None else ''}"
