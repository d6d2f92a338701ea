"""How far a machine's translation can be trusted, from 0 to 1, and why; refuses to look at a reference.

Two things tell, both the more the better: how sure the model was of its tokens, and how near the length of the translation is to
what is usual for its source (small models leave out what they cannot say). `data/confidence.json` says, for packages that
were measured, how much each counts; the result is then the chance that the segment is better than half of those measured.
For packages nobody measured it is only the segment's rank in its article.

Miniature: an unsure answer of half the usual length has 0.1, a sure one of the usual length 0.8.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from service.domain.signature import EngineSignature

_UNSURE = -4.0  # mean log-probability; below it nothing is left to lose
_SHORT = 10  # characters added to both lengths: of a short segment the length tells little


class Reason(StrEnum):
    """Which of the two counts more against a segment."""

    CERTAINTY = "certainty"  # the model was unsure
    LENGTH = "length"  # the translation is shorter or longer than is usual for its source


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one translated segment."""

    score: float  # mean log-probability a token
    source_length: int  # characters
    target_length: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far one segment can be trusted."""

    value: float  # 0 to 1
    reason: Reason  # what counts most against it


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much each piece of evidence counts; no weight is negative, so better evidence never lowers the confidence."""

    bias: float
    certainty: float  # weight of the mean log-probability
    length: float  # weight of the distance from the usual length
    usual_length: float  # characters of the target for one of the source

    def weigh(self, evidence: Evidence) -> tuple[float, float]:
        """What certainty and length take away, each 0 or less."""
        usual = evidence.source_length * self.usual_length + _SHORT
        distance = abs(math.log((evidence.target_length + _SHORT) / usual))
        return self.certainty * min(0.0, max(_UNSURE, evidence.score)), -self.length * distance


UNCALIBRATED = Calibration(0.0, 1.0, 3.0, 1.12)  # only the order of what it says is used


def find_calibration(signature: EngineSignature) -> Calibration | None:
    """The calibration of the packages of this route, whatever the decoding options; None if they were never measured."""
    found = _read_calibrations().get(name_route(signature))
    return Calibration(found["bias"], found["certainty"], found["length"], found["usual_length"]) if found else None


def name_route(signature: EngineSignature) -> str:
    """The packages of a route by name, version and checksum: the key of `data/confidence.json`."""
    return "+".join(f"{each.name}-{each.version}:{each.checksum}" for each in signature.packages)


def rate_segments(evidence: Sequence[Evidence], calibration: Calibration | None) -> list[Confidence]:
    """One confidence a segment, same order; without a calibration their ranks among each other."""
    weighed = [(calibration or UNCALIBRATED).weigh(each) for each in evidence]
    totals = [sum(pair) for pair in weighed]
    values = [_chance(calibration.bias + total) for total in totals] if calibration else _rank(totals)
    reasons = (Reason.CERTAINTY if certainty < length else Reason.LENGTH for certainty, length in weighed)
    return [Confidence(round(value, 3), reason) for value, reason in zip(values, reasons, strict=True)]


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def _rank(totals: Sequence[float]) -> list[float]:
    """The share of the others that are worse, equals counted half."""
    return [
        (sum(other < total for other in totals) + sum(other == total for other in totals) / 2) / len(totals)
        for total in totals
    ]


@cache
def _read_calibrations() -> dict[str, Any]:
    data = files("service.quality").joinpath("data", "confidence.json")
    return dict(json.loads(data.read_text(encoding="utf-8")))
