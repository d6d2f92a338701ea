"""Cutting long segments and putting them together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, join
from service.engine.pieces import cut_segment, restore_beginning, restore_ending

BREAK = InlineCode(1, CodeKind.STANDALONE, "<br>", "\n")


def cut(content: Content, limit: int) -> list[str]:
    return [piece.content.text for piece in cut_segment(content, lambda text: len(text.split()) <= limit)]


def test_a_short_segment_is_one_piece():
    assert cut(Content("Der Rat tagt, sagt er; morgen."), 9) == ["Der Rat tagt, sagt er; morgen."]


def test_a_long_segment_is_cut_at_a_semicolon_before_a_comma():
    text = "Heute, am Montag, tagt der Rat; morgen, am Dienstag, tagt er nicht."

    assert cut(Content(text), 7) == ["Heute, am Montag, tagt der Rat;", "morgen, am Dienstag, tagt er nicht."]


def test_a_number_is_not_cut_at_its_comma():
    assert cut(Content("kostet 2,5 Millionen Euro"), 2) == ["kostet 2,5", "Millionen Euro"]


def test_a_hard_break_ends_a_piece():
    assert cut(Content("Stadt Ludwigsburg", BREAK, "Wilhelmstraße 11"), 9) == ["Stadt Ludwigsburg", "Wilhelmstraße 11"]


def test_a_sentence_runs_on_over_a_hard_break_before_a_small_letter():
    assert len(cut(Content("Der Rat", BREAK, "tagt heute."), 9)) == 1


def test_half_a_sentence_ends_as_its_source_does():
    assert restore_ending("am Montag,", "lundi.") == "lundi,"
    assert restore_ending("Er sagte:", "Il a dit :") == "Il a dit :"
    assert restore_ending("Der Rat tagt.", "Le conseil siège.") == "Le conseil siège."
    assert (
        restore_ending("Der Rat tagt heute im", "Le conseil siège aujourd’hui à la.")
        == "Le conseil siège aujourd’hui à la"
    )
    assert restore_ending("Wo ist der Rat", "Où est le conseil…") == "Où est le conseil…"
    assert restore_ending("nach 1918 –", "après 1918.") == "après 1918 –"


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("der Rat tagt", "Le conseil siège", "le conseil siège"),
        ("und Bergamo folgt", "Et Bergame suit", "et Bergame suit"),
        ("die EU zahlt", "UE paie", "UE paie"),
        ("Kinder zahlen nichts", "Les enfants ne paient rien", "les enfants ne paient rien"),
        ("Kinder zahlen nichts", "I bambini non pagano", "i bambini non pagano"),
        ("Eintritt frei", "L’entrée est libre", "l’entrée est libre"),
        ("Genua folgt", "Gênes suit", "Gênes suit"),
        ("Ulm folgt", "Ulm suit", "Ulm suit"),
        ("Havre folgt", "Le Havre suit", "Le Havre suit"),
        ("12 Kinder kamen", "12 enfants sont venus", "12 enfants sont venus"),
        ("„Wir freuen uns“", "« Nous nous réjouissons »", "« Nous nous réjouissons »"),
        ("der Rat tagt", "", ""),
    ],
)
def test_half_a_sentence_begins_small_unless_it_begins_with_a_name(source, target, wanted):
    assert restore_beginning(source, target) == wanted


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="ab ,;:–\n", max_size=30),
            st.builds(
                InlineCode, st.integers(1, 9), st.sampled_from(CodeKind), st.just("<x>"), st.sampled_from(["", "\n"])
            ),
        ),
        max_size=9,
    ),
    st.integers(1, 5),
)
def test_the_pieces_joined_are_the_segment(parts, limit):
    content = Content(*parts)

    pieces = cut_segment(content, lambda text: len(text.split()) <= limit)

    assert join(join((piece.before, piece.content, piece.after)) for piece in pieces) == content
