from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import TARGETS, Language
from service.domain.memory import MemoryUnit, normalise
from service.domain.notation import write_notation
from service.store.exchange import MEMORY_READERS, MEMORY_WRITERS
from service.store.exchange.received import LeftOut
from service.store.exchange.unreadable import UnreadableMemory

FR, IT = Language.FRENCH, Language.ITALIAN
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\r\n\t<>&/12"), max_size=8
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
OPEN, CLOSE = InlineCode(1, CodeKind.OPENING, ""), InlineCode(1, CodeKind.CLOSING, "")
ALONE, OTHER = InlineCode(2, CodeKind.STANDALONE, ""), InlineCode(3, CodeKind.STANDALONE, "")
MOMENT = (
    st.datetimes(timezones=st.just(UTC))
    .filter(lambda moment: moment.year > 999)
    .map(lambda moment: moment.replace(microsecond=0))
)


@st.composite
def units(draw):
    codes = draw(st.sampled_from([[], [OPEN, CLOSE], [ALONE], [ALONE, OTHER], [OPEN, ALONE, CLOSE, OTHER], [CLOSE]]))
    source = Content("Der ", *(part for code in codes for part in (code, draw(TEXT))), "x")
    target = Content("Le ", *(part for code in draw(st.permutations(codes)) for part in (code, draw(TEXT))), "y")
    return MemoryUnit(
        write_notation(source, source),
        write_notation(target, source),
        draw(st.sampled_from(TARGETS)),
        before=draw(TEXT),
        after=draw(TEXT),
        author=draw(TEXT).strip(),
        created=draw(MOMENT),
        changed=draw(MOMENT),
        town=normalise(draw(TEXT)),
    )


@given(st.lists(units(), max_size=4))
def test_units_come_back_from_tmx_as_they_were_written(written):
    assert MEMORY_READERS["tmx"](MEMORY_WRITERS["tmx"](written)).units == written


@given(st.lists(units(), max_size=4))
def test_units_come_back_from_xliff_with_both_sides_language_and_town(written):
    bare = [
        MemoryUnit(unit.source, unit.target, unit.language, town=unit.town)
        for unit in sorted(written, key=lambda unit: unit.language)
    ]
    assert MEMORY_READERS["xliff"](MEMORY_WRITERS["xliff"](written)).units == bare


def test_characters_that_xml_has_no_place_for_do_not_spoil_the_file():
    odd = MemoryUnit("Der\x07 Rat\ud800", "Le conseil", FR, author="An\x00na")
    (unit,) = MEMORY_READERS["tmx"](MEMORY_WRITERS["tmx"]([odd])).units
    assert (unit.source, unit.author) == ("Der\ufffd Rat\ufffd", "An\ufffdna")


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" segtype="sentence" srclang="de-DE"/>
<body>
<tu><prop type="prev">Vorher.</prop><prop type="next">Nachher.</prop>
<tuv lang="de-DE"><seg>Der <bpt i="0" x="5">&lt;a&gt;</bpt>Rat<ept i="0">&lt;/a&gt;</ept> tagt<ph x="1">&lt;br&gt;</ph>.</seg></tuv>
<tuv lang="fr-FR" changeid="Anna" changedate="20250131T080000Z" creationid="Berta" creationdate="20240131T080000Z">
<seg><ph x="1">&lt;br&gt;</ph>Le <bpt i="3" x="5">&lt;a&gt;</bpt>conseil<ept i="3">&lt;/a&gt;</ept> siège.</seg></tuv></tu>
</body></tmx>"""

TRADOS = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="TW4Win" srclang="DE-DE"/><body>
<tu creationdate="20010101T000000Z" creationid="CARLA" usagecount="3"><prop type="Txt::Doc. No.">7</prop>
<tuv xml:lang="DE-DE"><seg>Der <ut>{\\b </ut>Rat<ut>}</ut> <hi>tagt</hi>.</seg></tuv>
<tuv xml:lang="IT_IT"><seg>Il <ut>{\\b </ut>consiglio<ut>}</ut> si <hi>riunisce</hi>.</seg></tuv>
<tuv xml:lang="FR"><seg>Le <ut>{\\b </ut>conseil<ut>}</ut> siège.</seg></tuv>
<tuv xml:lang="EN-US"><seg>The council meets.</seg></tuv></tu>
<tu creationid="MT!"><tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Ja<ph/></seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nein</seg></tuv><tuv xml:lang="fr"><seg> </seg></tuv></tu>
</body></tmx>"""


def test_a_memory_of_omegat_is_read_with_codes_neighbours_author_and_dates():
    (unit,) = MEMORY_READERS["tmx"](OMEGAT.encode()).units
    assert (unit.source, unit.target) == ("Der <1>Rat</1> tagt<2/>.", "<2/>Le <1>conseil</1> siège.")
    assert (unit.language, unit.before, unit.after, unit.author) == (FR, "Vorher.", "Nachher.", "Anna")
    assert (unit.created, unit.changed) == (datetime(2024, 1, 31, 8, tzinfo=UTC), datetime(2025, 1, 31, 8, tzinfo=UTC))


def test_a_memory_like_trados_writes_it_is_read_and_what_stays_out_is_counted():
    received = MEMORY_READERS["tmx"](TRADOS.encode())
    assert [(unit.language, unit.source, unit.target, unit.author) for unit in received.units] == [
        (IT, "Der <1/>Rat<2/> tagt.", "Il <1/>consiglio<2/> si riunisce.", "CARLA"),
        (FR, "Der <1/>Rat<2/> tagt.", "Le <1/>conseil<2/> siège.", "CARLA"),
    ]
    assert received.left_out == {
        LeftOut.MACHINE: 1,
        LeftOut.LANGUAGES: 2,
        LeftOut.CODES: 1,
        LeftOut.WORDS: 1,
    }
    assert received.told() == (
        "1 made by a machine, 2 in other languages, 1 with other inline codes on the two sides, 1 without words"
    )


SECOND = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="de-DE" trgLang="fr-FR"><file id="f">
<unit id="u"><segment state="final"><source>Zum <pc id="1">Rathaus</pc><ph id="2"/></source>
<target><ph id="2"/>À la <pc id="1">mairie</pc></target></segment>
<segment state="translated"><source>Ja</source><target>Oui</target></segment>
<segment><source>Nein</source></segment>
<segment state="reviewed"><source>Der <sc id="1"/>Rat <sc id="2"/>tagt<ec startRef="1"/>.<ec startRef="2"/></source>
<target>Le <sc id="1"/>conseil <sc id="2"/>siège<ec startRef="1"/>.<ec startRef="2"/></target></segment></unit></file></xliff>"""

FIRST = """<xliff version="1.2"><file original="x" source-language="de" target-language="it" datatype="html"><body>
<trans-unit id="1" approved="yes"><source>Zum <g id="1">Rathaus <x id="2"/></g></source><target>Al <g id="1"><x id="2"/>municipio</g></target></trans-unit>
<trans-unit id="2"><source>Ja</source><target state="signed-off"><mrk mtype="seg" mid="0">Sì</mrk></target></trans-unit>
<trans-unit id="3"><source>Nein</source><target state="needs-review-translation">No</target></trans-unit>
</body></file></xliff>"""


def test_of_xliff_2_the_segments_a_person_agreed_to_are_read():
    received = MEMORY_READERS["xliff"](SECOND.encode())
    assert [(unit.source, unit.target) for unit in received.units] == [
        ("Zum <1>Rathaus</1><2/>", "<2/>À la <1>mairie</1>"),
        ("Der <1>Rat <2>tagt</1>.</2>", "Le <1>conseil <2>siège</1>.</2>"),
    ]
    assert received.left_out == {LeftOut.UNAPPROVED: 1}


def test_of_xliff_1_the_approved_and_signed_off_units_are_read():
    received = MEMORY_READERS["xliff"](FIRST.encode())
    assert [(unit.source, unit.target) for unit in received.units] == [
        ("Zum <1>Rathaus <2/></1>", "Al <1><2/>municipio</1>"),
        ("Ja", "Sì"),
    ]
    assert received.left_out == {LeftOut.UNAPPROVED: 1}


@pytest.mark.parametrize("name", MEMORY_READERS)
@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("<tmx>\n<body>", 2, "no well-formed XML"),
        ("", 1, "no well-formed XML"),
        ("<html/>", 1, "begins with 'html'"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx>&a;</tmx>', 1, "document type of its own"),
        ("<tmx>" + "<a>" * 40, 1, "32 deep"),
    ],
)
def test_a_mistake_or_an_attack_is_refused_with_its_line(name, text, line, problem):
    with pytest.raises(UnreadableMemory, match=problem) as caught:
        MEMORY_READERS[name](text.encode())
    assert caught.value.line == line
    assert "Nothing was imported" in str(caught.value)


def test_a_side_without_segment_and_an_unknown_version_are_told():
    with pytest.raises(UnreadableMemory, match=r"Line 2.*no 'seg'"):
        MEMORY_READERS["tmx"](b'<tmx>\n<tu><tuv xml:lang="de"/><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu></tmx>')
    with pytest.raises(UnreadableMemory, match=r"version is '3\.0'"):
        MEMORY_READERS["xliff"](b'<xliff version="3.0"/>')


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_a_town_with_too_long_a_name_is_told_and_the_rest_is_read(name):
    units = [MemoryUnit("Rat", "conseil", FR), MemoryUnit("Rat", "bureau", FR, town="Bergamo")]
    data = MEMORY_WRITERS[name](units).replace(b"Bergamo", b"B" * 201)
    received = MEMORY_READERS[name](data)
    assert ([unit.target for unit in received.units], received.left_out) == (["conseil"], {LeftOut.TOWN: 1})


def test_a_town_is_given_to_the_units_of_a_file_that_have_none():
    units = [MemoryUnit("Rat", "conseil", FR), MemoryUnit("Rat", "bureau", FR, town="Bergamo")]
    received = MEMORY_READERS["tmx"](MEMORY_WRITERS["tmx"](units))
    assert [unit.town for unit in received.for_town("  Montbéliard ")] == ["Montbéliard", "Bergamo"]
    assert received.for_town("") == received.units
