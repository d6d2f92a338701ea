import pytest

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.linguistics.language_care import LanguageCare


def found(source):
    care, content = LanguageCare(), Content(source)
    prepared = care.prepare(content, Role.PARAGRAPH, Language.FRENCH)
    return [
        (source[each.start : each.end], each.persons)
        for each in care.find_double_forms(content, prepared, Language.FRENCH)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Alle Bürger*innen kommen.", [("Bürger*innen", "bürger")]),
        ("Mit Schülern und Schülerinnen", [("Schülern und Schülerinnen", "schüler")]),
        ("Jede*r Lehrer*in zählt.", [("Jede*r Lehrer*in", "lehrer")]),
        ("Die Bürgermeisterin oder der Bürgermeister", [("Bürgermeisterin oder der Bürgermeister", "bürgermeister")]),
        ("Feuerwehrfrauen und Feuerwehrmänner", [("Feuerwehrfrauen und Feuerwehrmänner", "feuerwehrmänner")]),
        ("Bankkaufmann/-frau gesucht", [("Bankkaufmann/-frau", "bankkaufmänner")]),
        ("Tel. 07141/910-0 am 3. 5. z. B. für die Ärzt:innen", [("Ärzt:innen", "ärzte")]),
    ],
)
def test_a_double_form_is_found_in_any_notation_at_its_place_in_the_source(source, expected):
    assert found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Bürgermeisterin Schwarz und Bürgermeister Mannl",
        "Die Lehrerinnen und die Schüler",
        "Der Bürger*innenrat tagt.",
        "Frauen und Männer in Berlin",
        "Die Bürgerinnen. Bürger kommen.",
    ],
)
def test_what_names_no_one_noun_in_both_genders_is_no_double_form(source):
    assert found(source) == []
