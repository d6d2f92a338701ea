import pytest

from tests.unit.linguistics.prepared_examples import RELEASES, prepare_release, read_release


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_press_release_is_prepared_as_a_person_read_it(path):
    source, expected = read_release(path)
    assert prepare_release(source) == expected


def test_there_are_ten_press_releases_of_ten_kinds():
    assert len(RELEASES) >= 10
