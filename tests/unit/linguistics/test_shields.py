import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.change import undo_changes
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import Language
from service.domain.term import Term
from service.domain.unit import Role
from service.linguistics.language_care import LanguageCare
from service.linguistics.shields import FIRST_ID, draw_in, find_touching, is_shield, shield, shield_again, unshield

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


RAISED = InlineCode(1, CodeKind.OPENING, "<sup>"), InlineCode(1, CodeKind.CLOSING, "</sup>")


@pytest.mark.parametrize("mark", ["1", "23", "*", "2)"])
def test_a_raised_mark_is_no_part_of_the_word_it_touches(mark):
    shielded = shield(Content("Der Rat", RAISED[0], mark, RAISED[1], " tagt"))
    assert shielded.text == "Der Rat tagt"
    assert [code.data for code in shielded.codes] == ["<sup>", mark, "</sup>"]


def test_a_raised_mark_is_not_set_apart_from_its_word_in_a_draft():
    shielded = shield(Content("Der Rat", RAISED[0], "1", RAISED[1], " tagt auf www.stadt.de"))
    mark, address = shielded.codes[1], shielded.codes[3]
    assert find_touching(Content("Le conseil", RAISED[0], mark, RAISED[1], " siège sur", address)) == [(21, " ")]
    assert find_touching(Content("Le conseil", mark, " siège")) == [(10, " ")]


def test_a_figure_in_a_pair_of_its_own_is_a_word():
    content = Content("Am ", RAISED[0], "12", RAISED[1], " Orten und Platz ", RAISED[0], "Rat", RAISED[1])
    assert shield(content) == content


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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("die Jahre 1644–1912", ["1644–1912"]),
        ("in 20-30 Jahren", ["20-30"]),
        ("(1) Fluss", ["(1)"]),
        ("um -4,8 % auf 12 %", ["-4,8 %", "12 %"]),
        ("die B27 und H5N1", ["B27", "H5N1"]),
        ("um 20.30h mit 802.11a, 3D und mr2", ["20.30h", "802.11a", "3D", "mr2"]),
        ("9jährige Kinder", ["9"]),
        ("das 35-mm-Format", ["35"]),
        ("an 10 000 Gäste und 240 000,50 Euro", ["10 000", "240 000,50"]),
    ],
)
def test_a_figure_is_shielded_with_what_belongs_to_it(text, figures):
    shielded = shield_again(Content(text))
    assert [code.data for code in shielded.codes] == figures
    assert unshield(shielded).text == text


def test_the_ending_of_a_decade_is_not_shielded():
    shielded = shield_again(Content("die 1990er Jahre und die 50ern"))
    assert unshield(shielded).text == "die 1990 Jahre und die 50"


def test_a_shield_a_model_put_against_a_word_or_another_is_set_apart():
    first, second = (InlineCode(FIRST_ID + at, CodeKind.STANDALONE, data) for at, data in enumerate(("20", "30 %")))
    draft = Content("après", first, second, "ans (", first, ")")
    finished = LanguageCare().finish(draft, Content("nach 20 30 % Jahren (20)"), Role.PARAGRAPH, Language.FRENCH)
    assert finished.content.text == "après 20, 30\u00a0% ans (20)"
    assert undo_changes(finished.content.text, finished.changes) == "après2030 %ans (20)"


def test_two_shielded_figures_that_only_a_space_parts_are_two_numbers():
    first, second = (InlineCode(FIRST_ID + at, CodeKind.STANDALONE, data) for at, data in enumerate(("24", "183")))
    draft = Content("activité ", first, " ", second, " de gaz.")
    finished = LanguageCare().finish(draft, Content("24 Stunden, 183 mal Gas."), Role.PARAGRAPH, Language.FRENCH)
    assert finished.content.text == "activité 24, 183 de gaz."
    assert undo_changes(finished.content.text, finished.changes) == "activité 24 183 de gaz."


@pytest.mark.parametrize(
    ("draft", "source", "expected"),
    [
        (("Début à 18 h. ", "16", ""), "Beginn am 16. um 18 Uhr.", "Début à 18 h 16."),
        (("« Oui. » ", "16", " "), "„Ja, 16.“", "« Oui 16. »"),
        (("Début. ", "16", " Fin."), "Beginn am 16. Ende.", "Début. 16 Fin."),
        (("Plus ", "16", "."), "Mehr als 16.", "Plus 16."),
        (("Voir n. ", "16", ""), "Siehe Nr. 16", "Voir n. 16"),
    ],
)
def test_a_figure_placed_behind_the_final_stop_goes_before_it(draft, source, expected):
    before, figure, after = draft
    content = Content(before, InlineCode(FIRST_ID, CodeKind.STANDALONE, figure), after)
    drawn = draw_in(content, source)
    assert unshield(drawn.content).text == expected
    assert undo_changes(expected, drawn.changes) == unshield(content).text


def test_names_are_shielded_in_the_form_of_the_target_as_whole_words():
    names = [Term("Mömpelgard", Language.FRENCH, ("Montbéliard",)), Term("Ulm", Language.FRENCH, ("Ulm",))]
    shielded = shield_again(Content("Von Ulm nach Mömpelgard, nicht Ulmen."), names)
    assert shielded.text == "Von  nach , nicht Ulmen."
    assert unshield(shielded).text == "Von Ulm nach Montbéliard, nicht Ulmen."
