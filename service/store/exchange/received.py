"""What a memory file brought: the units to keep, and how many others it held and why they stay out; refuses to keep them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from service.domain.language import SOURCE, TARGETS, Language
from service.domain.memory import InvalidUnit, MemoryUnit, normalise
from service.domain.notation import list_codes
from service.domain.towns import LONGEST_TOWN

TOWN_TYPE = "x-gemello-town"  # names the property of a unit that holds the town it was approved for


class LeftOut(StrEnum):
    """Why a unit of a file does not enter the memory."""

    LANGUAGES = "in other languages"
    MACHINE = "made by a machine"
    UNAPPROVED = "not approved"
    CODES = "with other inline codes on the two sides"
    WORDS = "without words"
    TOWN = "for a town with too long a name"


@dataclass(slots=True)
class Received:
    """Filled while a file is read."""

    units: list[MemoryUnit] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    def take(self, source: str, target: str, language: Language, **facts: object) -> None:
        """Take a pair in, or count why it cannot be a unit."""
        try:
            self.units.append(MemoryUnit(source, target, language, **facts))  # type: ignore[arg-type]
        except InvalidUnit:
            self.left_out[_find_reason(source, target, str(facts.get("town", "")))] += 1

    def for_town(self, town: str) -> list[MemoryUnit]:
        """The units, those without a town for `town`."""
        return [unit if unit.town else replace(unit, town=normalise(town)) for unit in self.units]

    def told(self) -> str:
        """What was left out, for people: ``3 in other languages, 1 without words``; empty if nothing was."""
        return ", ".join(f"{number} {reason}" for reason, number in self.left_out.items())


def _find_reason(source: str, target: str, town: str) -> LeftOut:
    """Why these are no unit."""
    if len(town) > LONGEST_TOWN:
        return LeftOut.TOWN
    return LeftOut.WORDS if sorted(list_codes(source)) == sorted(list_codes(target)) else LeftOut.CODES


def find_target(code: str) -> Language | None:
    """The target language that ``fr``, ``FR``, ``fr-CA`` or ``it_IT`` is; None for any other."""
    primary = _primary(code)
    return next((language for language in TARGETS if language == primary), None)


def is_source(code: str) -> bool:
    """True for ``de``, ``DE-AT``, ``de_DE``."""
    return _primary(code) == SOURCE


def is_made_by_machine(names: Iterable[str]) -> bool:
    """True if one of the names under which a unit was made is that of a machine: ``MT!``, as translation tools write."""
    return any(name.strip().upper().rstrip("!") in {"MT", "TA", "MACHINE", "AT"} for name in names)


def _primary(code: str) -> str:
    return code.strip().lower().replace("_", "-").split("-")[0]
