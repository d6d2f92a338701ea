"""The word lists in `data/`, read once; refuses rules.

A list is a UTF-8 text file: lines starting with ``#`` and empty lines say nothing, columns are parted by tabs.
"""

from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, every row as wide as the widest (short ones filled with empty strings)."""
    text = files("service.linguistics").joinpath("data", name).read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    width = max((len(row) for row in rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of a list: every entry of every line, parted by white space."""
    return frozenset(word for row in read_table(name) for cell in row for word in cell.split())
