"""Gathers the items of concurrent calls for a moment, so that they are sent together; refuses to know what they are.

A call that finds a worker free is sent at once. One that finds all of them busy could not begin anyway, so it waits for company:
until a worker is free, until there is enough for a batch, or until the window is over. The first that waits gathers and sends
for all who join it; each then takes its own tickets. There is no thread to start or stop, and nobody waits for another's work:
if the one that gathers fails or dies, those who joined it send their own.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")
Ticket = TypeVar("Ticket")

FAILURES = (RuntimeError, ValueError, TypeError, MemoryError)  # what libraries in other languages raise
GLANCE = 0.002  # seconds between two looks for a free worker
PATIENCE = 5.0  # seconds after the window until a call no longer believes that somebody sends for it


@dataclass(slots=True)
class _Group(Generic[Item, Ticket]):
    """Calls that are sent together."""

    items: list[Item] = field(default_factory=list)
    calls: int = 0
    tickets: list[Ticket] | None = None  # one an item, once sent; None if nobody sent
    sent: threading.Event = field(default_factory=threading.Event)


class Collector(Generic[Item, Ticket]):
    """One place where calls meet."""

    def __init__(
        self,
        send: Callable[[Sequence[Item]], list[Ticket]],
        is_free: Callable[[], bool],
        is_enough: Callable[[Sequence[Item]], bool],
        window: float,
    ) -> None:
        self._send = send  # a ticket an item, same order, without waiting for the work
        self._is_free, self._is_enough = is_free, is_enough  # a worker has nothing to do; this fills a batch
        self._window = window  # seconds; 0: nobody waits
        self._guard = threading.Lock()
        self._group: _Group[Item, Ticket] | None = None  # the one that may be joined

    def collect(self, items: Sequence[Item]) -> list[Ticket]:
        """A ticket an item, same order. Raises what `send` raises at these items, never what it raises at another call's."""
        if not items or not self._window:
            return self._send(items)
        group, start = self._join(items)
        if start == 0:
            self._lead(group)
        elif not group.sent.wait(self._window + PATIENCE):
            self._close(group)
        if group.tickets is None:
            return self._send(items)
        return group.tickets[start : start + len(items)]

    def _join(self, items: Sequence[Item]) -> tuple[_Group[Item, Ticket], int]:
        """The open group with the items in it, and where they begin; 0 for the call that opened it."""
        with self._guard:
            group = self._group = self._group or _Group()
            start = len(group.items)
            group.items += items
            group.calls += 1
            return group, start

    def _lead(self, group: _Group[Item, Ticket]) -> None:
        """Wait for company and send; whatever happens, those who joined go on."""
        try:
            self._wait(group)
            self._close(group)
            group.tickets = self._send(group.items)
        except FAILURES:
            if group.calls == 1:
                raise
        finally:
            self._close(group)
            group.sent.set()

    def _wait(self, group: _Group[Item, Ticket]) -> None:
        end = time.monotonic() + self._window
        while not self._is_free() and not self._is_enough(group.items) and (left := end - time.monotonic()) > 0:
            time.sleep(min(GLANCE, left))

    def _close(self, group: _Group[Item, Ticket]) -> None:
        with self._guard:
            if self._group is group:
                self._group = None
