"""What the tests of the store share."""

import threading
from concurrent.futures import ThreadPoolExecutor

from service.domain.language import Language

FRENCH, ITALIAN = Language.FRENCH, Language.ITALIAN
UNKNOWN = "01JD9ZQ3T06V3N8XW2Y7K4M5P0"


def at_once(number, action):
    """The results of `action(0)`, …, `action(number - 1)`, started together in as many threads."""
    barrier = threading.Barrier(number)

    def run(index):
        barrier.wait()
        return action(index)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))
