import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import Language
from service.domain.term import Term
from service.linguistics.shields import is_shield, shield, shield_again, unshield

CODE = InlineCode(1, CodeKind.STANDALONE, "<br>")
ADDRESSES = (
    "https://www.stadt.de/bericht_2026.pdf",
    "info@stadt.de",
    "07141/910-2345",
    "#stadt_fest",
    "haushalt_2026.xlsx",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_out_of_the_models_sight(address):
    shielded = shield(Content(f"Mehr unter {address}, täglich."))
    assert shielded.text == "Mehr unter , täglich."
    assert [code.data for code in shielded.codes] == [address]


@pytest.mark.parametrize("symbol", ["🎉", "👩‍🚒", "👍🏽", "🇮🇹", "☎️", "→", "✓", "3️⃣", "😀😀"])
def test_an_emoji_is_out_of_the_models_sight(symbol):
    shielded = shield(Content(f"Wir feiern {symbol} und tanzen."))
    assert shielded.text == "Wir feiern  und tanzen."
    assert [code.data for code in shielded.codes] == [symbol]


def test_addresses_with_no_word_between_them_stay_together():
    shielded = shield(Content("Kontakt: 07141/910-2345, presse@stadt.de oder www.stadt.de"))
    assert [code.data for code in shielded.codes] == ["07141/910-2345, presse@stadt.de", "www.stadt.de"]


@given(st.lists(st.one_of(st.text(max_size=9), st.sampled_from(ADDRESSES), st.just(" "), st.just(CODE)), max_size=7))
def test_what_was_shielded_comes_back_to_the_letter(parts):
    content = Content(*parts)
    shielded = shield(content)
    assert unshield(shielded) == content
    assert len({code.id for code in shielded.codes if is_shield(code)}) == sum(map(is_shield, shielded.codes))


def test_prose_is_not_shielded():
    content = Content("Am 12. Mai kamen 70.000 Gäste, z. B. die Bürger_innen der Stadt.")
    assert shield(content) == content


def test_figures_are_shielded_for_a_second_attempt_without_the_stop_of_an_ordinal():
    shielded = shield_again(shield(Content("Am 12. Mai um 18.30 Uhr kamen 70.000 Gäste, siehe www.stadt.de/7.")))
    assert shielded.text == "Am  Mai um  Uhr kamen  Gäste, siehe ."
    assert [code.data for code in shielded.codes] == ["12", "18.30", "70.000", "www.stadt.de/7"]
    assert len({code.id for code in shielded.codes}) == 4


def test_names_are_shielded_in_the_form_of_the_target_as_whole_words():
    names = [Term("Mömpelgard", Language.FRENCH, ("Montbéliard",)), Term("Ulm", Language.FRENCH, ("Ulm",))]
    shielded = shield_again(Content("Von Ulm nach Mömpelgard, nicht Ulmen."), names)
    assert shielded.text == "Von  nach , nicht Ulmen."
    assert unshield(shielded).text == "Von Ulm nach Montbéliard, nicht Ulmen."
