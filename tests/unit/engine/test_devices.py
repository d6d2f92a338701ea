"""What decodes where: refused with a reason if it is not there."""

import pytest

from service.domain.errors import DeviceUnavailable, PackageError
from service.domain.signature import DecodingOptions
from service.engine.devices import check_device
from service.engine.engine import Engine, EngineOptions
from service.engine.packages import PackageDirectory
from service.engine.weights import load_translator
from tests.fakes import FakeMachine

CARD = FakeMachine(cards=1)


def options(**changed):
    return DecodingOptions(**changed)


def test_the_processor_is_always_there():
    check_device(options(), FakeMachine())


def test_a_card_is_used_if_there_is_one():
    check_device(options(device="cuda", compute_type="float16"), CARD)


def test_without_a_card_the_setting_is_named():
    with pytest.raises(DeviceUnavailable, match=r"no CUDA device was found. Set GEMELLO_DEVICE=cpu"):
        check_device(options(device="cuda"), FakeMachine())


@pytest.mark.parametrize(("device", "compute_type"), [("cpu", "float16"), ("cuda", "int16")])
def test_a_number_format_the_device_has_not_is_refused_with_those_it_has(device, compute_type):
    with pytest.raises(DeviceUnavailable, match=r"GEMELLO_COMPUTE_TYPE to one of: .*float32"):
        check_device(options(device=device, compute_type=compute_type), CARD)


def test_an_engine_on_a_device_that_is_not_there_does_not_open(tmp_path):
    with pytest.raises(DeviceUnavailable, match="Cannot decode on cpu: it has no float16"):
        Engine(PackageDirectory(tmp_path), EngineOptions(decoding=options(compute_type="float16"))).open()


def test_on_a_card_one_worker_decodes_unless_told_otherwise():
    on_card = options(device="cuda")
    assert EngineOptions(decoding=on_card).workers == 1
    assert EngineOptions(inter_threads=3, decoding=on_card).workers == 3


def test_the_device_is_part_of_the_signature():
    assert options(device="cuda") != options()


def test_the_model_is_loaded_on_the_device_of_the_options(tmp_path):
    asked = {}
    load_translator(
        "p", tmp_path, "float16", 1, 2, "cuda", make=lambda path, **options: asked.update(options, path=path)
    )
    assert asked["path"] == str(tmp_path)
    assert (asked["device"], asked["compute_type"], asked["inter_threads"]) == ("cuda", "float16", 1)


def test_a_card_that_fails_at_loading_is_told_with_the_package(tmp_path):
    def fail(_path, **_options):
        raise RuntimeError("CUDA failed with error out of memory")

    with pytest.raises(PackageError, match=r"translate-de_fr.*out of memory"):
        load_translator("translate-de_fr", tmp_path, "int8", 1, 1, "cuda", make=fail)
