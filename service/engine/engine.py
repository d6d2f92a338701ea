"""The engine: requests in, drafts out, same order (invariant 3); refuses storage, HTTP and markup syntax."""

import copy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.content import Content
from service.domain.errors import NoRoute, PackageError
from service.domain.language import SOURCE, Language
from service.domain.signature import DecodingOptions, EngineSignature
from service.domain.translation import Draft, Manner, Request
from service.engine.devices import CUDA, check_device
from service.engine.drafting import Plan, TaskKey, draft_request, plan_request
from service.engine.model import Model, load_model
from service.engine.packages import InstalledPackage, PackageDirectory
from service.engine.processors import count_processors
from service.engine.relay import Task, run_relay
from service.engine.route import Preference, Route
from service.engine.routes import Routes
from service.engine.weights import Shelf, return_memory

Observer = Callable[[Language, int], None]  # (target language, segments really decoded)
Loader = Callable[[InstalledPackage], Model]

WORKERS = 4  # more workers than this use more memory than they save time
SMALLEST_PIECE = 8  # tokens; less is no clause
_GREETING = Content("Guten Tag, liebe Gäste.")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine uses the machine, and how it decodes."""

    inter_threads: int = (
        0  # batches decoded at the same time; 0: one a processor (`count_processors`), at most `WORKERS`
    )
    intra_threads: int = 1  # threads of one batch; small models lose by more
    batch_tokens: int = 2048  # source tokens decoded at once by one worker
    window: float = 0.1  # seconds a call waits for company at most, while all workers are busy; 0: never
    preference: Preference = Preference.AUTO
    decoding: DecodingOptions = field(default_factory=DecodingOptions)

    @property
    def workers(self) -> int:
        """The number of batches decoded at the same time."""
        if self.inter_threads or self.decoding.device == CUDA:
            return self.inter_threads or 1  # a second worker on a card is a second copy of the model there
        return max(1, min(WORKERS, count_processors()) // self.intra_threads)


class Engine:
    """Translates with the packages of one directory. Constructing opens no file; `open` or the first use does.

    Safe for concurrent use: a model is loaded once, however many first requests there are.
    """

    def __init__(
        self,
        packages: PackageDirectory,
        options: EngineOptions | None = None,
        observer: Observer | None = None,
        load: Loader | None = None,
    ) -> None:
        self._packages = packages
        self._options = options or EngineOptions()
        self._observer = observer
        self._load = load or self._load_model
        self._models: Shelf[Model] = Shelf()
        self._routes = Routes(packages, self._options.preference)
        self._pinned: Mapping[Language, Route] | None = None
        self._held: dict[str, Model] = {}  # by weights: what nobody holds leaves the memory
        self._holders: tuple[dict[str, Model], ...] = (
            self._held,
        )  # a pinned engine holds what it uses for itself and for the one it came from

    def open(self) -> None:
        """Read what is installed; raises `PackageError` naming a package that is not whole, `DeviceUnavailable`. Loads no model."""
        check_device(self._options.decoding)
        self._find_routes()

    def reopen(self) -> None:
        """Read what is installed again; raises `PackageError` as `open` does. Without it a change is noticed all the same."""
        self._routes.forget()
        self._find_routes()

    def pinned(self) -> "Engine":
        """The engine with the routes of this moment, whatever is installed or chosen later.

        One article is translated by one of these: what its cache keys say translated it is what did.
        """
        if self._pinned is not None:
            return self
        twin = copy.copy(self)
        twin._pinned = self._find_routes()  # noqa: SLF001 - a copy of itself
        twin._holders = (dict(self._held), self._held)  # noqa: SLF001
        return twin

    def languages(self) -> frozenset[Language]:
        """The targets a route leads to."""
        return frozenset(self._find_routes())

    def signature(self, target: Language) -> EngineSignature:
        """What would translate into `target`; raises `NoRoute`."""
        return EngineSignature(tuple(package.identity for package in self._find_route(target)), self._options.decoding)

    def translate(self, requests: Sequence[Request]) -> list[Draft]:
        """One draft a request, same order; equal segments are decoded once and drafted each.

        A segment the model has no answer to, asked twice, is a draft without text: never the source, and the others are not
        held up by it. Raises `NoRoute`, `PackageError`.
        """
        if self._pinned is None:
            return self.pinned().translate(requests)
        plans, drafts = self._draft(requests)
        if self._observer is not None:
            decoded = {(plan.request.target, plan.request.content.text) for plan in plans if plan.tasks}
            for target, count in Counter(target for target, _ in decoded).items():
                self._observer(target, count)
        return drafts

    def warm_up(self) -> None:
        """Load every route and translate one sentence over each; the observer is not told.

        Raises `PackageError` for a route that has no answer to it.
        """
        if self._pinned is None:
            self.pinned().warm_up()
            return
        targets = sorted(self.languages())
        _, drafts = self._draft([Request(_GREETING, target) for target in targets])
        for target, draft in zip(targets, drafts, strict=True):
            if not draft.content:
                route = "+".join(package.directory.name for package in self._find_route(target))
                raise PackageError(
                    route, "answers a test sentence with nothing", "Import another package for this pair."
                )

    def check(self) -> None:
        """Read every package again and load every route; raises `PackageError` naming the first that is damaged."""
        self._packages.verify()
        for route in self._find_routes().values():
            for package in route:
                self._model(package)

    def _draft(self, requests: Sequence[Request]) -> tuple[list[Plan], list[Draft]]:
        plans = [plan_request(request, self._fits(request)) for request in requests]
        tasks: dict[TaskKey, Task] = {}
        for plan in plans:
            for text, align in plan.tasks:
                key = plan.key(text)
                wanted = align or (key in tasks and tasks[key].align)
                tasks[key] = Task(text, wanted, self._find_route(key[0]), *key[2:])
        legs = run_relay(list(tasks.values()), self._model)
        passages = dict(zip(tasks, legs, strict=True))
        return plans, [draft_request(plan, passages) for plan in plans]

    def _fits(self, request: Request) -> Callable[[str], bool]:
        limit = self._options.decoding.piece_tokens
        first = self._find_route(request.target)[0]
        if request.manner is Manner.PIECES:
            tokens = self._model(first).count_tokens(request.content.text)
            limit = min(
                limit, max(SMALLEST_PIECE, tokens * 2 // 3)
            )  # two pieces, even if the mark is not in the middle
        return lambda text: len(text.encode()) < limit or self._model(first).count_tokens(text) <= limit

    def _model(self, package: InstalledPackage) -> Model:
        model = self._models.take(package.weights, lambda: self._load(package))
        for held in self._holders:
            held[package.weights] = model
        return model

    def _load_model(self, package: InstalledPackage) -> Model:
        options = self._options
        check_device(options.decoding)
        return load_model(
            package, options.decoding, options.workers, options.intra_threads, options.batch_tokens, options.window
        )

    def _find_route(self, target: Language) -> Route:
        routes = self._find_routes()
        if target not in routes:
            raise NoRoute(SOURCE, target)
        return routes[target]

    def _find_routes(self) -> Mapping[Language, Route]:
        if self._pinned is not None:
            return self._pinned
        routes = self._routes.current()
        wanted = {package.weights for route in routes.values() for package in route}
        if gone := set(self._held) - wanted:
            for weights in gone:
                self._held.pop(weights, None)
            return_memory()
        return routes
