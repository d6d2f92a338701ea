"""Typography profiles: which marks and spaces a target language wants, as data; refuses to apply them.

Sources: Lexique des règles typographiques (Imprimerie nationale) for fr-FR; Interinstitutional Style Guide of the EU, French and
Italian parts, for fr-EU and it-EU; the practice of Italian municipal press offices for it-IT.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.domain.language import Language

NO_BREAK = "\u00a0"
NARROW = "\u202f"  # narrow no-break space
SPACES = f" {NO_BREAK}{NARROW}\u2009"  # what may stand for a space between two marks; a hard break may not


@dataclass(frozen=True, slots=True)
class Typography:
    """How one language is set in one house style."""

    name: str  # "fr-FR"
    language: Language
    quotes: tuple[tuple[str, str], ...]  # opening and closing by depth, the spaces inside them included
    space_before: Mapping[str, str]  # what stands before ; : ! ?
    thousands: str  # between groups of three digits
    before_percent: str
    before_currency: str  # between amount and € or "euro"
    in_time: str  # space around the h of "18 h 30"; unused where the time has none


FRENCH_FRANCE = Typography(
    name="fr-FR",
    language=Language.FRENCH,
    quotes=((f"«{NARROW}", f"{NARROW}»"), ("“", "”"), ("‘", "’")),
    space_before=MappingProxyType({":": NO_BREAK, ";": NARROW, "!": NARROW, "?": NARROW}),
    thousands=NARROW,
    before_percent=NO_BREAK,
    before_currency=NO_BREAK,
    in_time=NO_BREAK,
)
FRENCH_EU = Typography(
    name="fr-EU",
    language=Language.FRENCH,
    quotes=(("«", "»"), ("“", "”"), ("‘", "’")),
    space_before=MappingProxyType({":": "", ";": "", "!": "", "?": ""}),
    thousands=NO_BREAK,
    before_percent=NO_BREAK,
    before_currency=NO_BREAK,
    in_time=NO_BREAK,
)
ITALIAN_ITALY = Typography(
    name="it-IT",
    language=Language.ITALIAN,
    quotes=(("«", "»"), ("“", "”"), ("‘", "’")),
    space_before=MappingProxyType({":": "", ";": "", "!": "", "?": ""}),
    thousands=".",
    before_percent="",
    before_currency=NO_BREAK,
    in_time="",
)
ITALIAN_EU = Typography(
    name="it-EU",
    language=Language.ITALIAN,
    quotes=(("«", "»"), ("“", "”"), ("‘", "’")),
    space_before=MappingProxyType({":": "", ";": "", "!": "", "?": ""}),
    thousands=NO_BREAK,
    before_percent=NO_BREAK,
    before_currency=NO_BREAK,
    in_time="",
)

PROFILES = (FRENCH_FRANCE, FRENCH_EU, ITALIAN_ITALY, ITALIAN_EU)
DEFAULT_PROFILES = (FRENCH_FRANCE, ITALIAN_ITALY)


def find_profile(name: str) -> Typography:
    """The profile called `name`; raises ValueError naming those there are."""
    for profile in PROFILES:
        if profile.name == name:
            return profile
    raise ValueError(f"no typography profile {name!r}; there are {', '.join(profile.name for profile in PROFILES)}")
