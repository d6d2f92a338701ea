import pytest

from service.domain.errors import InvalidInput
from service.domain.language import Language
from service.domain.towns import parse_towns


def test_each_language_has_the_town_that_reads_it():
    assert parse_towns(" fr = Montbéliard , it=Bergamo,") == {
        Language.FRENCH: "Montbéliard",
        Language.ITALIAN: "Bergamo",
    }
    assert parse_towns("") == {}


@pytest.mark.parametrize("text", ["Bergamo", "it=", "=Bergamo", "en=Ludlow", "de=Ludwigsburg", "it=Bergamo,it=Como"])
def test_what_names_no_town_of_a_target_language_is_refused_with_its_value(text):
    with pytest.raises(InvalidInput, match=r"Bergamo|'it='|'en'|'de'"):
        parse_towns(text)
