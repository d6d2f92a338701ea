"""Where inline codes go in the translated text: hand-made alignments, no model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested
from service.engine.alignment import Alignment, find_words
from service.engine.codes import place_codes


def mark(source: str) -> Content:
    """``Der <b>Rat</b> tagt<br/>`` as content: ``<x>`` opens, ``</x>`` closes, ``<x/>`` stands alone, ``<br/>`` breaks."""
    parts, ids, open_ids = [], 0, []
    for piece in source.replace("<", "\0<").replace(">", ">\0").split("\0"):
        if not piece.startswith("<"):
            parts.append(piece)
        elif piece.endswith("/>"):
            ids += 1
            parts.append(InlineCode(ids, CodeKind.STANDALONE, piece, "\n" if piece == "<br/>" else ""))
        elif piece.startswith("</"):
            parts.append(InlineCode(open_ids.pop(), CodeKind.CLOSING, piece))
        else:
            ids += 1
            open_ids.append(ids)
            parts.append(InlineCode(ids, CodeKind.OPENING, piece))
    return Content(*parts)


def write(content: Content) -> str:
    return "".join(part if isinstance(part, str) else part.data for part in content)


def align(source: str, target: str, links: str) -> Alignment:
    """``links`` gives for each target word the number of its source word, ``-`` for none."""
    words = find_words(source), find_words(target)
    rows = [[float(link == str(s)) for s in range(len(words[0]))] for link in links.split()]
    return Alignment(*words, tuple(map(tuple, rows)))


def place(source: str, target: str, links: str | None):
    content = mark(source)
    plain = "".join(part if isinstance(part, str) else (" " if part.data == "<br/>" else "") for part in content)
    return place_codes(content, target, None if links is None else align(plain, target, links))


RULES = {
    "a pair goes around the words that translate its words": (
        "Der <b>Rat</b> tagt.",
        "Le conseil se réunit.",
        "0 1 2 2 3",
        "Le <b>conseil</b> se réunit.",
    ),
    "a pair follows its words when the order changes": (
        "Am Montag <b>tagt</b> der Rat.",
        "Lundi le conseil se réunit.",
        "1 3 4 2 2 5",
        "Lundi le conseil <b>se réunit</b>.",
    ),
    "two siblings may change places": (
        "<a>Rot</a> und <b>weiß</b>",
        "Blanc et rouge",
        "2 1 0",
        "<b>Blanc</b> et <a>rouge</a>",
    ),
    "nested pairs stay nested": (
        "Der <a>neue <b>Rat</b></a> tagt",
        "Le nouveau conseil siège",
        "0 1 2 3",
        "Le <a>nouveau <b>conseil</b></a> siège",
    ),
    "three levels stay nested": (
        "<a><em><i>Rat</i></em></a> tagt",
        "Conseil siège",
        "0 1",
        "<a><em><i>Conseil</i></em></a> siège",
    ),
    "a full stop outside the pair stays outside": (
        "<b>Der Rat tagt</b>.",
        "Le conseil siège.",
        "0 1 2 3",
        "<b>Le conseil siège</b>.",
    ),
    "a full stop inside the pair stays inside": (
        "<b>Der Rat tagt.</b>",
        "Le conseil siège.",
        "0 1 2 3",
        "<b>Le conseil siège.</b>",
    ),
    "a mark inside a pair in mid-sentence stays inside": (
        "Er rief <b>Ja!</b> und ging",
        "Il cria <b>Oui!</b> et partit".replace("<b>", "").replace("</b>", ""),
        "0 1 2 3 4 5",
        "Il cria <b>Oui!</b> et partit",
    ),
    "the space before a link stays outside": (
        "Mehr <a>hier</a> heute",
        "Plus ici aujourd’hui",
        "0 1 2 2",
        "Plus <a>ici</a> aujourd’hui",
    ),
    "an elided article is a word of its own": (
        "Der <b>Eintritt</b> ist frei",
        "L’entrée est libre",
        "0 1 2 3",
        "L’<b>entrée</b> est libre",
    ),
    "a pair around half a word takes the whole target word": (
        "Bürger<b>innen</b> kommen",
        "Les citoyennes viennent",
        "- 0 1",
        "Les <b>citoyennes</b> viennent",
    ),
    "words of a split verb leave the pair to the longer run": (
        "<b>findet</b> am Freitag statt",
        "a lieu vendredi",
        "0 3 2",
        "<b>a</b> lieu vendredi",
    ),
    "a footnote mark stays at its word": (
        "Der Rat<fn/> tagt",
        "Le conseil siège",
        "0 1 2",
        "Le conseil<fn/> siège",
    ),
    "a footnote mark follows its word": (
        "Montag<fn/> tagt der Rat",
        "Le conseil siège lundi",
        "2 3 1 0",
        "Le conseil siège lundi<fn/>",
    ),
    "a footnote mark before the full stop stays before it": (
        "Der Rat tagt<fn/>.",
        "Le conseil siège.",
        "0 1 2 3",
        "Le conseil siège<fn/>.",
    ),
    "an icon before a word stays before it": (
        "Ruf <img/>uns an",
        "Appelle nous",
        "0 1",
        "Appelle <img/>nous",
    ),
    "a code at the start stays at the start": ("<img/>Der Rat", "Le conseil", "0 1", "<img/>Le conseil"),
    "a code at the end stays at the end": ("Der Rat.<fn/>", "Le conseil.", "0 1 2", "Le conseil.<fn/>"),
    "a code next to a pair stays next to it": (
        "Der <b>Rat</b><fn/> tagt",
        "Le conseil siège",
        "0 1 2",
        "Le <b>conseil</b><fn/> siège",
    ),
    "a code that stands for a word keeps a space on either side": (
        "Der Rat <url/> tagt",
        "Le conseil siège",
        "0 1 2",
        "Le conseil <url/> siège",
    ),
    "a code that stands for the last word keeps its space": ("Mehr: <url/>", "Plus :", "0 1", "Plus : <url/>"),
    "a code that stands for the first word keeps its space": ("<url/> hilft", "Aide", "0", "<url/> Aide"),
    "two codes with a space between them keep it": ("Ruf <a/> <b/> an", "Appelle", "0", "Appelle <a/> <b/>"),
    "a code in brackets stays in them": (
        "Der Rat (<url/>) tagt",
        "Le conseil () siège",
        "0 1 2 3 4",
        "Le conseil (<url/>) siège",
    ),
    "an empty pair is kept": ("Der <b></b>Rat", "Le conseil", "0 1", "Le <b></b>conseil"),
    "a hard break takes the place of the space": (
        "Der Rat<br/>tagt",
        "Le conseil siège",
        "0 1 2",
        "Le conseil<br/>siège",
    ),
    "unlinked words between linked ones are inside": (
        "im <b>neuen Haus</b> heute",
        "dans la maison neuve aujourd’hui",
        "0 - 2 1 3 3",
        "dans la <b>maison neuve</b> aujourd’hui",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_along_the_alignment(rule):
    source, target, links, wanted = RULES[rule]

    placement = place(source, target, links)

    assert write(placement.content) == wanted
    assert (placement.rung, placement.displaced) == ("alignment", ())


def test_without_alignment_a_repeated_phrase_tells_the_place():
    placement = place("Herr <b>Marco Rossi</b> spricht", "Parla il signor Marco Rossi", None)

    assert write(placement.content) == "Parla il signor <b>Marco Rossi</b>"
    assert (placement.rung, placement.displaced) == ("phrase", ())


def test_without_any_hint_a_pair_holds_the_whole_segment_and_is_displaced():
    placement = place("Der <b>Rat</b> tagt.", "Le conseil siège.", None)

    assert write(placement.content) == "<b>Le conseil siège</b>."
    assert (placement.rung, placement.displaced) == ("segment", (1,))


def test_without_any_hint_siblings_do_not_swallow_each_other():
    placement = place("Der <a>Rat</a> tagt <b>heute</b> hier", "Le conseil siège ici maintenant", None)

    assert is_well_nested(placement.content)
    assert placement.displaced == (1, 2)
    assert write(placement.content).count("</a>") == 1
    assert "<a><b>" not in write(placement.content)


def test_a_head_that_looks_everywhere_is_not_believed():
    words = find_words("Der Rat tagt"), find_words("Le conseil siège")
    smeared = Alignment(*words, ((0.3, 0.4, 0.3),) * 3)

    assert place_codes(mark("Der <b>Rat</b> tagt"), "Le conseil siège", smeared).rung == "segment"


def test_a_pair_that_closes_in_the_next_segment_reaches_to_the_end():
    opening = InlineCode(7, CodeKind.OPENING, "<b>")
    source = Content("Der ", opening, "Rat tagt.")

    placement = place_codes(source, "Le conseil siège.", align("Der Rat tagt.", "Le conseil siège.", "0 1 2 3"))

    assert write(placement.content) == "Le <b>conseil siège."


def test_a_pair_that_opened_in_the_segment_before_begins_at_the_start():
    closing = InlineCode(7, CodeKind.CLOSING, "</b>")
    source = Content("Der Rat", closing, " tagt.")

    placement = place_codes(source, "Le conseil siège.", align("Der Rat tagt.", "Le conseil siège.", "0 1 2 3"))

    assert write(placement.content) == "Le conseil</b> siège."


words = st.text(alphabet="abé’ .,!«»5", max_size=12)


@st.composite
def well_nested_contents(draw):
    """Contents with up to six pairs and standalone codes, well nested."""
    parts: list = [draw(words)]
    open_ids: list[int] = []
    for number in range(draw(st.integers(0, 6))):
        if draw(st.booleans()):
            parts.append(InlineCode(number, CodeKind.STANDALONE, f"<{number}/>", draw(st.sampled_from(["", "\n"]))))
        else:
            parts.append(InlineCode(number, CodeKind.OPENING, f"<{number}>"))
            open_ids.append(number)
        parts.append(draw(words))
        while open_ids and draw(st.booleans()):
            parts += [InlineCode(open_ids[-1], CodeKind.CLOSING, f"</{open_ids.pop()}>"), draw(words)]
    for number in reversed(open_ids):
        parts += [InlineCode(number, CodeKind.CLOSING, f"</{number}>"), draw(words)]
    return Content(*parts)


@st.composite
def placements(draw):
    source, target = draw(well_nested_contents()), draw(words)
    text = "".join(part for part in source if isinstance(part, str))
    if draw(st.booleans()):
        return source, target, None
    spans = find_words(text), find_words(target)
    rows = [
        [float(s == chosen) for s in range(len(spans[0]))]
        for chosen in draw(st.lists(st.integers(0, 9), min_size=len(spans[1]), max_size=len(spans[1])))
    ]
    return source, target, Alignment(*spans, tuple(map(tuple, rows)))


@given(placements())
def test_every_code_is_in_the_target_once_and_well_nested(drawn):
    source, target, alignment = drawn

    placement = place_codes(source, target, alignment)

    assert sorted(map(repr, placement.content.codes)) == sorted(map(repr, source.codes))
    assert is_well_nested(placement.content)


@given(placements())
def test_placing_codes_changes_no_character_but_spaces_at_breaks(drawn):
    source, target, alignment = drawn

    placed = "".join(part for part in place_codes(source, target, alignment).content if isinstance(part, str))

    assert placed.replace(" ", "") == target.replace(" ", "")


@given(st.lists(st.tuples(st.sampled_from(list(CodeKind)), st.integers(0, 3), words), max_size=8), words)
def test_even_codes_that_cross_are_each_kept_once(drawn, target):
    parts = [part for kind, number, text in drawn for part in (InlineCode(number, kind, f"{kind}{number}"), text)]
    source = Content(*parts)

    placement = place_codes(source, target, None)

    assert sorted(map(repr, placement.content.codes)) == sorted(map(repr, source.codes))
