"""Slows down whoever tries access tokens; refuses to remember anything but counts.

A token is 256 random bits that nobody guesses; what this keeps away is the load of trying.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 20  # wrong tokens from one address
SECONDS = 60.0  # within this time
MOST_ADDRESSES = 10_000  # remembered at once; the oldest are forgotten


@dataclass(slots=True)
class Attempts:
    """The wrong tokens of the last minute, by address."""

    clock: Callable[[], float] = time.monotonic
    _failures: dict[str, deque[float]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> float:
        """How many seconds the next attempt from `address` has to wait; 0 if it need not."""
        with self._guard:
            failures = self._failures.get(address, deque())
            while failures and failures[0] <= self.clock() - SECONDS:
                failures.popleft()
            return failures[0] + SECONDS - self.clock() if len(failures) >= MOST else 0.0

    def note_failure(self, address: str) -> None:
        """A token from `address` was wrong."""
        with self._guard:
            failures = self._failures.pop(
                address, deque()
            )  # put back at the end: the order is that of the last failure
            failures.append(self.clock())
            self._failures[address] = failures
            while len(self._failures) > MOST_ADDRESSES:
                del self._failures[next(iter(self._failures))]
