"""The engine: requests in, drafts out, same order (invariant 3); refuses storage, HTTP and markup syntax."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service.domain.content import Content
from service.domain.errors import NoRoute, PackageError
from service.domain.language import SOURCE, TARGETS, Language
from service.domain.signature import DecodingOptions, EngineSignature
from service.domain.translation import Draft, Manner, Request
from service.engine.drafting import Plan, TaskKey, draft_request, plan_request
from service.engine.model import Model, load_model
from service.engine.packages import InstalledPackage, PackageDirectory
from service.engine.relay import Task, run_relay
from service.engine.route import Preference, Route, find_route
from service.engine.weights import Shelf

Observer = Callable[[Language, int], None]  # (target language, segments really decoded)
Loader = Callable[[InstalledPackage], Model]

WORKERS = 4  # more workers than this use more memory than they save time
SMALLEST_PIECE = 8  # tokens; less is no clause
_GREETING = Content("Guten Tag, liebe Gäste.")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine uses the machine, and how it decodes."""

    inter_threads: int = (
        0  # batches decoded at the same time; 0: one a processor this process may use, at most `WORKERS`
    )
    intra_threads: int = 1  # threads of one batch; small models lose by more
    batch_tokens: int = 2048  # source tokens decoded at once by one worker
    preference: Preference = Preference.DIRECT
    decoding: DecodingOptions = field(default_factory=DecodingOptions)

    @property
    def workers(self) -> int:
        """The number of batches decoded at the same time."""
        return self.inter_threads or max(1, min(WORKERS, len(os.sched_getaffinity(0))) // self.intra_threads)


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
        self._routes: dict[Language, Route] | None = None
        self._opening = threading.Lock()

    def open(self) -> None:
        """Read what is installed; raises `PackageError` naming a package that is not whole. Loads no model."""
        self._find_routes()

    def reopen(self) -> None:
        """Read what is installed again, after an install; translations under way finish on the packages they began with."""
        with self._opening:
            self._routes = None
        self._find_routes()

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
                tasks[key] = Task(text, wanted, self._find_route(key[0]), key[2])
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
        return self._models.take(package.weights, lambda: self._load(package))

    def _load_model(self, package: InstalledPackage) -> Model:
        options = self._options
        return load_model(package, options.decoding, options.workers, options.intra_threads, options.batch_tokens)

    def _find_route(self, target: Language) -> Route:
        routes = self._find_routes()
        if target not in routes:
            raise NoRoute(SOURCE, target)
        return routes[target]

    def _find_routes(self) -> dict[Language, Route]:
        with self._opening:
            if self._routes is None:
                self._routes = _read_routes(self._packages.installed(), self._options.preference)
            return self._routes


def _read_routes(packages: Sequence[InstalledPackage], preference: Preference) -> dict[Language, Route]:
    routes = {}
    for target in TARGETS:
        try:
            routes[target] = find_route(packages, SOURCE, target, preference)
        except NoRoute:
            continue
    return routes
