"""The example files: a press release, a separator, and what a format makes of it."""

from pathlib import Path

import pytest

from service.formats.registry import Formats
from tests.unit.formats.notation import SEPARATOR, show_article

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "formats").iterdir())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
class TestExample:
    def test_units_are_the_expected_ones(self, path):
        source, expected = path.read_bytes().decode().split(SEPARATOR)
        article = Formats().find_for_file(path.name).extract(source.encode())
        assert show_article(article) == expected.rstrip("\n")

    def test_nothing_translated_gives_the_same_bytes(self, path):
        source = path.read_bytes().decode().split(SEPARATOR)[0].encode()
        form = Formats().find_for_file(path.name)
        assert form.merge(form.extract(source), {}) == source

    def test_the_source_as_its_own_target_keeps_the_structure(self, path):
        source, expected = path.read_bytes().decode().split(SEPARATOR)
        form = Formats().find_for_file(path.name)
        article = form.extract(source.encode())
        merged = form.merge(article, {index: unit.content for index, unit in enumerate(article.units)})
        assert show_article(form.extract(merged)) == expected.rstrip("\n")
