"""From request to plan, from passages to draft: pieces, codes and scores; refuses models."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.domain.content import Content, join
from service.domain.language import Language
from service.domain.translation import Draft, Manner, Request
from service.engine.codes import RUNGS, place_codes
from service.engine.passing import passes_through
from service.engine.pieces import Piece, cut_segment, is_break, restore_beginning, restore_ending
from service.engine.relay import Passage
from service.engine.spans import strip_codes

TaskKey = tuple[Language, str, Manner, str]  # target, plain source text, how it is decoded, what the answer begins with
Passages = Mapping[TaskKey, Passage]


@dataclass(frozen=True, slots=True)
class Plan:
    """A request, its pieces, and what of them must be decoded."""

    request: Request
    pieces: tuple[Piece, ...]
    tasks: tuple[tuple[str, bool], ...]  # plain text, whether codes need its alignment

    def key(self, text: str) -> TaskKey:
        """Under which the passage of one of the tasks is found; halves are decoded as usual."""
        manner = self.request.manner
        opening = self.request.opening if len(self.pieces) == 1 else ""
        return self.request.target, text, Manner.USUAL if manner is Manner.PIECES else manner, opening


def plan_request(request: Request, fits: Callable[[str], bool]) -> Plan:
    """Cut the request's content into pieces and list those with words in them."""
    pieces = tuple(cut_segment(request.content, fits))
    texts = ((strip_codes(piece.content).text, bool(piece.content.codes)) for piece in pieces)
    return Plan(request, pieces, tuple((text, codes) for text, codes in texts if not passes_through(text)))


def draft_request(plan: Plan, passages: Passages) -> Draft:
    """The draft of a planned request out of the passages of its tasks."""
    contents: list[Content] = []
    rungs = ["alignment" if plan.request.content.codes else "none"]
    displaced: list[int] = []
    phrased: list[int] = []
    used: list[Passage] = []
    for index, piece in enumerate(plan.pieces):
        source = strip_codes(piece.content).text
        passage = passages.get(plan.key(source))
        target = piece.content
        if passage is not None:
            text = _fit_in(plan, index, source, passage.text)
            placement = place_codes(piece.content, text, passage.alignment, plan.request.target)
            target = placement.content
            rungs.append(placement.rung)
            displaced += placement.displaced
            phrased += placement.phrased
            used.append(passage)
        contents += [piece.before, target, piece.after]
    return Draft(
        join(contents),
        score=_mean_score(used),
        placement=max(rungs, key=RUNGS.index),
        displaced=tuple(dict.fromkeys(displaced)),
        phrased=tuple(dict.fromkeys(phrased)),
        decodes=sum(passage.decodes for passage in used),
    )


def _fit_in(plan: Plan, index: int, source: str, target: str) -> str:
    """A piece's translation as a part of its sentence."""
    if index + 1 < len(plan.pieces):
        target = restore_ending(source, target)
    if index and not any(map(is_break, (*plan.pieces[index - 1].after, *plan.pieces[index].before))):
        target = restore_beginning(source, target)
    return target


def _mean_score(passages: list[Passage]) -> float:
    """The mean over tokens; 0, certain, where nothing was decoded."""
    tokens = sum(passage.tokens for passage in passages)
    return sum(passage.score * passage.tokens for passage in passages) / tokens if tokens else 0.0
