"""The engine: requests in, drafts out, same order (invariant 3); refuses storage, HTTP and markup syntax."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.domain.language import Language
from service.domain.signature import DecodingOptions, EngineSignature
from service.domain.translation import Draft, Request
from service.engine.packages import PackageDirectory

Observer = Callable[[Language, int], None]  # (target language, segments really decoded)


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine uses the machine, and how it decodes."""

    inter_threads: int = 1  # batches decoded at the same time
    intra_threads: int = 2  # threads of one batch
    batch_tokens: int = 2048  # source tokens decoded at once
    decoding: DecodingOptions = DecodingOptions()


class Engine:
    """Translates with the packages of one directory. Constructing opens no file; the first use does."""

    def __init__(
        self, packages: PackageDirectory, options: EngineOptions | None = None, observer: Observer | None = None
    ) -> None:
        self._packages = packages
        self._options = options or EngineOptions()
        self._observer = observer

    def languages(self) -> frozenset[Language]:
        """The targets a route leads to."""
        raise NotImplementedError

    def signature(self, target: Language) -> EngineSignature:
        """What would translate into `target`; raises `NoRoute`."""
        raise NotImplementedError

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        """One draft a request, same order; raises `NoRoute`, `PackageError`, `TranslationFailed`."""
        raise NotImplementedError

    def warm_up(self) -> None:
        """Load every route and translate one sentence over each."""
        raise NotImplementedError

    def check(self) -> None:
        """Verify every package; raises `PackageError` naming the first damaged one."""
        raise NotImplementedError
