"""How a package asks to be decoded, and what that changes."""

import json

import pytest

from service.domain.errors import PackageError
from service.domain.signature import DecodingOptions
from service.engine.decoder import Decoder, Job
from service.engine.model import load_model
from service.engine.packages import PackageDirectory
from tests.fakes import FakeTranslator
from tests.fixtures import ROOT, members, write_archive

ASKED = {"coverage_penalty": 0.1, "length_penalty": 1.0}


@pytest.fixture
def packages(tmp_path):
    return PackageDirectory(tmp_path / "packages")


def write_asking(tmp_path, content):
    return write_archive(tmp_path / "asking.argosmodel", {**members(), f"{ROOT}/model/decoding.json": content})


def test_a_package_is_decoded_as_it_asks_and_that_is_part_of_its_checksum(packages, tmp_path):
    plain = packages.install(write_archive(tmp_path / "plain.argosmodel", members()))
    [before] = packages.installed()
    packages.remove(before.directory.name)
    asking = packages.install(write_asking(tmp_path, json.dumps(ASKED).encode()))
    [after] = packages.installed()

    assert asking.checksum != plain.checksum
    assert before.weights != after.weights
    options = load_model(after, DecodingOptions(), 1, 1, 256).decoder.options
    assert (options.coverage_penalty, options.length_penalty) == (0.1, 1.0)
    assert options.beam_size == DecodingOptions().beam_size


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"beam_size": 10000}', "beam_size = 10000"),
        (b'{"coverage_penalty": "much"}', "coverage_penalty = 'much'"),
        (b'{"coverage_penalty": true}', "coverage_penalty = True"),
        (b'{"length_penalty": -1}', "length_penalty = -1"),
        (b'{"length_penalty": NaN}', "length_penalty = nan"),
        (b"[0.1]", "is no table of options"),
        (b"{", "cannot be read"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_wish_nobody_can_grant_is_refused_at_import_by_name(packages, tmp_path, content, told):
    with pytest.raises(PackageError) as refused:
        packages.install(write_asking(tmp_path, content))

    assert told in str(refused.value)
    assert packages.installed() == []


SEEN, MISSED = [[0.6, 0.4, 0.0], [0.2, 0.3, 0.5]], [[0.9, 0.1, 0.0], [0.9, 0.1, 0.0]]
HYPOTHESES = [(["le", "conseil"], -0.50, MISSED), (["le", "maire"], -0.52, SEEN)]


@pytest.mark.parametrize(("penalty", "chosen", "score"), [(0.0, "conseil", -0.50), (0.1, "maire", -0.52)])
def test_of_answers_as_likely_the_one_that_looked_at_all_of_the_source_wins_and_keeps_its_own_score(
    penalty, chosen, score
):
    options = DecodingOptions(length_penalty=1.0, coverage_penalty=penalty)
    decoder = Decoder(FakeTranslator(answers=HYPOTHESES), options, batch_tokens=64)

    [answer] = decoder.decode([Job(("der", "Rat", "tagt"))])

    assert (answer.tokens[-1], answer.score) == (chosen, pytest.approx(score))
    assert answer.attention is None


def test_the_answer_chosen_brings_its_own_attention():
    options = DecodingOptions(length_penalty=1.0, coverage_penalty=0.1)
    decoder = Decoder(FakeTranslator(answers=HYPOTHESES), options, batch_tokens=64)

    [answer] = decoder.decode([Job(("der", "Rat", "tagt"), attention=True)])

    assert answer.attention == tuple(map(tuple, SEEN))
