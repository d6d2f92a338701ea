import pytest

from service.domain.signature import PackageIdentity


@pytest.mark.parametrize(("version", "starter"), [("0.2", True), ("0.10", True), ("1.0", False), ("10.1", False)])
def test_a_package_below_version_one_is_a_starter_package(version, starter):
    assert PackageIdentity("translate-de_fr", version, "0" * 64).is_starter == starter
