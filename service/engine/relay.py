"""Running texts over their routes, all together; refuses segments and codes.

Texts of both languages that meet the same model on the same leg go to it in one call; through a pivot, a German text is
translated into English once, whatever languages follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.domain.translation import Manner
from service.engine.alignment import Alignment, compose
from service.engine.model import Ask, Model, Reply
from service.engine.packages import InstalledPackage
from service.engine.route import Route


@dataclass(frozen=True, slots=True)
class Task:
    """One text and the way it goes."""

    text: str
    align: bool  # whether the alignment is wanted
    route: Route
    manner: Manner = Manner.USUAL  # of every leg
    opening: str = ""  # what the last leg's translation begins with


@dataclass(frozen=True, slots=True)
class Passage:
    """A text at the end of its route."""

    text: str
    score: float  # mean log-probability a token, legs added
    tokens: int  # of the last answer
    alignment: Alignment | None  # from the German text
    decodes: int  # legs


def run_relay(tasks: Sequence[Task], find_model: Callable[[InstalledPackage], Model]) -> list[Passage]:
    """One passage a task, same order."""
    passages = [Passage(task.text, 0.0, 0, None, 0) for task in tasks]
    for leg in range(max((len(task.route) for task in tasks), default=0)):
        running = [index for index, task in enumerate(tasks) if leg < len(task.route)]
        asks = [_ask(tasks[index], passages[index], leg) for index in running]
        replies = _translate_once(
            [(tasks[i].route[leg], ask) for i, ask in zip(running, asks, strict=True)], find_model
        )
        for index, reply in zip(running, replies, strict=True):
            passages[index] = _extend(passages[index], reply)
    return passages


def _ask(task: Task, passage: Passage, leg: int) -> Ask:
    opening = task.opening if leg + 1 == len(task.route) else ""
    return Ask(passage.text, task.route[leg].target_prefix, task.align, task.manner, opening)


def _translate_once(
    asks: Sequence[tuple[InstalledPackage, Ask]], find_model: Callable[[InstalledPackage], Model]
) -> list[Reply]:
    """One reply an ask, same order; one call a model, equal asks once."""
    by_weights: dict[str, dict[Ask, Reply | None]] = {}
    packages: dict[str, InstalledPackage] = {}
    for package, ask in asks:
        by_weights.setdefault(package.weights, {})[ask] = None
        packages.setdefault(package.weights, package)
    answered: dict[tuple[str, Ask], Reply] = {}
    for weights, distinct in by_weights.items():
        replies = find_model(packages[weights]).translate(list(distinct))
        answered |= {(weights, ask): reply for ask, reply in zip(distinct, replies, strict=True)}
    return [answered[package.weights, ask] for package, ask in asks]


def _extend(passage: Passage, reply: Reply) -> Passage:
    alignment = reply.alignment
    if passage.alignment is not None and reply.alignment is not None:
        alignment = compose(passage.alignment, reply.alignment)
    return Passage(reply.text, passage.score + reply.score, reply.tokens, alignment, passage.decodes + 1)
