from pathlib import Path

import pytest

from service.domain.language import Language
from service.quality import CHECKS
from tests.unit.linguistics.examples import content_of, read_examples

NAMES = {check.__name__.removeprefix("check_"): check for check in CHECKS}
ROWS = [(name, *row) for name in NAMES for row in read_examples(f"quality/{name}.txt")]


@pytest.mark.parametrize(("name", "language", "source", "target", "expected"), ROWS, ids=lambda value: value[:30])
def test_a_check_says_what_the_example_says(name, language, source, target, expected):
    issue = NAMES[name](content_of(source), content_of(target), Language.parse(language))
    if expected == "ok":
        assert issue is None
    else:
        assert issue is not None
        assert issue.check == name
        assert issue.message.startswith(expected)


@pytest.mark.parametrize(("name", "language", "source", "target", "expected"), ROWS, ids=lambda value: value[:30])
def test_offsets_lie_in_the_plain_text_of_the_target(name, language, source, target, expected):
    text = content_of(target).text
    issue = NAMES[name](content_of(source), content_of(target), Language.parse(language))
    if issue and issue.start is not None:
        assert 0 <= issue.start < issue.end <= len(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_examples_of_both_outcomes(name):
    expected = [row[-1] for row in read_examples(f"quality/{name}.txt")]
    assert len(expected) >= 6
    assert "ok" in expected
    assert set(expected) != {"ok"}


def test_every_example_file_belongs_to_a_check():
    folder = Path(__file__).parents[2] / "examples" / "quality"
    assert {path.stem for path in folder.glob("*.txt")} == set(NAMES)
