"""Made-up pairs: what must not be translated stands on both sides."""

import re
from random import Random

import pytest

from models.training.copying import SLOT, make_pair, make_value, read_frames

FRAMES = read_frames()


@pytest.mark.parametrize("language", ["fr", "it"])
@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame["de"])
def test_a_frame_has_the_same_slots_in_every_language(frame, language):
    assert sorted(SLOT.findall(frame["de"])) == sorted(SLOT.findall(frame[language]))


def test_every_value_of_the_source_is_in_the_target():
    random = Random(3)
    for frame in FRAMES * 5:
        pair = make_pair(frame, "it", random)
        for copied in re.findall(r"\S+@\S+|https?://\S+|#\w+|\w+_\w+\.\w+", pair.german):
            assert copied.rstrip(".,") in pair.target


def test_names_with_underscores_occur():
    random = Random(5)
    values = [make_value(slot, random) for slot in ("file", "hashtag", "email", "url") for _ in range(40)]
    assert {value[0] == "#" for value in values if "_" in value} == {True, False}


def test_an_unknown_slot_is_named():
    with pytest.raises(ValueError, match="colour"):
        make_value("colour", Random(1))
