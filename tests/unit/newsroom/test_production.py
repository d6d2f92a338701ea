import threading
import time

import pytest

from service.domain.errors import EmptyArticle, LimitExceeded, TranslationFailed, UndecodableText, UnsupportedFormat
from service.domain.language import TARGETS, Language
from service.domain.records import Progress
from tests.applications import application_with_fake_engine, run_queued
from tests.fakes import FakeEngine

ARTICLE = "Neuer Spielplatz im Park\n\nDer Spielplatz öffnet am Montag. Der Eintritt ist frei.\n"


@pytest.fixture
def gemello(tmp_path):
    application = application_with_fake_engine(tmp_path)
    yield application
    application.close()


def submit(gemello, text=ARTICLE, **options):
    return gemello.submissions.submit(text.encode(), "text/plain; charset=utf-8", TARGETS, **options)


def test_an_accepted_article_is_kept_with_its_headline_and_queued(gemello):
    article, created = submit(gemello)
    assert created
    assert article.submission.title == "Neuer Spielplatz im Park"
    assert len(gemello.queue) == 1
    assert {each.progress for each in gemello.articles.translations(article.id)} == {Progress.QUEUED}


def test_a_produced_article_is_readable_in_both_languages(gemello):
    article, _ = submit(gemello)
    run_queued(gemello)
    for language in TARGETS:
        found = gemello.articles.translation(article.id, language, with_rendering=True)
        assert found.progress is Progress.DONE
        assert (found.done, found.total) == (3, 3)
        assert found.rendering.document.decode().startswith(f"{language.upper()} Neuer Spielplatz")
        assert len(found.etag) == 32


def test_the_same_article_again_is_the_same_and_wants_no_work(gemello):
    article, _ = submit(gemello)
    run_queued(gemello)
    again, created = submit(gemello)
    assert (again.id, created) == (article.id, False)
    assert gemello.articles.unfinished() == []


@pytest.mark.parametrize(
    ("source", "media_type", "error"),
    [
        (b"", "text/plain", EmptyArticle),
        (b" \n\n", "text/plain", EmptyArticle),
        (b"Gr\xfc\xdfe", "text/plain; charset=utf-8", UndecodableText),
        (b"x", "application/x-tex", UnsupportedFormat),
    ],
)
def test_what_cannot_be_translated_is_refused_and_not_kept(gemello, source, media_type, error):
    with pytest.raises(error):
        gemello.submissions.submit(source, media_type, TARGETS)
    assert gemello.articles.list() == ([], None)


def test_too_many_segments_are_refused_at_the_door(tmp_path):
    gemello = application_with_fake_engine(tmp_path, max_segments=2)
    with pytest.raises(LimitExceeded):
        submit(gemello)
    gemello.close()


def test_a_failure_is_written_down_for_people_and_can_be_retried(tmp_path):
    class Fails(FakeEngine):
        def translate(self, requests):
            raise TranslationFailed("The model gave no answer.")

    gemello = application_with_fake_engine(tmp_path, Fails())
    article, _ = submit(gemello)
    run_queued(gemello)
    failed = gemello.articles.translation(article.id, Language.FRENCH)
    assert (failed.progress, failed.problem) == (Progress.FAILED, "The model gave no answer.")
    gemello.articles.retry(article.id)
    assert gemello.articles.unfinished() == [article.id]
    gemello.close()


def test_a_bug_is_recorded_without_the_text_it_stumbled_over(tmp_path, logs):
    class Breaks(FakeEngine):
        def translate(self, requests):
            raise ValueError(requests[0].content.text)

    gemello = application_with_fake_engine(tmp_path, Breaks())
    article, _ = submit(gemello)
    run_queued(gemello)
    failed = gemello.articles.translation(article.id, Language.ITALIAN)
    assert failed.progress is Progress.FAILED
    assert "Spielplatz" not in failed.problem
    written = logs()
    assert '"error": "ValueError"' in written
    assert "Spielplatz" not in written
    gemello.close()


def test_an_article_is_translated_by_one_worker_at_a_time(gemello):
    article, _ = submit(gemello)
    assert gemello.articles.claim(article.id, "another worker", 60)
    gemello.production.produce(article.id)
    assert gemello.tools.engine.requests == []


def test_a_worker_that_is_alone_takes_up_what_a_dead_one_left(tmp_path):
    gemello = application_with_fake_engine(tmp_path, FakeEngine(dies_after=3))
    article, _ = submit(gemello)
    gemello.articles.claim(article.id, "killed worker", 3600)
    gemello.close()
    successor = application_with_fake_engine(tmp_path)
    assert successor.articles.unfinished() == []
    assert successor.production.recover_alone() == 1
    run_queued(successor)
    assert successor.articles.translation(article.id, Language.FRENCH).progress is Progress.DONE
    successor.close()


def test_a_stopping_worker_leaves_the_rest_for_the_next_start(gemello):
    article, _ = submit(gemello)
    gemello.production.stopping.set()
    gemello.production.produce(article.id)
    assert gemello.articles.translation(article.id, Language.FRENCH).progress is Progress.QUEUED
    gemello.production.stopping.clear()
    run_queued(gemello)
    assert gemello.articles.translation(article.id, Language.FRENCH).progress is Progress.DONE


def test_a_revision_that_arrives_during_the_work_is_translated_next(tmp_path):
    revised = ARTICLE.replace("Montag", "Dienstag")

    class Revises(FakeEngine):
        def translate(self, requests):
            if not self.requests:
                submit(gemello, revised, external_id="cms-7")
            return super().translate(requests)

    gemello = application_with_fake_engine(tmp_path, Revises())
    article, _ = submit(gemello, external_id="cms-7")
    run_queued(gemello)
    run_queued(gemello)
    found = gemello.articles.translation(article.id, Language.FRENCH, with_rendering=True)
    assert (found.revision, found.progress) == (2, Progress.DONE)
    assert "Dienstag" in found.rendering.document.decode()
    gemello.close()


def test_the_worker_thread_works_the_queue_off(gemello):
    article, _ = submit(gemello)
    gemello.start_worker()
    try:
        for _ in range(100):
            if gemello.articles.translation(article.id, Language.FRENCH).progress is Progress.DONE:
                break
            gemello.production.stopping.wait(0.1)
    finally:
        gemello.stop_worker()
    assert gemello.articles.translation(article.id, Language.FRENCH).progress is Progress.DONE


def test_two_threads_never_translate_the_same_article_at_once(tmp_path):
    class Slow(FakeEngine):
        """Holds the first call until another thread has asked for the same article."""

        asked = threading.Event()

        def translate(self, requests):
            self.asked.wait(60)
            return super().translate(requests)

    gemello = application_with_fake_engine(tmp_path, Slow())
    article, _ = submit(gemello)
    first = threading.Thread(target=gemello.production.produce, args=(article.id,))
    first.start()
    while gemello.articles.unfinished():  # until the first thread has its lease
        time.sleep(0.01)

    gemello.production.produce(article.id)
    Slow.asked.set()
    first.join()

    assert {each.progress for each in gemello.articles.translations(article.id)} == {Progress.DONE}
    asked = gemello.tools.engine.requests
    assert len(asked) == len(set(asked))
    gemello.close()
