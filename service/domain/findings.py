"""Everything a check can find, by code, with the names of the facts in it; refuses the words (each language has its own).

Miniature: ``numbers.missing`` names a figure under ``missing``. A check that finds something new has a line here, and a text in every
language of the pages.
"""

from collections.abc import Mapping
from types import MappingProxyType

FINDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "addresses.lost": ("addresses",),
        "amounts.lost": ("unit",),
        "amounts.other": ("unit", "written"),
        "brackets.lonely": ("bracket",),
        "codes.added": ("added",),
        "codes.changed": ("missing", "added"),
        "codes.crossed": (),
        "codes.missing": ("missing",),
        "counted.moved": ("given", "found"),
        "counted.turned": ("given", "found"),
        "dates.lost": ("german", "wanted"),
        "dates.other": ("german", "wanted", "written"),
        "doubling.twice": ("words",),
        "empty.nothing": (),
        "genders.feminine_alone": ("written", "words"),
        "genders.feminine_twice": ("written", "words"),
        "genders.masculine_alone": ("written", "words"),
        "genders.masculine_twice": ("written", "words"),
        "genders.unseen": ("written",),
        "length.long": ("found", "given"),
        "length.short": ("found", "given"),
        "negation.added": ("words",),
        "negation.lost": ("word",),
        "numbers.added": ("added",),
        "numbers.changed": ("missing", "added"),
        "numbers.missing": ("missing",),
        "placement.exchange": ("written", "stood"),
        "placement.guess": ("code",),
        "quotes.lost": (),
        "quotes.unpaired": ("opened", "closed", "given_opened", "given_closed"),
        "repetition.loop": ("words",),
        "sentence_form.capital": (),
        "sentence_form.end_added": ("mark",),
        "sentence_form.end_lost": ("mark",),
        "terms.missed": ("term", "forms"),
        "untranslated.copy": (),
        "untranslated.part": ("words",),
        "whitespace.double": (),
        "whitespace.ends": (),
        "whitespace.misplaced": (),
    }
)
