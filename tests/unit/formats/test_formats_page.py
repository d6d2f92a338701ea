"""`docs/formats.md` says what the formats do."""

import pytest

from service.formats.registry import ENTRIES
from tests.unit.formats.formats_page import PAGE, REFUSED, WRAPPERS, read_rows, refusal_of, source_of, units_of


@pytest.mark.parametrize("name", WRAPPERS)
def test_the_page_says_what_a_format_translates(name):
    rows = read_rows(name)
    assert len(rows) > 4
    for source, units, *_ in rows:
        assert units == units_of(name, source_of(source)), source


def test_the_page_says_what_is_refused_and_why():
    assert dict(read_rows("What is refused")) == {name: refusal_of(name) for name in REFUSED}


def test_the_page_names_every_format_with_its_endings():
    text = PAGE.read_text(encoding="utf-8")
    for entry in ENTRIES:
        assert f"`{entry.media_type}`" in text
        assert all(f"`{suffix}`" in text for suffix in entry.suffixes)
