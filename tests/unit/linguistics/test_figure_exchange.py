import pytest

from service.domain.content import Content
from service.domain.language import Language
from service.linguistics.figure_exchange import exchange_figures

FR, IT = Language.FRENCH, Language.ITALIAN


@pytest.mark.parametrize(
    ("old", "target", "new", "language", "expected"),
    [
        ("Am 3. Mai", "Le 3 mai", "Am 5. Mai", FR, "Le 5 mai"),
        ("70.000 Euro", "70\u202f000 euros", "85.500 Euro", FR, "85\u202f500 euros"),
        ("von 2 bis 4", "de 4 à 2", "von 4 bis 2", FR, "de 2 à 4"),
        ("Am 3. Mai 2026", "Il 3 maggio 2026", "Am 12. Mai 2027", IT, "Il 12 maggio 2027"),
        ("Am 8. Mai", "L’8 maggio", "Am 11. Mai", IT, "L’11 maggio"),
        ("Am 3. Mai", "Il 3 maggio", "Am 8. Mai", IT, None),
        ("Am 11. Mai", "L’11 maggio", "Am 12. Mai", IT, None),
        ("Am 11. Mai", "Le 11 mai", "Am 12. Mai", FR, "Le 12 mai"),
        ("3 Besucher", "3 visiteurs", "1 Besucher", FR, None),
        ("1 Besucher", "1 visiteur", "3 Besucher", FR, None),
        ("0 Fehler", "0 erreur", "5 Fehler", FR, None),
        ("2 Gäste", "deux invités", "4 Gäste", FR, None),
        ("2 bis 2", "de 2 à 2", "2 bis 4", FR, None),
        ("2 Gäste", "2 invités sur 2", "4 Gäste", FR, None),
        ("2 Gäste", "2 invités", "2 Gäste und 3", FR, None),
        ("18.00 Uhr", "18 h", "18.30 Uhr", FR, None),
        ("18.00 Uhr", "18 h", "19.00 Uhr", FR, "19 h"),
    ],
)
def test_digits_are_exchanged_where_nothing_else_has_to_change(old, target, new, language, expected):
    exchanged = exchange_figures(Content(target), old, new, language)
    assert (exchanged and exchanged.text) == expected
