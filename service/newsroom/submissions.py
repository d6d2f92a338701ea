"""Taking articles in: checked, kept, queued; refuses to accept what cannot be translated."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article
from service.domain.errors import EmptyArticle, LimitExceeded
from service.domain.language import Language
from service.domain.records import StoredArticle, Submission
from service.domain.towns import Towns, write_towns
from service.domain.unit import Role
from service.newsroom.ports import Articles, Enqueue, Formats
from service.pipeline.ports import Linguistics
from service.pipeline.report import list_doubts
from service.pipeline.steps import cut_units
from service.quality.doubts import Doubt

CUT_AT_THE_DOOR = 100_000  # characters; finding sentences takes about 20 microseconds a character
TITLE_LENGTH = 200  # characters of the headline kept as the article's title in lists


@dataclass(frozen=True, slots=True)
class Submissions:
    """The door through which articles come in."""

    articles: Articles
    formats: Formats
    care: Linguistics
    enqueue: Enqueue
    max_segments: int

    def submit(
        self,
        source: bytes,
        media_type: str,
        targets: Sequence[Language],
        external_id: str | None = None,
        title: str = "",
        towns: Towns | None = None,
    ) -> tuple[StoredArticle, bool]:
        """Keep an article and queue its translation; False when the same article was there before.

        `towns` says which twin town reads a language, where it is another than the settings say: the same text for another
        town is another article. The article is read first, so that what cannot be translated is refused at once with an `InvalidInput` kind and
        nothing is kept. What is accepted is on disk before this returns.
        """
        form = self.formats.find(media_type)
        article = form.extract(source)
        self._measure(article)
        readers = write_towns(towns or {})
        told = f"{media_type}\0{readers}\0" if readers else f"{media_type}\0"
        fingerprint = hashlib.sha256(told.encode() + source).hexdigest()
        submission = Submission(source, media_type, fingerprint, external_id, title or headline(article), towns or {})
        stored, created = self.articles.submit(submission, tuple(targets))
        self.enqueue(stored.id)
        return stored, created

    def doubts(self, source: bytes, media_type: str) -> tuple[Doubt, ...]:
        """What is odd about an article as it is handed in; raises `InvalidInput` kinds."""
        form = self.formats.find(media_type)
        return list_doubts(form.extract(source), form)

    def retry(self, article_id: str) -> None:
        """Queue the failed translations of an article again; raises `NotFound`."""
        self.articles.retry(article_id)
        self.enqueue(article_id)

    def _measure(self, article: Article) -> None:
        """Raises `EmptyArticle`, `LimitExceeded`. What would take long to cut is measured when it is translated."""
        if len(article.units) > self.max_segments:
            raise LimitExceeded("article", self.max_segments, len(article.units), "blocks")
        if sum(len(unit.content.text) for unit in article.units) > CUT_AT_THE_DOOR:
            return
        if not any(unit.segments for unit in cut_units(article.units, self.care, self.max_segments)):
            raise EmptyArticle


def headline(article: Article) -> str:
    """The article's headline as plain text, else its first block; cut at `TITLE_LENGTH`."""
    headlines = [unit for unit in article.units if unit.role is Role.HEADLINE] or list(article.units)
    text = " ".join(headlines[0].content.text.split()) if headlines else ""
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"
