"""The twin towns an article can be for, as pages offer and show them; refuses to know towns that nobody has named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.domain.language import Language
from service.domain.towns import Towns, find_reader
from service.web.current import gemello

FIELD = "town-"  # the name of a language's field in the form begins with it


@dataclass(frozen=True, slots=True)
class TownChoice:
    """The towns that may read one language."""

    usual: str  # as the settings say; "" if they name none
    others: tuple[str, ...]  # that terms of the glossary are agreed with, or units of the memory were approved for


def offer_towns(languages: Sequence[Language]) -> Mapping[Language, TownChoice]:
    """The towns to choose from, for the languages that have any."""
    choices = {language: _choice(language) for language in languages}
    return {language: choice for language, choice in choices.items() if choice.usual or choice.others}


def reading_town(language: Language, towns: Towns) -> str:
    """The town that reads the language of an article which names these `towns`; "" for none in particular."""
    return find_reader(language, towns, gemello().tools.towns)


def _choice(language: Language) -> TownChoice:
    usual = gemello().tools.towns.get(language, "")
    known = sorted({*gemello().glossary.towns(language), *gemello().memory.towns(language)})
    return TownChoice(usual, tuple(town for town in known if town != usual and not {",", "="} & set(town)))
