"""Translating accepted articles, one at a time in each thread, through kills and restarts; refuses to leave one half done.

The database is the truth: a job in the queue is only a hint that an article wants work. A worker takes the article's
lease, translates, and writes the result; whatever dies in between is found by `recover` and done again, and because each
chunk of segments is cached before the next begins, only the missing ones are decoded.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from service.domain.errors import NotFound, ServiceError, StoreUnavailable
from service.domain.language import Language
from service.domain.records import Progress, Rendering, StoredArticle, StoredSegment, StoredTranslation
from service.domain.term import fold
from service.domain.towns import find_reader
from service.newsroom.ports import Articles, Enqueue, Formats
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools

log = structlog.get_logger()

UNFINISHED = {Progress.QUEUED, Progress.RUNNING}
INTERNAL = "Gemello failed at this article. The log has the details under the article's id."


class Interrupted(ServiceError):
    """The worker is asked to stop, or lost the article's lease to another."""

    title = "Interrupted"


@dataclass(slots=True)
class Production:
    """The workshop of one worker process."""

    articles: Articles
    formats: Formats
    tools: Tools
    enqueue: Enqueue
    worker: str  # name of this worker process, unique among the living
    lease_seconds: int
    stopping: threading.Event = field(default_factory=threading.Event)
    clock: Callable[[], float] = time.monotonic

    def produce(self, article_id: str) -> None:
        """Translate what is unfinished of one article. Never raises: what goes wrong is written down with the article."""
        holder = self._holder()
        try:
            if self.stopping.is_set() or not self.articles.claim(article_id, holder, self.lease_seconds):
                return  # whoever holds the lease looks for unfinished work before giving it back
            try:
                self._translate_unfinished(self.articles.get(article_id))
            finally:
                self.articles.release(article_id, holder)
            if self._waiting(article_id):
                self.enqueue(article_id)
        except (Interrupted, NotFound, StoreUnavailable) as error:
            log.info("translation.interrupted", article=article_id, reason=error.title)

    def recover(self) -> int:
        """Queue every article that wants work and has no worker; how many there were."""
        waiting = self.articles.unfinished()
        for article_id in waiting:
            self.enqueue(article_id)
        if waiting:
            log.info("translation.recovered", articles=len(waiting))
        return len(waiting)

    def recover_alone(self) -> int:
        """`recover`, called by a worker that knows no other is alive: every lease found is dead."""
        self.articles.release_all()
        return self.recover()

    def _translate_unfinished(self, article: StoredArticle) -> None:
        languages = tuple(each.language for each in self._waiting(article.id) if each.revision == article.revision)
        if not languages:
            return
        begun = self.clock()
        try:
            form = self.formats.find(article.submission.media_type)
            source = article.submission.source
            earlier = self._earlier(article, languages)
            renderings = translate_article(
                source,
                form,
                languages,
                self.tools,
                self._progress(article.id),
                article.submission.towns,
                earlier=earlier,
            )
        except (Interrupted, NotFound, StoreUnavailable):
            raise
        except Exception as error:  # noqa: BLE001 - the job runner records whatever a job dies of
            self._give_up(article, languages, error)
            return
        for language, rendering in renderings.items():
            self.articles.finish(article.id, language, article.revision, rendering, etag_of(rendering))
        milliseconds = round((self.clock() - begun) * 1000)
        log.info(
            "translation.done", article=article.id, revision=article.revision, pairs=len(languages), ms=milliseconds
        )

    def _give_up(self, article: StoredArticle, languages: tuple[Language, ...], error: Exception) -> None:
        problem = str(error) if isinstance(error, ServiceError) else INTERNAL
        for language in languages:
            self.articles.fail(article.id, language, article.revision, problem)
        log.error("translation.failed", article=article.id, revision=article.revision, exc_info=error)

    def _waiting(self, article_id: str) -> list[StoredTranslation]:
        return [each for each in self.articles.translations(article_id) if each.progress in UNFINISHED]

    def _earlier(
        self, article: StoredArticle, languages: tuple[Language, ...]
    ) -> dict[Language, tuple[StoredSegment, ...]]:
        """The segments of what was finished before this revision: people may have written some of them."""
        finished = {language: self.articles.newest_finished(article.id, language) for language in languages}
        return {
            language: found.rendering.segments
            for language, found in finished.items()
            if found is not None and found.rendering is not None and self._is_shared(article, found)
        }

    def _is_shared(self, article: StoredArticle, found: StoredTranslation) -> bool:
        """True if what people wrote for the reader of an earlier revision counts for the reader of this one."""
        before = self.articles.submission(article.id, found.revision).towns
        towns = [find_reader(found.language, each, self.tools.towns) for each in (before, article.submission.towns)]
        return self.tools.other_towns or not towns[0] or fold(towns[0]) == fold(towns[1])

    def _holder(self) -> str:
        """The name under which this thread holds a lease: what another thread took up is lost to this one."""
        return f"{self.worker}:{threading.get_ident()}"

    def _progress(self, article_id: str) -> Callable[[Language, int, int], None]:
        holder = self._holder()

        def record(language: Language, done: int, total: int) -> None:
            if self.stopping.is_set():
                raise Interrupted("The worker is stopping; the translation goes on when it starts again.")
            if not self.articles.renew(article_id, holder, self.lease_seconds):
                raise Interrupted("Another worker has taken this article up.")
            self.articles.record_progress(article_id, language, done, total)

        return record


def etag_of(rendering: Rendering) -> str:
    """The strong validator of a rendering: 32 hex digits that change exactly when a byte of the document or a segment does."""
    digest = hashlib.sha256(rendering.document)
    for segment in rendering.segments:
        digest.update(repr((segment.target.content, segment.target.state, segment.target.issues)).encode())
    return digest.hexdigest()[:32]
