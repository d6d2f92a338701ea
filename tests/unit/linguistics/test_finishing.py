import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.domain.change import undo_changes
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.unit import Role
from service.domain.verbatim import find_verbatim
from service.linguistics.finishing import finish
from service.linguistics.profiles import PROFILES, find_profile
from tests.unit.linguistics.examples import content_of, read_examples, text_of

FILES = (
    "quotes.txt",
    "marks.txt",
    "numbers.txt",
    "times-dates.txt",
    "ordinals.txt",
    "spelling.txt",
    "sentence-form.txt",
)
ROWS = [row for name in FILES for row in read_examples(f"linguistics/{name}")]
PIECES = [
    '"', "'", "„", "“", "”", "«", "»", "‚", "‘", "’", "‹", "›", " ", "\u00a0", "\u202f", ":", ";", "!", "?", ".", ",", "…", "...",
    "-", "–", "(", ")", "%", "€", "a", "l", "mot", "E'", "po'", "1", "18:30", "18 h 30", "18.30 Uhr", "70.000", "70,000", "2.5", "3. mai",
    "1. maggio", "Euro", "euros", "https://a.de/b", "x_y", "ore", "20", "heures", "\n", "9–17 Uhr", "3. étage", "2,5 Mio.", "°C", "km²", "perchè", "oeuvre", "A la",
]  # fmt: skip
SOURCES = [
    "Um 18.30 Uhr kamen 70.000 Gäste für 2,5 Euro.",
    "Um 20 Uhr, 18.00–18.30 Uhr",
    "9–17 Uhr im 3. Stock, 5 km²",
    "",
    "„Ja“",
]


@pytest.mark.parametrize(("profile", "role", "source", "draft", "expected"), ROWS, ids=lambda value: value[:30])
def test_a_draft_is_finished_as_the_example_says(profile, role, source, draft, expected):
    finished = finish(content_of(draft), content_of(source), Role(role), find_profile(profile)).content
    assert text_of(finished) == expected


@pytest.mark.parametrize(("profile", "role", "source", "draft", "expected"), ROWS, ids=lambda value: value[:30])
def test_what_is_finished_stays_as_it_is(profile, role, source, draft, expected):
    finished = finish(content_of(expected), content_of(source), Role(role), find_profile(profile)).content
    assert text_of(finished) == expected


@given(
    st.lists(st.sampled_from(PIECES) | st.integers(0, 2), max_size=14),
    st.sampled_from(SOURCES),
    st.sampled_from(list(Role)),
    st.sampled_from(PROFILES),
)
@settings(max_examples=600, deadline=None)
@example(['"', "mot", '"'], "", Role.PARAGRAPH, PROFILES[0])
def test_finishing_twice_changes_nothing_more_keeps_the_codes_and_can_be_undone(pieces, source, role, profile):
    kinds = list(CodeKind)
    draft = Content(
        *(
            piece if isinstance(piece, str) else InlineCode(number, kinds[piece], "<x>", "\n" if piece == 2 else "")
            for number, piece in enumerate(pieces)
        )
    )
    finished = finish(draft, Content(source), role, profile)
    once = finished.content
    assert undo_changes(once.text, finished.changes) == draft.text
    assert once.codes == draft.codes
    assert finish(once, Content(source), role, profile).content == once


@given(st.text(max_size=40), st.sampled_from(PROFILES))
@settings(deadline=None)
def test_any_text_can_be_finished(text, profile):
    finish(Content(text), Content(text), Role.PARAGRAPH, profile)


def test_an_unknown_profile_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="fr-FR, fr-EU, it-IT, it-EU"):
        find_profile("fr-CH")


ADDRESSES = ("https://a.de/b?c=1:2", "info@stadt.de", "haushalt_2024.pdf", "`l'eau: 70.000`", "#Fest_2026", "{{name}}")


@given(st.lists(st.sampled_from([*PIECES, *ADDRESSES, " "]), max_size=14), st.sampled_from(PROFILES))
@settings(max_examples=300, deadline=None)
def test_addresses_and_code_stay_to_the_letter(pieces, profile):
    draft = " ".join(pieces)
    finished = finish(Content(draft), Content(SOURCES[0]), Role.PARAGRAPH, profile).content.text
    for start, end in find_verbatim(draft):
        assert draft[start:end] in finished
