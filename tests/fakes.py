"""Stand-ins for tests of the rooms above the engine; never used by the service itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from service.domain.content import Content
from service.domain.errors import NoRoute
from service.domain.language import TARGETS, Language
from service.domain.memory import MemoryUnit, shape_key
from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.domain.translation import Draft, Manner, Request


class FakeMemory(list[MemoryUnit]):
    """A translation memory in memory, the unit changed last first."""

    def find(self, keys: Iterable[str], language: Language) -> dict[str, list[MemoryUnit]]:
        found: dict[str, list[MemoryUnit]] = {}
        for unit in self:
            if unit.language is language and unit.key in set(keys):
                found.setdefault(unit.key, []).append(unit)
        return found

    def find_shapes(self, shapes: Iterable[str], language: Language) -> dict[str, list[MemoryUnit]]:
        found: dict[str, list[MemoryUnit]] = {}
        for unit in self:
            if unit.language is language and (shape := shape_key(unit.source)) in set(shapes):
                found.setdefault(shape, []).append(unit)
        return found


@dataclass
class FakeEngine:
    """Answers each request with its own text, the language in front: ``"Ja."`` gives ``"FR Ja."``; codes stay put."""

    version: str = "1"
    requests: list[Request] = field(default_factory=list)  # everything ever asked for
    dies_after: int | None = None  # raises once so many segments were decoded

    mute_at: str | None = None  # answers nothing to a request that holds this word

    def languages(self) -> frozenset[Language]:
        return frozenset(TARGETS)

    def pinned(self) -> "FakeEngine":
        return self

    def signature(self, target: Language) -> EngineSignature:
        if target not in TARGETS:
            raise NoRoute("de", target)
        return EngineSignature((PackageIdentity(f"fake-de_{target}", self.version, "0" * 64),), DecodingOptions())

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        self.requests += requests
        if self.dies_after is not None and len(self.requests) > self.dies_after:
            raise KeyboardInterrupt  # what a kill looks like from inside: nothing catches it
        return [self._answer(request) for request in requests]

    def _answer(self, request: Request) -> Draft:
        if self.mute_at is not None and self.mute_at in request.content.text:
            return Draft(Content(), -0.5)
        return Draft(Content(f"{request.target.upper()} ", *request.content), -0.5)


class FakeCache(dict[str, Draft]):
    """A segment cache in memory."""

    labels: set[str]

    def __init__(self) -> None:
        self.labels = set()

    def find(self, keys: Sequence[str]) -> dict[str, Draft]:
        return {key: self[key] for key in keys if key in self}

    def keep(self, drafts: dict[str, Draft], *, label: str = "") -> None:
        self.update(drafts)
        self.labels.add(label)


@dataclass
class ScriptedEngine(FakeEngine):
    """Answers by a script: German text and manner to the answer, codes at its end; what the script does not hold is in order."""

    script: dict[tuple[str, Manner], str] = field(default_factory=dict)

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        told = (self.script.get((request.content.text, request.manner)) for request in requests)
        drafts = super().translate(requests)
        return [
            draft if text is None else replace(draft, content=Content(text, *request.content.codes))
            for request, draft, text in zip(requests, drafts, told, strict=True)
        ]


@dataclass
class FakeMachine:
    """A machine with so many CUDA cards, as CTranslate2 would describe it."""

    cards: int = 0

    def get_cuda_device_count(self) -> int:
        return self.cards

    def get_supported_compute_types(self, device: str) -> set[str]:
        return {"cpu": {"int8", "int16", "float32"}, "cuda": {"int8", "float16", "float32"}}[device]


@dataclass
class FakeResult:
    """A result of CTranslate2 that is waited for; broken if its batch held ``broken``."""

    answers: Sequence[tuple[list[str], float, list[list[float]]]]  # tokens, score, attention of each hypothesis
    broken: bool

    @property
    def hypotheses(self) -> list[list[str]]:
        return [tokens for tokens, _, _ in self.answers]

    @property
    def scores(self) -> list[float]:
        return [score for _, score, _ in self.answers]

    @property
    def attention(self) -> list[list[list[float]]]:
        return [attention for _, _, attention in self.answers]

    def result(self) -> "FakeResult":
        if self.broken:
            raise RuntimeError("out of memory")
        return self


@dataclass
class FakeTranslator:
    """Answers with the tokens it was given, or always with `answers`; a batch with the token ``broken`` in it fails as a whole."""

    answers: Sequence[tuple[list[str], float, list[list[float]]]] = ()
    batches: list[list[list[str]]] = field(default_factory=list)
    num_active_batches: int = 1  # as many as workers: all are busy
    num_translators: int = 1

    def translate_batch(self, source: list[list[str]], **_: object) -> list[FakeResult]:
        self.batches.append(source)
        broken = any("broken" in each for each in source)
        return [FakeResult(self.answers or [(tokens, -1.0, [])], broken) for tokens in source]
