"""The one composition root: settings in, wired application out; refuses logic, and opens nothing until asked."""

import contextlib
import fcntl
import os
import socket
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from service import meters
from service.domain.content import Content
from service.domain.errors import NoRoute, ServiceError, SettingsError
from service.domain.language import Language
from service.domain.signature import DecodingOptions
from service.domain.unit import Role
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory
from service.engine.route import Preference
from service.formats.registry import Formats
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.language_care import LanguageCare
from service.linguistics.profiles import find_profile
from service.linguistics.termbase import Termbase
from service.logs import configure_logs
from service.newsroom.access import Access
from service.newsroom.glossary import Glossary
from service.newsroom.previews import Previews
from service.newsroom.production import Production
from service.newsroom.queue import JobQueue
from service.newsroom.review import ReviewDesk
from service.newsroom.submissions import Submissions
from service.pipeline.work import Tools
from service.quality import CHECKS
from service.settings import Settings, read_settings, variable
from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.columns import utc_now
from service.store.database import Database
from service.store.memory import MemoryTable
from service.store.reviews import Reviews
from service.store.termbase import TermbaseTable
from service.store.tokens import Tokens


@dataclass(slots=True)
class Application:
    """Gemello, wired."""

    settings: Settings
    database: Database
    articles: Articles
    tokens: Tokens
    own_terms: TermbaseTable  # the city's part of the termbase
    glossary: Glossary
    packages: PackageDirectory
    engine: Engine
    formats: Formats
    tools: Tools
    cache: SegmentCacheTable
    access: Access
    queue: JobQueue
    previews: Previews
    submissions: Submissions
    production: Production
    memory: MemoryTable
    desk: ReviewDesk
    warm: threading.Event = field(default_factory=threading.Event)  # every route has translated a sentence
    _alone: IO[str] | None = None  # held lock that says this is the only worker on the data directory

    def prepare(self) -> None:
        """Make the data directory, bring the database up to date, verify the packages; raises what is wrong."""
        _make_directory(self.settings.data_dir)
        self.database.upgrade()
        self.packages.verify()
        self.engine.open()
        if not self.engine.languages():
            raise NoRoute("de", "fr or it")

    def warm_up(self) -> None:
        """Load every route and translate a sentence over each; only then `not_ready` gives way."""
        self.tools.care.split(Content("Der Rat tagt. Alle kommen."), Role.PARAGRAPH)
        self.engine.warm_up()
        self.warm.set()

    def not_ready(self) -> str | None:
        """Why the service cannot translate at this moment; None if it can."""
        if not self.warm.is_set():
            return "The packages are still being loaded. Try again in a moment."
        try:
            self.database.ready()
        except ServiceError as error:
            return str(error)
        return None

    def start_worker(self) -> None:
        """Take up what was left unfinished and work the queue off in a thread."""
        self._alone = _lock(self.settings.data_dir / "worker.lock")
        if self._alone is not None:
            self.production.recover_alone()
        else:
            self.production.recover()
        self.queue.start(self.production.produce, self.production.recover)

    def stop_worker(self) -> None:
        """Let the work at hand come to its next halt, and end the thread."""
        self.production.stopping.set()
        self.queue.stop()
        if self._alone is not None:
            self._alone.close()

    def close(self) -> None:
        """Close the database's connections; the next use opens them again."""
        self.database.close()


def bootstrap(settings: Settings) -> Application:
    """The application these settings describe."""
    database = Database(settings.database)
    articles, tokens, own_terms = Articles(database), Tokens(database), TermbaseTable(database)
    packages = PackageDirectory(settings.packages)
    engine = Engine(packages, _engine_options(settings), meters.count_decoded)
    formats = Formats()
    care = _language_care(settings)
    cache, termbase, memory = SegmentCacheTable(database), Termbase(own_terms), MemoryTable(database)
    tools = _tools(settings, engine, cache, care, termbase, memory)
    queue = JobQueue(settings.data_dir / "queue.db", settings.jobs)
    worker = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"
    return Application(
        settings=settings,
        database=database,
        articles=articles,
        tokens=tokens,
        own_terms=own_terms,
        glossary=Glossary(own_terms, termbase),
        packages=packages,
        engine=engine,
        formats=formats,
        tools=tools,
        cache=cache,
        access=Access(tokens),
        queue=queue,
        previews=Previews(formats, tools),
        submissions=Submissions(articles, formats, care, queue.enqueue, settings.max_segments),
        production=Production(articles, formats, tools, queue.enqueue, worker, settings.lease_seconds),
        memory=memory,
        desk=ReviewDesk(articles, Reviews(database), formats, tools, memory, utc_now),
    )


def wired(settings: Settings | None = None) -> Application:
    """The application for a command, logging set up; from the environment's settings unless given.

    Raises `SettingsError`.
    """
    settings = settings or read_settings()
    configure_logs(settings.log_format)
    return bootstrap(settings)


def _tools(
    settings: Settings,
    engine: Engine,
    cache: SegmentCacheTable,
    care: LanguageCare,
    termbase: Termbase,
    memory: MemoryTable,
) -> Tools:
    return Tools(
        engine,
        cache,
        care,
        CHECKS,
        settings.max_segments,
        terms=termbase,
        memory=memory,
        towns=settings.towns or {},
        other_towns=settings.memory_other_towns == "use",
        review=settings.review_segments,
    )


def _language_care(settings: Settings) -> LanguageCare:
    policies = {
        Language.FRENCH: GenderPolicy(settings.gender_fr),
        Language.ITALIAN: GenderPolicy(settings.gender_it),
    }
    return LanguageCare(map(find_profile, (settings.typography_fr, settings.typography_it)), policies)


def _engine_options(settings: Settings) -> EngineOptions:
    decoding = DecodingOptions(beam_size=settings.beam_size, compute_type=settings.compute_type, device=settings.device)
    return EngineOptions(
        inter_threads=settings.engine_threads,
        batch_tokens=settings.batch_tokens,
        window=settings.batch_window_ms / 1000,
        preference=Preference(settings.route),
        decoding=decoding,
    )


def _make_directory(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise SettingsError(variable("data_dir"), f"{path} cannot be written: {error.strerror}.") from error


def _lock(path: os.PathLike[str]) -> IO[str] | None:
    """The lock file at `path`, held until closed or until the process dies; None if another process holds it."""
    file = open(path, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open as long as the worker runs
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    file.close()
    return None
