"""Names for stored things: ULIDs, 26 characters that sort by the time they were made; refuses meaning beyond that.

Miniature: ``01JD9ZQ3T0`` (48 bits of milliseconds) + ``6V3N8XW2Y7K4M5P0`` (80 random bits), Crockford base 32.
"""

import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: without I, L, O and U, which people misread
LENGTH = 26
RANDOM_BITS = 80


def make_identifier() -> str:
    """A new ULID; later milliseconds sort after earlier ones, equal ones in no particular order."""
    number = (time.time_ns() // 1_000_000) << RANDOM_BITS | secrets.randbits(RANDOM_BITS)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
