"""Which units of the memory stand for a segment unasked, by the town that reads it; refuses those of another town.

What Bergamo agreed on counts in Bergamo first; what every reader shares counts everywhere; what another town agreed on is
offered to a person, and used only if the tools say so.
"""

from collections.abc import Sequence

from service.domain.memory import Kinship, MemoryUnit
from service.pipeline.work import Tools


def list_usable(units: Sequence[MemoryUnit], town: str, tools: Tools) -> list[MemoryUnit]:
    """The units that may be used for a reader in `town`, the nearest first, else in their order."""
    farthest = Kinship.OTHER if tools.other_towns else Kinship.GENERAL
    usable = (unit for unit in units if unit.kinship(town) <= farthest)
    return sorted(usable, key=lambda unit: unit.kinship(town))


def list_nearest(units: Sequence[MemoryUnit], town: str, tools: Tools) -> list[MemoryUnit]:
    """Of those only the nearest."""
    usable = list_usable(units, town, tools)
    return [unit for unit in usable if unit.kinship(town) is usable[0].kinship(town)]
