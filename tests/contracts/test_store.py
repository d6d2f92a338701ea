"""What the newsroom and the pipeline may rely on, proven on a real SQLite file through the store's public classes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from service.domain.content import Content
from service.domain.errors import NotFound
from service.domain.language import TARGETS, Language
from service.domain.records import Progress, TokenRole
from service.domain.translation import Draft
from service.store import schema
from service.store.articles import Articles
from service.store.cache import SegmentCacheTable
from service.store.database import Database
from service.store.tokens import Tokens
from tests.unit.store.samples import rendering, submission

FRENCH, ITALIAN = Language.FRENCH, Language.ITALIAN
UNKNOWN = "01JD9ZQ3T06V3N8XW2Y7K4M5P0"


class Clock:
    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **period):
        self.now += timedelta(**period)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'gemello.sqlite'}")
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def articles(database, clock):
    return Articles(database, clock)


@pytest.fixture
def cache(database, clock):
    return SegmentCacheTable(database, clock)


@pytest.fixture
def tokens(database, clock):
    return Tokens(database, clock)


def at_once(number, action):
    """The results of `action(0)`, …, `action(number - 1)`, started together in as many threads."""
    barrier = threading.Barrier(number)

    def run(index):
        barrier.wait()
        return action(index)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


class TestSubmitting:
    def test_a_new_article_is_kept_as_it_was_handed_in(self, articles, clock):
        handed_in = submission("Grüße\r\n", "cms-7", "Titel")
        article, created = articles.submit(handed_in, TARGETS)
        assert created
        assert article == articles.get(article.id)
        assert (article.submission, article.revision, article.targets) == (handed_in, 1, TARGETS)
        assert (article.created, article.updated) == (clock.now, clock.now)

    def test_bytes_that_are_no_text_come_back_as_they_were(self, articles):
        handed_in = submission()
        odd = type(handed_in)(bytes(range(256)), handed_in.media_type, handed_in.fingerprint)
        assert articles.get(articles.submit(odd, TARGETS)[0].id).submission.source == bytes(range(256))

    def test_every_target_is_queued(self, articles):
        article, _ = articles.submit(submission(), TARGETS)
        assert [(each.language, each.progress, each.revision) for each in articles.translations(article.id)] == [
            (FRENCH, Progress.QUEUED, 1),
            (ITALIAN, Progress.QUEUED, 1),
        ]

    def test_the_same_bytes_again_are_the_same_article(self, articles):
        first, _ = articles.submit(submission(), TARGETS)
        again, created = articles.submit(submission(), TARGETS)
        assert (again, created) == (first, False)

    def test_the_same_bytes_for_another_language_add_it_and_leave_the_finished_one_done(self, articles):
        article, _ = articles.submit(submission(), [FRENCH])
        articles.finish(article.id, FRENCH, 1, rendering(), "e1")
        again, created = articles.submit(submission(), [ITALIAN])
        assert (again.id, again.targets, created) == (article.id, TARGETS, False)
        assert [each.progress for each in articles.translations(article.id)] == [Progress.DONE, Progress.QUEUED]

    def test_other_bytes_are_another_article(self, articles):
        first, _ = articles.submit(submission("Eins."), TARGETS)
        second, created = articles.submit(submission("Zwei."), TARGETS)
        assert created
        assert second.id != first.id

    def test_the_same_bytes_under_two_names_of_the_cms_are_two_articles(self, articles):
        first, _ = articles.submit(submission(external_id="cms-1"), TARGETS)
        second, created = articles.submit(submission(external_id="cms-2"), TARGETS)
        assert created
        assert second.id != first.id

    def test_the_cms_may_name_an_article_later_and_then_revise_it(self, articles):
        nameless, _ = articles.submit(submission("Eins."), TARGETS)
        named, created = articles.submit(submission("Eins.", "cms-1"), TARGETS)
        revised, _ = articles.submit(submission("Zwei.", "cms-1"), TARGETS)
        assert not created
        assert (named.id, named.submission.external_id) == (nameless.id, "cms-1")
        assert (revised.id, revised.revision) == (nameless.id, 2)

    def test_identical_posts_at_once_make_one_article(self, articles):
        outcomes = at_once(8, lambda _: articles.submit(submission(), TARGETS))
        assert len({article.id for article, _ in outcomes}) == 1
        assert sum(created for _, created in outcomes) == 1
        assert len(articles.list()[0]) == 1

    def test_different_posts_at_once_are_all_kept(self, articles):
        at_once(8, lambda index: [articles.submit(submission(f"{index}-{turn}"), TARGETS) for turn in range(5)])
        assert len(articles.list(limit=100)[0]) == 40

    def test_revisions_at_once_each_get_a_number_of_their_own(self, articles):
        article, _ = articles.submit(submission("Anfang.", "cms-1"), TARGETS)
        outcomes = at_once(6, lambda index: articles.submit(submission(f"Fassung {index}.", "cms-1"), TARGETS))
        assert sorted(revised.revision for revised, _ in outcomes) == [2, 3, 4, 5, 6, 7]
        assert {revised.id for revised, _ in outcomes} == {article.id}

    def test_the_same_bytes_again_bring_a_missing_title_and_change_none(self, articles):
        articles.submit(submission(), TARGETS)
        assert articles.submit(submission(title="Erster"), TARGETS)[0].submission.title == "Erster"
        assert articles.submit(submission(title="Zweiter"), TARGETS)[0].submission.title == "Erster"

    def test_half_a_surrogate_pair_in_a_title_is_kept_as_the_replacement_character(self, articles):
        article, _ = articles.submit(submission(title="Fest \ud83d\0"), TARGETS)
        assert article.submission.title == "Fest \ufffd\ufffd"


class TestRevising:
    @pytest.fixture
    def article(self, articles):
        article, _ = articles.submit(submission("Alt.", "cms-1", "Alter Titel"), TARGETS)
        articles.finish(article.id, FRENCH, 1, rendering(["Vieux."]), "e1")
        return article

    def test_other_bytes_under_the_same_name_are_the_next_revision(self, articles, article, clock):
        clock.advance(hours=1)
        revised, created = articles.submit(submission("Neu.", "cms-1"), [FRENCH])
        assert not created
        assert (revised.id, revised.revision, revised.submission.source) == (article.id, 2, b"Neu.")
        assert (revised.created, revised.updated) == (article.created, clock.now)

    def test_every_language_is_queued_again(self, articles, article):
        articles.submit(submission("Neu.", "cms-1"), [FRENCH])
        assert [(each.progress, each.revision, each.etag) for each in articles.translations(article.id)] == [
            (Progress.QUEUED, 2, None),
            (Progress.QUEUED, 2, None),
        ]

    def test_the_old_bytes_stay(self, articles, article):
        articles.submit(submission("Neu.", "cms-1", "Neuer Titel"), TARGETS)
        assert articles.submission(article.id, 1) == article.submission
        with pytest.raises(NotFound):
            articles.submission(article.id, 3)

    def test_what_was_finished_is_readable_until_the_new_one_is(self, articles, article):
        articles.submit(submission("Neu.", "cms-1"), TARGETS)
        old = articles.newest_finished(article.id, FRENCH)
        assert (old.revision, old.etag, old.rendering) == (1, "e1", rendering(["Vieux."]))
        articles.finish(article.id, FRENCH, 2, rendering(["Neuf."]), "e2")
        assert articles.newest_finished(article.id, FRENCH).rendering == rendering(["Neuf."])

    def test_nothing_finished_is_none(self, articles, article):
        assert articles.newest_finished(article.id, ITALIAN) is None

    def test_a_translation_of_the_old_revision_is_not_kept(self, articles, article):
        articles.submit(submission("Neu.", "cms-1"), TARGETS)
        assert not articles.finish(article.id, ITALIAN, 1, rendering(), "e1")
        articles.fail(article.id, ITALIAN, 1, "too late")
        italian = articles.translation(article.id, ITALIAN)
        assert (italian.progress, italian.problem) == (Progress.QUEUED, None)
        assert articles.newest_finished(article.id, ITALIAN) is None

    def test_a_revision_back_to_the_old_bytes_is_a_new_revision(self, articles, article):
        articles.submit(submission("Neu.", "cms-1"), TARGETS)
        back, _ = articles.submit(submission("Alt.", "cms-1"), TARGETS)
        assert (back.revision, back.submission.source) == (3, b"Alt.")


class TestListing:
    def test_newest_first_page_by_page_and_no_article_twice(self, articles):
        ids = {articles.submit(submission(f"{index}"), TARGETS)[0].id for index in range(7)}
        found, cursor = [], None
        for expected in (3, 3, 1):
            page, cursor = articles.list(limit=3, cursor=cursor)
            assert len(page) == expected
            found += [article.id for article in page]
        assert cursor is None
        assert found == sorted(ids, reverse=True)

    def test_a_language_lists_only_its_articles(self, articles):
        french, _ = articles.submit(submission("Eins."), [FRENCH])
        articles.submit(submission("Zwei."), [ITALIAN])
        assert [article.id for article in articles.list(FRENCH)[0]] == [french.id]

    def test_a_list_tells_of_each_article_what_a_card_holds_and_no_more(self, articles):
        article, _ = articles.submit(submission("Eins.", "cms-1", "Titel"), [FRENCH])
        (card,), _ = articles.list()
        assert card == article.card == articles.cards([article.id, "unknown"])[article.id]
        assert (card.title, card.external_id) == ("Titel", "cms-1")

    def test_a_page_of_none_is_a_program_error(self, articles):
        with pytest.raises(ValueError, match="a page of 0"):
            articles.list(limit=0)

    def test_an_empty_store_has_an_empty_list(self, articles):
        assert articles.list() == ([], None)


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


class TestCaching:
    def test_what_is_kept_is_found_and_nothing_else(self, cache):
        drafts = {
            f"key-{index}": Draft(Content(f"Phrase {index}"), -index / 8, "phrase", (1, 2), 3) for index in range(3)
        }
        cache.keep(drafts)
        assert cache.find(["key-0", "key-2", "other"]) == {"key-0": drafts["key-0"], "key-2": drafts["key-2"]}

    def test_thousands_of_keys_are_found_in_one_call(self, cache):
        drafts = {f"{index:064}": Draft(Content(str(index)), 0.0) for index in range(4000)}
        cache.keep(drafts)
        assert cache.find([*drafts, *drafts, "missing"]) == drafts

    def test_no_keys_find_nothing(self, cache):
        cache.keep({})
        assert cache.find([]) == {}

    def test_a_key_kept_again_holds_the_newer_draft(self, cache):
        cache.keep({"k": Draft(Content("alt"), 0.0)}, label="one")
        cache.keep({"k": Draft(Content("neu"), 0.0)}, label="two")
        assert cache.find(["k"])["k"].content.text == "neu"
        assert cache.statistics().labels == {"two": 1}

    def test_the_same_keys_kept_at_once_are_no_error(self, cache):
        drafts = {f"{index}": Draft(Content(str(index)), 0.0) for index in range(50)}
        at_once(6, lambda _: cache.keep(drafts))
        assert cache.statistics().drafts == 50

    def test_a_purge_takes_the_drafts_of_one_signature(self, cache):
        cache.keep({"a": Draft(Content("a"), 0.0)}, label="old")
        cache.keep({"b": Draft(Content("b"), 0.0)}, label="new")
        assert cache.purge(signature_digest="old") == 1
        assert set(cache.find(["a", "b"])) == {"b"}

    def test_a_purge_by_age_spares_what_was_used_since(self, cache, clock):
        cache.keep({"used": Draft(Content("a"), 0.0), "idle": Draft(Content("b"), 0.0)})
        clock.advance(days=20)
        cache.find(["used"])
        clock.advance(days=20)
        assert cache.purge(older_than=timedelta(days=30)) == 1
        assert set(cache.find(["used", "idle"])) == {"used"}

    def test_a_purge_of_everything_leaves_nothing(self, cache):
        cache.keep({"a": Draft(Content("a"), 0.0), "b": Draft(Content("b"), 0.0)})
        assert cache.purge() == 2
        assert cache.statistics().drafts == 0

    def test_the_last_use_is_written_once_a_day_at_most(self, cache, clock):
        start = clock.now
        cache.keep({"k": Draft(Content("a"), 0.0)})
        clock.advance(hours=23)
        cache.find(["k"])
        assert cache.statistics().oldest_use == start
        clock.advance(hours=1)
        cache.find(["k"])
        assert cache.statistics().oldest_use == clock.now

    def test_statistics_count_drafts_and_their_size(self, cache):
        assert cache.statistics().oldest_use is None
        cache.keep({"a": Draft(Content("é" * 1000), 0.0)}, label="one")
        found = cache.statistics()
        assert (found.drafts, found.labels) == (1, {"one": 1})
        assert 2000 < found.octets < 2200


class TestTokens:
    def test_the_secret_finds_its_token(self, tokens, clock):
        token, secret = tokens.create("Ville de Lyon", TokenRole.READER, [FRENCH])
        assert tokens.find(secret) == token
        assert (token.name, token.role, token.languages) == ("Ville de Lyon", TokenRole.READER, (FRENCH,))
        assert token.created == clock.now

    def test_a_secret_is_recognisable_and_long(self, tokens):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        assert secret.startswith("gml_")
        assert len(secret) >= 36
        assert tokens.create("n", TokenRole.EDITOR)[1] != secret

    @pytest.mark.parametrize("wrong", ["", "gml_", "gml_" + "A" * 43, "gml_é\ud800\0"])
    def test_a_secret_nobody_issued_finds_nothing(self, tokens, wrong):
        tokens.create("n", TokenRole.EDITOR)
        assert tokens.find(wrong) is None

    def test_a_changed_secret_finds_nothing(self, tokens):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        assert tokens.find(secret[:-1]) is None
        assert tokens.find(secret + "A") is None
        assert tokens.find(secret.swapcase()) is None

    def test_the_database_file_does_not_hold_the_secret(self, tokens, database, tmp_path):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        database.close()
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"access_tokens" in kept
        assert secret.encode() not in kept
        assert secret.removeprefix("gml_").encode() not in kept

    def test_a_start_of_hash_that_two_secrets_share_opens_nothing(self, tokens, database):
        _, secret = tokens.create("n", TokenRole.EDITOR)
        with database.writing() as connection:
            connection.exec_driver_sql("UPDATE access_tokens SET hash = hash_prefix || substr(hash, 17, 47) || 'x'")
        assert tokens.find(secret) is None

    def test_a_revoked_token_opens_nothing_and_stays_listed(self, tokens, clock):
        token, secret = tokens.create("n", TokenRole.EDITOR)
        clock.advance(days=1)
        tokens.revoke(token.id)
        revoked = clock.now
        clock.advance(days=1)
        tokens.revoke(token.id)
        assert tokens.find(secret) is None
        assert [each.revoked for each in tokens.list()] == [revoked]

    def test_an_unknown_token_cannot_be_revoked(self, tokens):
        with pytest.raises(NotFound, match=UNKNOWN):
            tokens.revoke(UNKNOWN)

    def test_any_is_false_until_the_first_token_ever(self, tokens):
        assert not tokens.any()
        token, _ = tokens.create("n", TokenRole.EDITOR)
        tokens.revoke(token.id)
        assert tokens.any()

    def test_tokens_are_listed_oldest_first(self, tokens, clock):
        names = []
        for name in ("a", "c", "b"):
            names.append(tokens.create(name, TokenRole.EDITOR)[0].name)
            clock.advance(seconds=1)
        assert [token.name for token in tokens.list()] == names
