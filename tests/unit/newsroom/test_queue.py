"""The queue works jobs off in threads, and ends them."""

import threading

import pytest

from service.newsroom.queue import JobQueue


@pytest.fixture
def queue(tmp_path):
    queue = JobQueue(tmp_path / "queue.db", threads=2)
    yield queue
    queue.stop()


def test_a_short_job_does_not_wait_for_a_long_one(queue):
    short_is_done, both_are_done = threading.Event(), threading.Event()

    def produce(article):
        if article == "long":
            assert short_is_done.wait(60)
            both_are_done.set()
        else:
            short_is_done.set()

    queue.enqueue("long")
    queue.enqueue("short")
    queue.start(produce, lambda: None)
    assert both_are_done.wait(60)


def test_stopping_lets_every_job_come_to_its_end(queue):
    begun, ended, go_on = threading.Semaphore(0), [], threading.Event()

    def produce(article):
        begun.release()
        go_on.wait(60)
        ended.append(article)

    queue.enqueue("a")
    queue.enqueue("b")
    queue.start(produce, lambda: None)
    for _ in range(2):
        assert begun.acquire(timeout=60)
    go_on.set()
    queue.stop()
    assert sorted(ended) == ["a", "b"]
