"""What every store does with translations and the leases of those who make them."""

import pytest
from sqlalchemy import update

from service.domain.content import Content
from service.domain.errors import NotFound
from service.domain.language import TARGETS
from service.domain.records import Progress
from service.store import schema
from tests.contracts.store_contract import FRENCH, ITALIAN, UNKNOWN, at_once
from tests.unit.store.samples import rendering, submission


class TestTranslating:
    @pytest.fixture
    def article(self, articles):
        return articles.submit(submission(), TARGETS)[0]

    def test_a_rendering_comes_back_as_it_was(self, articles, article):
        assert articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        found = articles.translation(article.id, FRENCH, with_rendering=True)
        assert found.rendering == rendering()
        assert (found.progress, found.etag, found.done, found.total) == (Progress.DONE, "e1", 2, 2)

    def test_a_rendering_is_left_out_unless_asked_for(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        assert articles.translation(article.id, FRENCH).rendering is None

    def test_segments_keep_their_order_and_equal_ones_their_number(self, articles, article):
        texts = ["Oui."] * 12 + [f"{number}." for number in range(12, 0, -1)]
        articles.finish(article.id, FRENCH, 1, rendering(texts), "e1")
        found = articles.translation(article.id, FRENCH, with_rendering=True)
        assert found.rendering == rendering(texts)

    def test_a_segment_kept_before_sources_had_codes_is_still_read(self, articles, article, database):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        with database.writing() as connection:
            connection.execute(update(schema.segments).values(source="Der Rat tagt."))
        kept = articles.translation(article.id, FRENCH, with_rendering=True).rendering
        assert {segment.source for segment in kept.segments} == {Content("Der Rat tagt.")}

    def test_progress_is_recorded(self, articles, article, clock):
        clock.advance(seconds=5)
        articles.record_progress(article.id, FRENCH, 3, 10)
        french = articles.translation(article.id, FRENCH)
        assert (french.progress, french.done, french.total, french.updated) == (Progress.RUNNING, 3, 10, clock.now)

    def test_late_progress_does_not_reopen_what_is_done(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        articles.record_progress(article.id, FRENCH, 1, 2)
        assert articles.translation(article.id, FRENCH).progress is Progress.DONE

    def test_a_failure_is_told_and_can_be_retried(self, articles, article):
        articles.fail(article.id, FRENCH, 1, "No route to French.")
        failed = articles.translation(article.id, FRENCH)
        assert (failed.progress, failed.problem) == (Progress.FAILED, "No route to French.")
        articles.retry(article.id)
        retried = articles.translation(article.id, FRENCH)
        assert (retried.progress, retried.problem) == (Progress.QUEUED, None)

    def test_a_late_failure_does_not_take_back_what_is_done(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        articles.fail(article.id, FRENCH, 1, "too late")
        french = articles.translation(article.id, FRENCH)
        assert (french.progress, french.problem, french.etag) == (Progress.DONE, None, "e1")

    def test_a_retry_leaves_what_is_done(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        articles.retry(article.id)
        assert articles.translation(article.id, FRENCH).progress is Progress.DONE

    def test_finishing_again_replaces_the_rendering(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(["Un.", "Deux."]), "e1")
        articles.finish(article.id, FRENCH, 1, rendering(["Une."]), "e2")
        found = articles.translation(article.id, FRENCH, with_rendering=True)
        assert (found.rendering, found.etag) == (rendering(["Une."]), "e2")

    def test_a_deleted_article_is_gone_with_everything_of_it(self, articles, article, database):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        articles.delete(article.id)
        with database.reading() as connection:
            tables = ("articles", "revisions", "translations", "renderings", "segments")
            assert [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables] == [0] * 5

    @pytest.mark.parametrize(
        "call",
        [
            lambda articles: articles.get(UNKNOWN),
            lambda articles: articles.submission(UNKNOWN, 1),
            lambda articles: articles.delete(UNKNOWN),
            lambda articles: articles.translations(UNKNOWN),
            lambda articles: articles.translation(UNKNOWN, FRENCH),
            lambda articles: articles.newest_finished(UNKNOWN, FRENCH),
            lambda articles: articles.claim(UNKNOWN, "w", 60),
            lambda articles: articles.renew(UNKNOWN, "w", 60),
            lambda articles: articles.retry(UNKNOWN),
            lambda articles: articles.record_progress(UNKNOWN, FRENCH, 1, 2),
            lambda articles: articles.finish(UNKNOWN, FRENCH, 1, rendering(), "e"),
            lambda articles: articles.fail(UNKNOWN, FRENCH, 1, "broken"),
        ],
    )
    def test_an_unknown_article_is_not_found(self, articles, call):
        with pytest.raises(NotFound, match=UNKNOWN):
            call(articles)

    @pytest.mark.parametrize("odd", ["", "\0", "\ud83d", "x" * 10_000, "' OR 1=1 --"])
    def test_an_id_nobody_would_make_is_not_found(self, articles, odd):
        articles.submit(submission(), TARGETS)
        with pytest.raises(NotFound):
            articles.get(odd)

    def test_a_language_that_was_not_asked_for_is_not_found(self, articles):
        article, _ = articles.submit(submission("Nur französisch."), [FRENCH])
        with pytest.raises(NotFound, match="not translated into it"):
            articles.translation(article.id, ITALIAN)


class TestLeasing:
    @pytest.fixture
    def article(self, articles):
        return articles.submit(submission(), TARGETS)[0]

    def test_of_many_workers_at_once_one_gets_the_article(self, articles, article):
        assert sum(at_once(8, lambda index: articles.claim(article.id, f"worker-{index}", 60))) == 1

    def test_a_live_lease_refuses_its_own_holder_too(self, articles, article):
        assert articles.claim(article.id, "a", 60)
        assert not articles.claim(article.id, "a", 60)

    def test_a_dead_lease_goes_to_the_next(self, articles, article, clock):
        articles.claim(article.id, "a", 60)
        clock.advance(seconds=60)
        assert articles.claim(article.id, "b", 60)
        assert not articles.renew(article.id, "a", 60)

    def test_a_renewed_lease_lives_on(self, articles, article, clock):
        articles.claim(article.id, "a", 60)
        clock.advance(seconds=59)
        assert articles.renew(article.id, "a", 60)
        clock.advance(seconds=59)
        assert not articles.claim(article.id, "b", 60)

    def test_only_the_holder_releases(self, articles, article):
        articles.claim(article.id, "a", 60)
        articles.release(article.id, "b")
        assert not articles.claim(article.id, "b", 60)
        articles.release(article.id, "a")
        assert articles.claim(article.id, "b", 60)

    def test_releasing_a_deleted_article_is_no_error(self, articles, article):
        articles.claim(article.id, "a", 60)
        articles.delete(article.id)
        articles.release(article.id, "a")

    def test_work_without_a_live_lease_is_found(self, articles, article, clock):
        assert articles.unfinished() == [article.id]
        articles.claim(article.id, "a", 60)
        articles.record_progress(article.id, FRENCH, 1, 2)
        assert articles.unfinished() == []
        clock.advance(seconds=61)
        assert articles.unfinished() == [article.id]

    def test_after_release_all_every_unfinished_article_is_found(self, articles, article):
        articles.claim(article.id, "a", 3600)
        articles.release_all()
        assert articles.unfinished() == [article.id]

    def test_done_and_failed_articles_want_no_work(self, articles, article):
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        articles.fail(article.id, ITALIAN, 1, "broken")
        assert articles.unfinished() == []

    def test_the_longest_waiting_comes_first(self, articles, article, clock):
        clock.advance(minutes=1)
        later, _ = articles.submit(submission("Später."), TARGETS)
        assert articles.unfinished() == [article.id, later.id]
