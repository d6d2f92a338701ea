import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.engine.spacing import mend_spaces

NAME = InlineCode(1, CodeKind.STANDALONE, "Petra Müller")
OTHER = InlineCode(3, CodeKind.STANDALONE, "Bergamo")
BOLD, END = InlineCode(2, CodeKind.OPENING, "<b>"), InlineCode(2, CodeKind.CLOSING, "</b>")


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        (("Von ", NAME), ("Par", NAME), ("Par ", NAME)),
        (("Von ", NAME, " heute"), ("Par", NAME, "hui"), ("Par ", NAME, " hui")),
        (("Foto: ", NAME), ("Photo :", NAME), ("Photo : ", NAME)),
        (("Von ", NAME), ("Par ", NAME), ("Par ", NAME)),
        (("Rat (", NAME, ")"), ("Conseil (", NAME, ")"), ("Conseil (", NAME, ")")),
        (("Mehr ", NAME, " heute."), ("Plus", NAME, "."), ("Plus ", NAME, ".")),
        (("Der ", BOLD, "Rat", END, " tagt"), ("Le", BOLD, "conseil", END, "siège"), ("Le ", BOLD, "conseil", END, " siège")),
        (("Rats", BOLD, "haus", END), ("hôtel", BOLD, "de ville", END), ("hôtel", BOLD, "de ville", END)),
        ((NAME, " kommt"), ("Vient", NAME), ("Vient", NAME)),
        (("Von ", BOLD, NAME, END, " und ", OTHER), ("De", BOLD, NAME, END, OTHER), ("De ", BOLD, NAME, END, " ", OTHER)),
        ((OTHER, " aus ", BOLD, NAME, END), (OTHER, BOLD, NAME, END), (OTHER, " ", BOLD, NAME, END)),
        (("(siehe ", BOLD, NAME, END, ")."), ("(voir ", BOLD, NAME, END, " )."), ("(voir ", BOLD, NAME, END, ").")),
        (("Ja: ", NAME, " (neu)"), ("Oui : ", NAME, " (neuf)"), ("Oui : ", NAME, " (neuf)")),
    ],
)  # fmt: skip
def test_a_code_has_a_space_where_the_source_has_one(source, target, mended):
    assert mend_spaces(Content(*source), Content(*target)) == Content(*mended)


@given(st.permutations(["Le ", NAME, "conseil", BOLD, "siège ", END, "ici"]))
def test_mending_moves_nothing_and_mended_twice_is_mended_once(parts):
    source = Content("Der ", BOLD, "Rat ", NAME, END, " tagt")
    once = mend_spaces(source, Content(*parts))
    assert once.codes == Content(*parts).codes
    assert once.text.replace(" ", "") == Content(*parts).text.replace(" ", "")
    assert mend_spaces(source, once) == once
