import pytest

from service.domain.errors import UnsupportedLanguage
from service.domain.language import Language, parse_targets


@pytest.mark.parametrize(
    ("code", "language"), [("fr", Language.FRENCH), ("FR", Language.FRENCH), ("it-CH", Language.ITALIAN)]
)
def test_codes_are_read_without_regard_to_case_and_region(code, language):
    assert Language.parse(code) is language


def test_targets_are_each_language_once_in_the_order_given():
    assert parse_targets("it, fr,it") == (Language.ITALIAN, Language.FRENCH)


@pytest.mark.parametrize("codes", ["es", "fr,xx", "", "de", "en"])
def test_what_is_no_target_is_refused_with_the_targets_named(codes):
    with pytest.raises(UnsupportedLanguage, match="fr, it"):
        parse_targets(codes)
