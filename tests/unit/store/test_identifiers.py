import time

from service.store.identifiers import ALPHABET, make_identifier


def test_an_identifier_has_26_characters_of_the_crockford_alphabet():
    assert len(ALPHABET) == 32
    for _ in range(100):
        identifier = make_identifier()
        assert len(identifier) == 26
        assert set(identifier) <= set(ALPHABET)


def test_no_two_identifiers_are_equal():
    assert len({make_identifier() for _ in range(1000)}) == 1000


def test_later_identifiers_sort_after_earlier_ones():
    earlier = make_identifier()
    time.sleep(0.002)
    assert earlier < make_identifier()


def test_an_identifier_begins_with_its_millisecond():
    before = time.time_ns() // 1_000_000
    milliseconds = 0
    for character in make_identifier()[:10]:
        milliseconds = milliseconds * 32 + ALPHABET.index(character)
    assert before <= milliseconds <= time.time_ns() // 1_000_000
