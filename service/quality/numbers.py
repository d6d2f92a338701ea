"""Do the numbers of the source survive? Refuses to care how a language groups its digits."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.quality.figures import Figure, count_ambiguous, read_figures, read_parted_figures
from service.quality.number_words import find_number_words


@dataclass(frozen=True, slots=True)
class NumberPair:
    """One number and what became of it."""

    source: str | None  # as written; None for a number only the target has
    target: str | None  # as written; None if it is not there in figures
    ok: bool  # the same value on both sides, in figures or in words


def pair_numbers(source: Content, target: Content, language: Language) -> list[NumberPair]:
    """The numbers of a segment in order of its source, those only the target has last."""
    readings = [_pair(source.text, target.text, language, read) for read in find_readings(source.text, target.text)]
    return min(readings, key=lambda pairs: sum(not pair.ok for pair in pairs))


def check_numbers(source: Content, target: Content, language: Language) -> Issue | None:
    """Numbers changed, lost or added."""
    readings = find_readings(source.text, target.text)
    issues = [_compare(source.text, target.text, language, read) for read in readings]
    return issues[0] if all(issues) else None


def find_readings(source: str, target: str) -> list[Callable[[str], list[Figure]]]:
    """How the digits may be read: apart too, if as many groups are in doubt on both sides.

    Otherwise ``30 bis 120`` would pass as ``30 120``, which reads as thirty thousand.
    """
    parted = count_ambiguous(source) == count_ambiguous(target) > 0
    return [read_figures, read_parted_figures] if parted else [read_figures]


def _compare(source: str, target: str, language: Language, read: Callable[[str], list[Figure]]) -> Issue | None:
    given, found = read(source), read(target)
    missing = find_unpaired(given, found, find_number_words(target, language))
    added = find_unpaired(found, given, find_number_words(source, Language.GERMAN))
    if not missing and not added:
        return None
    told = [f"{figure.written} is missing" for figure in missing] + [
        f"{figure.written} is not in the source" for figure in added
    ]
    place = (added[0].start, added[0].end) if added else (None, None)
    listed = (("missing", missing), ("added", added))
    facts = tuple((name, ", ".join(figure.written for figure in figures)) for name, figures in listed if figures)
    kind = "changed" if missing and added else "missing" if missing else "added"
    return Issue("numbers", Severity.MAJOR, f"{'; '.join(told)}.", *place, kind=kind, facts=facts)


def _pair(source: str, target: str, language: Language, read: Callable[[str], list[Figure]]) -> list[NumberPair]:
    given, found = read(source), read(target)
    missing = find_unpaired(given, found, find_number_words(target, language))
    added = find_unpaired(found, given, find_number_words(source, Language.GERMAN))
    written: dict[str, list[str]] = defaultdict(list)
    for figure in reversed(found):
        written[figure.value].append(figure.written)
    pairs = []
    for figure in given:
        partner = written[figure.value].pop() if written[figure.value] else None
        pairs.append(NumberPair(figure.written, partner, figure not in missing))
    return pairs + [NumberPair(None, figure.written, ok=False) for figure in added]


def find_unpaired(figures: list[Figure], others: list[Figure], in_words: frozenset[str]) -> list[Figure]:
    """The figures that have no partner of the same value among `others` and are not said in words there."""
    unlike, strangers = _subtract(figures, others), _subtract(others, figures)
    leftover = []
    for figure in unlike:
        partner = next((each for each in strangers if figure.is_same(each)), None)  # "90er" and "1990"
        if partner is not None:
            strangers.remove(partner)
        elif in_words.isdisjoint({figure.value, figure.also}):
            leftover.append(figure)
    return leftover


def _subtract(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """The figures whose value is not among `others` as often."""
    left = Counter(figure.value for figure in others)
    remaining = []
    for figure in figures:
        if left[figure.value]:
            left[figure.value] -= 1
        else:
            remaining.append(figure)
    return remaining
