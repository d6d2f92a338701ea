"""Confidence: better evidence never lowers it, and without a measurement it is a rank."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.signature import DecodingOptions, EngineSignature, PackageIdentity
from service.quality.confidence import (
    Calibration,
    Evidence,
    Reason,
    find_calibration,
    name_route,
    rate_segments,
)

MEASURED = Calibration(bias=2.0, certainty=1.0, length=3.0, usual_length=1.1)
EVIDENCE = st.builds(Evidence, st.floats(-9, 0), st.integers(0, 400), st.integers(0, 900))


def rate(evidence, calibration=MEASURED):
    return rate_segments([evidence], calibration)[0]


@given(EVIDENCE, st.floats(0, 3))
def test_a_surer_model_never_lowers_confidence(evidence, more):
    surer = Evidence(min(0.0, evidence.score + more), evidence.source_length, evidence.target_length)
    assert rate(surer).value >= rate(evidence).value


@given(st.floats(-4, 0), st.integers(1, 400), st.integers(0, 100))
def test_leaving_out_more_never_raises_confidence(score, source, short):
    usual = round(source * MEASURED.usual_length)
    one, other = (Evidence(score, source, max(0, usual - left)) for left in (short, short + 20))
    assert rate(other).value <= rate(one).value


@given(st.lists(EVIDENCE, max_size=30), st.sampled_from([MEASURED, None]))
def test_confidence_lies_between_0_and_1_one_a_segment(evidence, calibration):
    rated = rate_segments(evidence, calibration)
    assert len(rated) == len(evidence)
    assert all(0 <= each.value <= 1 for each in rated)


def test_without_a_measurement_confidence_is_the_share_of_others_that_are_worse():
    evidence = [Evidence(score, 100, 112) for score in (-0.5, -2.0, -1.0, -0.1)]
    assert [each.value for each in rate_segments(evidence, None)] == [0.625, 0.125, 0.375, 0.875]


def test_the_reason_is_what_counts_more_against_a_segment():
    assert rate(Evidence(-2.0, 100, 110)).reason is Reason.CERTAINTY
    assert rate(Evidence(-0.2, 100, 40)).reason is Reason.LENGTH


def test_a_calibration_belongs_to_packages_not_to_options():
    kept = json.loads(files("service.quality").joinpath("data", "confidence.json").read_text(encoding="utf-8"))
    key = next(iter(kept))
    name, version, checksum = (
        key.partition(":")[0].rpartition("-")[0],
        key.partition(":")[0].rpartition("-")[2],
        key.partition(":")[2],
    )
    package = PackageIdentity(name, version, checksum)
    measured = EngineSignature((package,), DecodingOptions(beam_size=8))
    assert name_route(measured) == key
    assert find_calibration(measured) is not None
    assert find_calibration(EngineSignature((package, package), DecodingOptions())) is None


def test_every_calibration_kept_says_where_it_comes_from_and_has_no_negative_weight():
    kept = json.loads(files("service.quality").joinpath("data", "confidence.json").read_text(encoding="utf-8"))
    for entry in kept.values():
        assert entry["certainty"] >= 0
        assert entry["length"] >= 0
        assert entry["usual_length"] > 0.5
        assert "segments of" in entry["measured"]
        assert "benchmarks.confidence" in entry["command"]


@pytest.mark.parametrize("source", [0, 1])
def test_the_smallest_segment_can_be_rated(source):
    assert 0 <= rate(Evidence(0.0, source, 0)).value <= 1
