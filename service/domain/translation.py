"""What the engine is asked and answers, one segment at a time; refuses markup and model words."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.content import Content
from service.domain.language import Language


class Manner(StrEnum):
    """How a segment is decoded; changes the answer, so a cache key holds it (invariant 8)."""

    USUAL = "usual"  # as the engine's options say
    NO_REPEAT = "no-repeat"  # no phrase of three tokens twice, said tokens made less likely, never empty
    GREEDY = "greedy"  # the likeliest token each time, no phrase of four tokens twice, never empty
    PIECES = "pieces"  # cut into halves that are decoded each


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to decode."""

    content: Content  # prepared: NFC, no soft hyphens, plain spaces
    target: Language
    manner: Manner = Manner.USUAL
    opening: str = ""  # whole words that the answer begins with; not heeded if the segment is cut in pieces


@dataclass(frozen=True, slots=True)
class Draft:
    """The engine's answer to one request, before any finishing."""

    content: Content  # every code of the request exactly once (invariant 4); no text where the model had no answer
    score: float  # mean log-probability a token; of an answer with an opening, of what follows it
    placement: str = "none"  # "alignment", "phrase", "segment": the rung that placed the codes; "none" without codes
    displaced: tuple[int, ...] = ()  # ids of codes that went to the fallback place and deserve an issue
    decodes: int = 1  # how often the model was asked: more for a long segment split in pieces
    phrased: tuple[int, ...] = ()  # ids of codes placed on the rung "phrase"
