"""A translation in the hands of people: post-edited, approved, withdrawn; refuses acts on a text the person has not seen.

Every act names the ETag of the text it is done to and leaves a line in the record of reviews. Approving brings the segments into
the translation memory; it changes no other article, for the memory is read when something is translated.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from service.domain.errors import Conflict, InvalidInput
from service.domain.language import Language
from service.domain.memory import Match, normalise
from service.domain.notation import list_codes, write_notation
from service.domain.records import Progress, Rendering, StoredSegment, StoredTranslation
from service.domain.review import Act, Review
from service.domain.target import Origin, State
from service.domain.towns import find_reader
from service.newsroom.ports import Articles, Formats, Memory, Reviews
from service.newsroom.production import etag_of
from service.pipeline.memory import units_from
from service.pipeline.post_edit import rewrite
from service.pipeline.work import Tools

OFFERED_FROM = (
    70  # score from which a match helps more than the machine's work: docs/decisions/0012-fuzzy-matches-are-offered.md
)
MOST_OFFERED = 3  # for one segment


class OtherSource(InvalidInput):
    """A file with segments that are not those of the translation."""

    title = "Another source"


@dataclass(slots=True)
class ReviewDesk:
    """Where editors work on finished translations."""

    articles: Articles
    reviews: Reviews
    formats: Formats
    tools: Tools
    memory: Memory
    clock: Callable[[], datetime]

    def post_edit(
        self, article_id: str, language: Language, edits: Mapping[int, str], seen: str, editor: str
    ) -> StoredTranslation:
        """Rewrite segments (number to text in notation) of the translation with the ETag `seen`.

        Raises `Outdated` if another text stands there, `Conflict` if it is not done or is approved, and what
        `pipeline.post_edit.rewrite` raises.
        """
        found, rendering = self._finished(article_id, language)
        if self.approval(found) is not None:
            raise Conflict("This translation is approved. Withdraw the approval before you change a segment.")
        submission = self.articles.submission(article_id, found.revision)
        form = self.formats.find(submission.media_type)
        tools = replace(self.tools, towns={**self.tools.towns, **submission.towns})
        rewritten = rewrite(rendering, edits, language, submission.source, form, tools)
        records = [self._record(found, Act.POST_EDITED, editor, rewritten, number) for number in sorted(edits)]
        self.reviews.keep_edit(records, seen, rewritten)
        return self.articles.translation(article_id, language, with_rendering=True)

    def take_back(
        self, article_id: str, language: Language, pairs: Mapping[int, tuple[str, str]], seen: str, editor: str
    ) -> list[int]:
        """Post-edit the segments whose target (the second of a pair, by number, in notation) is another than it was.

        Returns their numbers. Raises `OtherSource` if a pair has another source than its segment, and what `post_edit` does.
        """
        _, rendering = self._finished(article_id, language)
        edits = {number: target for number, (_, target) in pairs.items()}
        for number, (source, target) in pairs.items():
            if not 0 <= number < len(rendering.segments):
                continue  # `post_edit` says so
            segment = rendering.segments[number]
            if normalise(source) != normalise(write_notation(segment.source, segment.source)):
                raise OtherSource(f"Segment {number} of the file has another source than the translation has there.")
            if normalise(target) == normalise(write_notation(segment.target.content, segment.source)):
                del edits[number]
            elif Counter(list_codes(target)) != Counter(list_codes(source)):
                raise OtherSource(
                    f"Segment {number} of the file has other inline codes in the target than in the source."
                )
        if edits:
            self.post_edit(article_id, language, edits, seen, editor)
        return sorted(edits)

    def approve(self, article_id: str, language: Language, seen: str, editor: str) -> StoredTranslation:
        """The text with the ETag `seen` may go out: its segments are final and enter the memory.

        Approved again, nothing changes. Raises `Outdated`, `Conflict` if it is not done.
        """
        found, rendering = self._finished(article_id, language)
        if self.approval(found) is not None and found.etag == seen:
            return found
        final = _in_state(rendering, lambda _segment: State.FINAL)
        units = units_from(final.segments, language, article_id, editor, self.reader(found))
        record = self._record(found, Act.APPROVED, editor, final)
        self.reviews.keep_approval(record, seen, final, units)
        return self.articles.translation(article_id, language, with_rendering=True)

    def withdraw(self, article_id: str, language: Language, seen: str, editor: str) -> StoredTranslation:
        """The approval is taken back, and what it brought into the memory; raises `Outdated`, `Conflict` if there is none."""
        found, rendering = self._finished(article_id, language)
        if self.approval(found) is None:
            raise Conflict("This translation is not approved; there is nothing to withdraw.")
        reopened = _in_state(rendering, _state_before_approval)
        record = self._record(found, Act.WITHDRAWN, editor, reopened)
        self.reviews.keep_withdrawal(record, seen, reopened)
        return self.articles.translation(article_id, language, with_rendering=True)

    def reader(self, found: StoredTranslation) -> str:
        """The twin town that reads a translation: as its article says, else as the settings do; "" for none in particular."""
        towns = self.articles.submission(found.article, found.revision).towns
        return find_reader(found.language, towns, self.tools.towns)

    def find_alike(self, source: str, language: Language, town: str = "") -> list[Match]:
        """The best matches of the memory for a source (in notation), which are offered and never used unasked.

        Of those with one source, the one nearest to `town`.
        """
        return self.memory.search(source, language, OFFERED_FROM, MOST_OFFERED, town)

    def matches(
        self, rendering: Rendering, language: Language, most: int | None = None, town: str = ""
    ) -> dict[int, list[Match]]:
        """What the memory offers for the segments that the machine translated and nobody has read yet, by number.

        With `most`, only the first so many of them are looked for: a search of a large memory takes 5 milliseconds.
        """
        unread = (number for number, segment in enumerate(rendering.segments) if is_unread(segment))
        sources = ((number, rendering.segments[number].source) for number in islice(unread, most))
        offered = {
            number: self.find_alike(write_notation(source, source), language, town) for number, source in sources
        }
        return {number: matches for number, matches in offered.items() if matches}

    def approval(self, translation: StoredTranslation) -> Review | None:
        """The approval under which that translation stands, if it does."""
        if translation.etag is None:
            return None  # nothing is finished, so nothing can be approved
        return self.reviews.approval(translation.article, translation.language, translation.etag)

    def _finished(self, article_id: str, language: Language) -> tuple[StoredTranslation, Rendering]:
        found = self.articles.translation(article_id, language, with_rendering=True)
        if found.progress is not Progress.DONE or found.rendering is None:
            raise Conflict(f"The translation into {language} is {found.progress}, not done. Wait until it is.")
        return found, found.rendering

    def _record(
        self, found: StoredTranslation, act: Act, editor: str, rendering: Rendering, segment: int | None = None
    ) -> Review:
        digest = hashlib.sha256(rendering.document).hexdigest()
        etag = etag_of(rendering)
        return Review(found.article, found.language, found.revision, act, editor, digest, etag, self.clock(), segment)


def is_unread(segment: StoredSegment) -> bool:
    """True if the machine translated it and nobody has read it yet."""
    return segment.target.origin is Origin.MACHINE and segment.target.state is State.TRANSLATED


def _in_state(rendering: Rendering, state: Callable[[StoredSegment], State]) -> Rendering:
    segments = (
        replace(segment, target=replace(segment.target, state=state(segment))) for segment in rendering.segments
    )
    return replace(rendering, segments=tuple(segments))


def _state_before_approval(segment: StoredSegment) -> State:
    return State.REVIEWED if segment.target.origin is Origin.POST_EDITED else State.TRANSLATED
