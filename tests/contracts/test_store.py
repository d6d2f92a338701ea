"""What the newsroom and the pipeline may rely on, proven on a real SQLite file through the store's public classes."""

import pytest

from service.domain.errors import NotFound
from service.domain.language import TARGETS
from service.domain.records import Progress
from tests.contracts.store_contract import FRENCH, ITALIAN, at_once
from tests.unit.store.samples import rendering, submission


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
