"""One loaded model: sentences in, sentences out, with what was looked at; refuses routes, pieces and inline codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.signature import DecodingOptions
from service.domain.translation import Manner
from service.engine.alignment import Alignment, align_words
from service.engine.decoder import Answer, Decoder, Job
from service.engine.packages import InstalledPackage
from service.engine.tokens import Tokenizer, locate_tokens, open_tokenizer
from service.engine.weights import load_translator
from service.engine.wish import grant_wish

WITHIN_WORD = frozenset("-'’_")  # join two halves of a word


@dataclass(frozen=True, slots=True)
class Ask:
    """One sentence to translate."""

    text: str
    prefix: str  # names the target language in a package of several; "" for none
    align: bool  # whether the alignment is wanted
    manner: Manner = Manner.USUAL
    opening: str = ""  # the translation begins with it


@dataclass(frozen=True, slots=True)
class Reply:
    """Its translation."""

    text: str  # "" if the model had no answer, asked twice
    score: float  # mean log-probability a token
    tokens: int  # tokens of the answer, the weight of the score in a mean
    alignment: Alignment | None  # between the two texts, if it was wanted


class Model:
    """Tokenizer and decoder of one set of weights; packages that share the weights share the model."""

    def __init__(self, tokenizer: Tokenizer, decoder: Decoder) -> None:
        self.tokenizer, self.decoder = tokenizer, decoder

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` is."""
        return len(self.tokenizer.encode(text))

    def translate(self, asks: Sequence[Ask]) -> list[Reply]:
        """One reply an ask, same order. A sentence that stays empty on a second attempt has an empty text."""
        jobs = [self._job(ask) for ask in asks]
        answers = self._decode_jobs(jobs)
        doubtful = [i for i, answer in enumerate(answers) if not answer.complete or not self._decode(answer)]
        again = self._decode_jobs([replace(jobs[i], manner=Manner.GREEDY) for i in doubtful])
        for index, answer in zip(doubtful, again, strict=True):
            answers[index] = answer
        return [self._reply(ask, job, answer) for ask, job, answer in zip(asks, jobs, answers, strict=True)]

    def _job(self, ask: Ask) -> Job:
        opening = tuple(self.tokenizer.encode(ask.opening)) if ask.opening else ()
        return Job(tuple(self.tokenizer.encode(ask.text)), ask.prefix, ask.align, ask.manner, opening)

    def _decode_jobs(self, jobs: Sequence[Job]) -> list[Answer]:
        answers = zip(jobs, self.decoder.decode(jobs), strict=True)
        return [self._keep_opening(job, answer) if job.opening else answer for job, answer in answers]

    def _keep_opening(self, job: Job, answer: Answer) -> Answer:
        """The best hypothesis whose opening ends where a word ends (``municipal``, not ``municipal|ité``); an empty one if none does."""
        opening = self.tokenizer.decode(job.opening)
        for each in (answer, *answer.others):
            text = self._decode(each)
            if text.startswith(opening) and not _goes_on_with_word(text[len(opening) :]):
                return replace(each, others=())
        return Answer((), answer.score, () if job.attention else None)

    def _decode(self, answer: Answer) -> str:
        return self.tokenizer.decode(answer.tokens)

    def _reply(self, ask: Ask, job: Job, answer: Answer) -> Reply:
        text = self._decode(answer)
        alignment = None
        if answer.attention is not None and text:
            source = locate_tokens(ask.text, [self.tokenizer.spell(token) for token in job.tokens])
            target = locate_tokens(text, [self.tokenizer.spell(token) for token in answer.tokens])
            alignment = align_words(ask.text, source, text, target, answer.attention)
        return Reply(text, answer.score, len(answer.tokens) + 1, alignment)


def _goes_on_with_word(rest: str) -> bool:
    return rest[:1].isalnum() or (rest[:1] in WITHIN_WORD and rest[1:2].isalnum())


def load_model(
    package: InstalledPackage,
    options: DecodingOptions,
    inter_threads: int,
    intra_threads: int,
    batch_tokens: int,
    window: float = 0.0,
) -> Model:
    """The model of `package`, decoded as `options` say or as it asks itself; `window` in seconds as in `Decoder`. Raises `PackageError`."""
    name = package.directory.name
    model = package.directory / "model"
    options = grant_wish(name, model, options)
    translator = load_translator(name, model, options.compute_type, inter_threads, intra_threads, options.device)
    return Model(open_tokenizer(package), Decoder(translator, options, batch_tokens, window))
