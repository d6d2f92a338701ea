from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.memory import InvalidUnit, MatchKind, MemoryUnit
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


SENTENCES = {
    "Der Spielplatz im Stadtpark wird am Montag eröffnet.": "L’aire de jeux du parc municipal ouvre lundi.",
    "Der Spielplatz im Stadtpark wurde am Montag eröffnet.": "L’aire de jeux du parc municipal a ouvert lundi.",
    "Die Stadtbibliothek bleibt am Montag geschlossen.": "La bibliothèque municipale reste fermée lundi.",
}


def test_sources_that_are_alike_are_found_with_their_score_the_best_first(memory):
    memory.enter([MemoryUnit(source, target, FR) for source, target in SENTENCES.items()])
    matches = memory.search("Der Spielplatz im Stadtpark wird am Dienstag eröffnet.", FR, 70, 5)
    assert [match.unit.source for match in matches] == list(SENTENCES)[:2]
    assert [match.score for match in matches] == [94, 91]
    assert {match.kind for match in matches} == {MatchKind.FUZZY}
    assert memory.search("Der Spielplatz im Stadtpark wird am Dienstag eröffnet.", IT, 70, 5) == []


def test_the_same_source_scores_100_and_nothing_else_does(memory):
    memory.enter([MemoryUnit(source, target, FR) for source, target in SENTENCES.items()])
    (best, *_) = memory.search("Die  Stadtbibliothek bleibt am\u00a0Montag geschlossen.", FR, 70, 5)
    assert (best.kind, best.score) == (MatchKind.EXACT, 100)
    long = "Der Spielplatz " + "und noch ein Spielplatz " * 30
    memory.enter([MemoryUnit(long + "ja", "oui", FR)])
    assert memory.search(long + "je", FR, 70, 1)[0].score == 99


def test_units_are_listed_the_newest_first_a_page_at_a_time_and_searched_on_both_sides(memory):
    memory.enter([MemoryUnit(source, target, FR) for source, target in SENTENCES.items()])
    first, cursor = memory.list(limit=2)
    second, end = memory.list(limit=2, cursor=cursor)
    assert {unit.source for unit in first + second} == set(SENTENCES)
    assert (len(first), end) == (2, None)
    assert [unit.target for unit in memory.list(text="bibliothèque")[0]] == [
        "La bibliothèque municipale reste fermée lundi."
    ]
    assert len(memory.list(text="SPIELPLATZ")[0]) == 2
    assert memory.list(text="%")[0] == []
    assert memory.list(IT)[0] == []


def test_a_removed_unit_is_found_by_no_search_any_more(memory, database):
    memory.enter([COUNCIL, replace(COUNCIL, before="", target="<1>Conseil</1> !")])
    one, other = memory.list()[0]
    memory.remove(one.id)
    assert len(memory.list()[0]) == 1
    memory.remove(other.id)
    with pytest.raises(NotFound, match="no unit"):
        memory.remove(other.id)
    with database.reading() as connection:
        assert connection.execute(select(schema.memory_words)).all() == []


def test_a_purge_takes_one_language_or_what_was_not_changed_for_long_or_all(database):
    times = iter([NOW, NOW.replace(hour=13), NOW.replace(hour=14), NOW.replace(hour=15)])
    memory = MemoryTable(database, lambda: next(times))
    italian = MemoryUnit("Alle kommen.", "Vengono tutti.", IT)
    memory.enter([COUNCIL])
    memory.enter([italian])
    assert memory.purge(unchanged_for=timedelta(hours=1, minutes=30)) == 1
    assert [unit.language for unit in memory.list()[0]] == [IT]
    assert memory.purge(FR) == 0
    assert memory.purge() == 1
    assert memory.statistics().units == {}


ROME, BERGAMO = "Roma", "Bergamo"
SESSION = MemoryUnit("Der Rat tagt am Montag.", "Il consiglio si riunisce lunedì.", IT)
OURS = replace(SESSION, target="La giunta si riunisce lunedì.", town=BERGAMO)


def test_towns_of_one_language_keep_their_own_words_for_one_source(memory):
    theirs = replace(SESSION, target="Il senato si riunisce lunedì.", town=ROME)
    assert memory.enter([SESSION, OURS, theirs]) == 3
    found = memory.find([SESSION.key], IT)[SESSION.key]
    assert {(unit.town, unit.target) for unit in found} == {(u.town, u.target) for u in (SESSION, OURS, theirs)}
    assert memory.enter([replace(OURS, before="Anderswo.")]) == 0
    assert memory.statistics().towns == {(IT, BERGAMO): 1, (IT, ROME): 1}


def test_a_town_that_says_what_everybody_says_has_a_unit_of_its_own(memory):
    assert memory.enter([SESSION, replace(SESSION, town=BERGAMO)]) == 2


@pytest.mark.parametrize(
    ("town", "target"), [(BERGAMO, OURS.target), ("bergamo", OURS.target), (ROME, SESSION.target), ("", SESSION.target)]
)
def test_of_one_source_the_unit_nearest_to_the_town_is_found(memory, town, target):
    memory.enter([OURS])
    memory.enter([SESSION])
    for source in (SESSION.source, "Der Rat tagt am Dienstag."):
        (match,) = memory.search(source, IT, 70, 3, town)
        assert match.unit.target == target


def test_another_town_s_unit_is_found_where_there_is_no_other_and_says_whose_it_is(memory):
    memory.enter([OURS])
    (match,) = memory.search(SESSION.source, IT, 70, 3, ROME)
    assert (match.unit.town, match.score) == (BERGAMO, 100)


def test_units_of_a_town_are_listed_read_and_removed_by_its_name(memory):
    memory.enter([SESSION, OURS])
    assert [unit.target for unit in memory.list(town="BERGAMO")[0]] == [OURS.target]
    assert [unit.target for unit in memory.every(town="")] == [SESSION.target]
    assert memory.list(town="Atlantis")[0] == []
    assert memory.purge(town="bergamo") == 1
    assert [unit.target for unit in memory.every()] == [SESSION.target]
    assert [match.unit.target for match in memory.search("Der Rat tagt am Dienstag.", IT, 70, 3)] == [SESSION.target]
