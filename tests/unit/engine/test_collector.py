"""Concurrent calls meet in the collector: together when the workers are busy, at once when one is free, and never for worse."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.engine.collector import Collector

LONG = 30.0  # seconds of a window that a test must never wait out


class Office:
    """Answers each number with its double; says what it was sent together, and is busy as long as it is told."""

    def __init__(self, *, busy=True, enough=10**6, window=LONG):
        self.busy, self.enough, self.sent = busy, enough, []
        self.collector = Collector(self.send, lambda: not self.busy, lambda items: len(items) >= self.enough, window)

    def send(self, items):
        self.sent.append(list(items))
        if "poison" in items:
            raise ValueError("poison")
        if "death" in items and len(items) > 1:
            raise KeyboardInterrupt
        return [item * 2 for item in items]

    def waiting(self, number):
        """Wait until so many items have joined the open group."""
        while self.collector._group is None or len(self.collector._group.items) < number:
            time.sleep(0.001)


def call_together(office, *calls):
    """Each call from a thread of its own, the first first; the office becomes free once all have come."""
    with ThreadPoolExecutor(len(calls)) as pool:
        futures = []
        for number, items in enumerate(calls, 1):
            futures.append(pool.submit(office.collector.collect, items))
            if not office.sent:
                office.waiting(sum(map(len, calls[:number])))
        office.busy = False
        return [future.exception() or future.result() for future in futures]


def test_a_call_that_finds_a_worker_free_is_sent_at_once():
    office = Office(busy=False)
    assert office.collector.collect([1, 2]) == [2, 4]
    assert office.sent == [[1, 2]]


def test_calls_that_find_all_workers_busy_are_sent_together_and_each_gets_its_own():
    office = Office()
    assert call_together(office, [1, 2], [3], [4, 5, 6]) == [[2, 4], [6], [8, 10, 12]]
    assert office.sent == [[1, 2, 3, 4, 5, 6]]


def test_what_fills_a_batch_is_sent_though_all_workers_are_busy():
    office = Office(enough=2)
    assert office.collector.collect([1, 2]) == [2, 4]


def test_nobody_waits_longer_than_the_window():
    office = Office(window=0.01)
    assert office.collector.collect([1]) == [2]


def test_without_a_window_nobody_waits():
    office = Office(window=0.0)
    assert office.collector.collect([1]) == [2]


def test_the_error_of_one_call_does_not_reach_the_others():
    office = Office()
    first, second, third = call_together(office, [1], ["poison"], [3])
    assert (first, third) == ([2], [6])
    assert isinstance(second, ValueError)


def test_a_call_alone_is_not_sent_a_second_time_after_an_error():
    office = Office(busy=False)
    with pytest.raises(ValueError, match="poison"):
        office.collector.collect(["poison"])
    assert len(office.sent) == 1


def test_if_the_call_that_gathers_is_killed_the_others_go_on():
    office = Office()
    first, second = call_together(office, ["death"], [2])
    assert isinstance(first, KeyboardInterrupt)
    assert second == [4]
    assert office.collector.collect([3]) == [6]


def test_many_threads_each_get_their_own_tickets():
    office = Office(busy=False, window=0.005)
    ends = threading.Event()

    def flicker():
        while not ends.wait(0.001):
            office.busy = not office.busy

    flickering = threading.Thread(target=flicker)
    flickering.start()
    calls = [list(range(number, number + number % 7)) for number in range(600)]
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(office.collector.collect, calls))
    ends.set()
    flickering.join()
    assert answers == [[item * 2 for item in items] for items in calls]
