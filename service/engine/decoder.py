"""Decoding token sequences in batches; refuses text.

Padding changes the order in which CTranslate2 adds floats, so a segment padded to the length of its company could end in
another last bit, and one day in another word. So every sequence is padded to the next multiple of `STRIDE`, alone or in company:
a batch holds sequences of one such width, and if none of them fills it, a filler does, which is told to end at once.
An answer that must begin with given tokens has in its batch a sequence that need not: CTranslate2 takes in one go the tokens that
all answers of a batch have to begin with, and how many that are must not depend on the company either.
Batches go to all workers of the translator at once, the widest first; jobs of concurrent calls share them.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.domain.signature import DecodingOptions
from service.domain.translation import Manner
from service.engine.collector import FAILURES, Collector

SHORTEST_LIMIT = 256  # argostranslate's limit: below it, both answer alike
STRIDE = 8  # tokens; the least that fills batches of articles (measured: docs/engine.md)
END = "</s>"
Pending = Any  # a result of CTranslate2 that is waited for with `result()`
ROOM = 2  # tokens a source token may become at most, where that is more
OVERLOOKED = 1e-4  # the least attention a source token counts as having had

MANNERS: dict[Manner, dict[str, Any]] = {  # what each manner changes in the options of CTranslate2
    Manner.USUAL: {},
    Manner.NO_REPEAT: {"no_repeat_ngram_size": 3, "repetition_penalty": 1.2, "min_decoding_length": 2},
    Manner.GREEDY: {"beam_size": 1, "no_repeat_ngram_size": 4, "min_decoding_length": 2},
}


@dataclass(frozen=True, slots=True)
class Job:
    """One sequence to decode."""

    tokens: tuple[str, ...]
    prefix: str = ""  # first token of the answer, which names the language in packages of several; "" for none
    attention: bool = False  # whether the answer must say which source tokens it looked at
    manner: Manner = Manner.USUAL  # one of `MANNERS`
    opening: tuple[str, ...] = ()  # tokens the answer begins with, after the prefix

    @property
    def given(self) -> tuple[str, ...]:
        """The tokens that are not the model's own."""
        return ((self.prefix,) if self.prefix else ()) + self.opening


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hypothesis for one job."""

    tokens: tuple[str, ...]  # without the prefix, with the opening
    score: float  # mean log-probability a token the model chose, end of sentence counted
    attention: tuple[tuple[float, ...], ...] | None  # per token its weights over the source tokens
    complete: bool = True  # False if the answer was cut off at the limit
    others: tuple["Answer", ...] = ()  # the next best hypotheses, of an answer with an opening


class Batches:
    """One CTranslate2 translator with fixed options, and the cutting of jobs into batches for it."""

    def __init__(self, translator: Any, options: DecodingOptions, tokens: int) -> None:
        self._translator = translator
        self._tokens = tokens  # source tokens in one batch
        self._ranks = options.coverage_penalty > 0  # whether the decoder chooses among all hypotheses
        self._options: dict[str, Any] = {
            "beam_size": options.beam_size,
            "length_penalty": options.length_penalty,
            "replace_unknowns": True,
            "return_scores": True,
            "max_input_length": 0,
        }

    def is_free(self) -> bool:
        """Whether a worker has nothing to do."""
        return bool(self._translator.num_active_batches < self._translator.num_translators)

    def is_enough(self, jobs: Sequence[Job]) -> bool:
        """Whether the jobs fill a batch."""
        return sum(map(_width, jobs)) >= self._tokens

    def send(self, jobs: Sequence[Job]) -> list[Pending]:
        """Hand the jobs to the translator in batches; one pending result a job, same order."""
        pending: dict[int, Pending] = {}
        for batch in _cut(jobs, self._tokens):
            pending |= zip(batch, self._submit([jobs[i] for i in batch]), strict=True)
        return [pending[index] for index in range(len(jobs))]

    def _submit(self, jobs: Sequence[Job]) -> Any:
        tokens, prefixes = [list(job.tokens) for job in jobs], [list(job.given) for job in jobs]
        width = _width(jobs[0])
        if jobs[0].opening:
            tokens.append(tokens[0])
            prefixes.append(prefixes[0][: -len(jobs[0].opening)])
        if max(map(len, tokens)) < width:
            tokens.append([jobs[0].tokens[0]] * width if jobs[0].tokens else [END] * width)
            prefixes.append([END])
        results = self._translator.translate_batch(
            tokens,
            target_prefix=prefixes,
            return_attention=jobs[0].attention or self._ranks,
            max_decoding_length=_limit_length(jobs[0]),
            asynchronous=True,
            **self._ask_for(jobs[0]),
        )
        return results[: len(jobs)]

    def _ask_for(self, job: Job) -> dict[str, Any]:
        asked = self._options | MANNERS[job.manner]
        return asked | {"num_hypotheses": asked["beam_size"]} if job.opening or self._ranks else asked


class Decoder:
    """Jobs in, answers out; concurrent calls share batches. When nobody holds it any more, its model leaves the memory at once."""

    def __init__(self, translator: Any, options: DecodingOptions, batch_tokens: int, window: float = 0.0) -> None:
        """`window` is how many seconds a call waits for others at most, to share batches; see `Collector`."""
        self._batches = batches = Batches(translator, options, batch_tokens)
        self._collector = Collector(batches.send, batches.is_free, batches.is_enough, window)
        self.options = options

    def decode(self, jobs: Sequence[Job]) -> list[Answer]:
        """One answer a job, same order. What fails in company is tried alone: the fault may be another call's."""
        pending = self._collector.collect(jobs)
        try:
            return self._read_all(jobs, pending)
        except FAILURES:
            return self._read_all(jobs, self._batches.send(jobs))

    def _read_all(self, jobs: Sequence[Job], pending: Sequence[Pending]) -> list[Answer]:
        return [self._read(job, each.result()) for job, each in zip(jobs, pending, strict=True)]

    def _read(self, job: Job, result: Any) -> Answer:
        places = list(range(len(result.hypotheses)))
        if self.options.coverage_penalty:
            places.sort(key=lambda place: self._rank(job, result, place), reverse=True)
        best, *others = (self._read_hypothesis(job, result, place) for place in (places if job.opening else places[:1]))
        return replace(best, others=tuple(others)) if others else best

    def _rank(self, job: Job, result: Any, place: int) -> float:
        """The score with its length penalty, less for every source token that got little attention.

        Source: Wu et al., "Google's Neural Machine Translation System", 2016, equation 14. CTranslate2 can do the same, but
        then counts the padding too, and no longer says how probable the answer is.
        """
        looks = zip(*result.attention[place][len(job.given) :], strict=True)
        seen = sum(math.log(min(1.0, max(OVERLOOKED, sum(look)))) for look in looks)
        return float(result.scores[place]) + self.options.coverage_penalty * seen

    def _read_hypothesis(self, job: Job, result: Any, place: int) -> Answer:
        left = 1 if job.prefix else 0
        tokens = result.hypotheses[place]
        attention = tuple(tuple(row) for row in result.attention[place][left:]) if job.attention else None
        # CTranslate2 divides the sum of log-probabilities by (tokens and end of sentence) to the power of the penalty.
        total = result.scores[place] * (len(tokens) + 1) ** self.options.length_penalty
        complete = len(tokens) < _limit_length(job)
        return Answer(tuple(tokens[left:]), total / (len(tokens) + 1 - len(job.given)), attention, complete)


def _limit_length(job: Job) -> int:
    return max(SHORTEST_LIMIT, ROOM * _width(job))


def _width(job: Job) -> int:
    return -(-max(1, len(job.tokens)) // STRIDE) * STRIDE


def _cut(jobs: Sequence[Job], tokens: int) -> list[list[int]]:
    """Indexes of jobs by batch: one width, one way of asking, no more than `tokens` source tokens, widest first."""
    groups: dict[tuple[int, bool, bool, Manner, bool], list[int]] = defaultdict(list)
    for index, job in enumerate(jobs):
        groups[_width(job), job.attention, bool(job.prefix), job.manner, bool(job.opening)].append(index)
    batches = []
    for key in sorted(groups, reverse=True):
        size = max(1, tokens // key[0])
        batches += [groups[key][start : start + size] for start in range(0, len(groups[key]), size)]
    return batches
