"""The twin town that reads a language, so that terms agreed with it count; refuses to know the towns there are.

Miniature: ``fr=Montbéliard,it=Bergamo`` says that French texts are for Montbéliard and Italian ones for Bergamo.
"""

from collections.abc import Mapping

from service.domain.errors import InvalidInput
from service.domain.language import TARGETS, Language, parse_targets

Towns = Mapping[Language, str]  # a language without one is read by no town in particular

LONGEST_TOWN = 200  # characters, as many as the town of a term may have


class InvalidTown(InvalidInput):
    """A list of twin towns that cannot be read."""

    title = "Invalid town"


def find_reader(language: Language, *named: Towns) -> str:
    """The town that reads a language by the first of `named` that names one; "" if none does."""
    return next((towns[language] for towns in named if towns.get(language)), "")


def write_towns(towns: Towns) -> str:
    """The towns as `parse_towns` reads them, in the order of their languages."""
    return ",".join(f"{language}={town}" for language, town in sorted(towns.items()))


def parse_towns(text: str) -> dict[Language, str]:
    """``"fr=Montbéliard,it=Bergamo"`` to the town of each language; raises `InvalidTown`, `UnsupportedLanguage`."""
    towns: dict[Language, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        code, sign, town = (piece.strip() for piece in part.partition("="))
        if not (code and sign and town) or len(town) > LONGEST_TOWN:
            raise InvalidTown(f"{part!r} names no town of a language. Write it like {TARGETS[0]}=Montbéliard.")
        (language,) = parse_targets(code)
        if language in towns:
            raise InvalidTown(
                f"{language} has two towns, {towns[language]!r} and {town!r}. A language has one at a time."
            )
        towns[language] = town
    return towns
