from dataclasses import fields
from pathlib import Path

import pytest

from service.domain.errors import SettingsError
from service.settings import Settings, read_settings, variable


def test_settings_are_read_from_the_environment():
    settings = read_settings({"GEMELLO_PORT": "9000", "GEMELLO_DATA_DIR": "/srv/gemello", "HOME": "/x"})
    assert settings.port == 9000
    assert settings.packages == Path("/srv/gemello/packages")
    assert settings.database == "sqlite:////srv/gemello/gemello.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GEMELLO_PROT", "1"),
        ("GEMELLO_PORT", "http"),
        ("GEMELLO_PORT", "70000"),
        ("GEMELLO_COMPUTE_TYPE", "int4"),
        ("GEMELLO_TYPOGRAPHY_FR", "fr-CA"),
        ("GEMELLO_DATA_DIR", ""),
        ("GEMELLO_TOWNS", "Bergamo"),
        ("GEMELLO_TOWNS", "en=Ludlow"),
    ],
)
def test_an_unknown_or_malformed_setting_is_refused_by_name(name, value):
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value})


def test_every_setting_says_what_it_means():
    assert all(each.metadata["meaning"].endswith(".") for each in fields(Settings))
    assert variable("data_dir") == "GEMELLO_DATA_DIR"
