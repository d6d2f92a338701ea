from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from service.domain.language import Language
from service.domain.memory import InvalidUnit, MemoryUnit
from service.store import schema
from service.store.memory import MemoryTable

FR, IT = Language.FRENCH, Language.ITALIAN
COUNCIL = MemoryUnit("Der <1>Rat</1> tagt.", "Le <1>conseil</1> siège.", FR, "Vorher.", "Nachher.", "Anna")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def memory(database):
    return MemoryTable(database, lambda: NOW)


def test_a_unit_comes_back_as_it_was_entered_with_an_id_and_its_times(memory):
    assert memory.enter([COUNCIL]) == 1
    (found,) = memory.find([COUNCIL.key], FR)[COUNCIL.key]
    assert found == replace(COUNCIL, created=NOW, changed=NOW, id=found.id)
    assert len(found.id) == 26
    assert memory.find([COUNCIL.key], IT) == {}


def test_thousands_of_keys_are_found_in_one_call(memory):
    units = [MemoryUnit(f"Satz {number}.", f"Phrase {number}.", FR) for number in range(2000)]
    memory.enter(units)
    assert len(memory.find([unit.key for unit in units], FR)) == 2000


def test_the_same_source_between_the_same_neighbours_is_one_unit_and_keeps_its_id(memory):
    memory.enter([COUNCIL])
    (before,) = memory.find([COUNCIL.key], FR)[COUNCIL.key]
    memory.enter([replace(COUNCIL, target="Le <1>conseil</1> se réunit.")])
    (after,) = memory.find([COUNCIL.key], FR)[COUNCIL.key]
    assert (after.id, after.target) == (before.id, "Le <1>conseil</1> se réunit.")


def test_another_translation_between_other_neighbours_stands_beside_and_the_same_one_brings_nothing_new(memory):
    memory.enter([COUNCIL])
    elsewhere = replace(COUNCIL, before="", after="")
    assert memory.enter([elsewhere]) == 0
    assert memory.enter([replace(elsewhere, target="Le <1>conseil</1> se réunit.")]) == 1
    assert len(memory.find([COUNCIL.key], FR)[COUNCIL.key]) == 2


def test_units_changed_last_come_first(database):
    times = iter([NOW, NOW.replace(hour=13)])
    memory = MemoryTable(database, lambda: next(times))
    memory.enter([COUNCIL])
    memory.enter([replace(COUNCIL, before="", target="<1>Conseil</1> !")])
    assert [unit.target for unit in memory.find([COUNCIL.key], FR)[COUNCIL.key]] == [
        "<1>Conseil</1> !",
        "Le <1>conseil</1> siège.",
    ]


def test_every_source_is_indexed_by_its_longer_words_once(memory, database):
    memory.enter([MemoryUnit("Der Spielplatz am Stadtpark wird eröffnet.", "L’aire de jeux ouvre.", FR)])
    with database.reading() as connection:
        rows = connection.execute(select(schema.memory_words.c["word", "length"])).all()
    assert sorted(row.word for row in rows) == ["eröffn", "spielp", "stadtp"]
    assert {row.length for row in rows} == {42}


@pytest.mark.parametrize(
    ("source", "target"),
    [("Rat", "<1/>"), ("", "conseil"), ("Der <1>Rat</1>", "Le conseil"), ("Rat", "conseil<1/>")],
)
def test_a_unit_without_words_or_with_other_codes_is_none(source, target):
    with pytest.raises(InvalidUnit):
        MemoryUnit(source, target, FR)
