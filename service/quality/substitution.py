"""Which wrong figures of a draft stand where a right one should; refuses to guess, to drop and to add any.

Miniature: ``im Jahr 1755`` came back as ``l’année 17555``; one figure is missing, one is strange to the source, so the strange one
stands where the missing one should. A figure that only repeats one of the source is no such stranger, for models stammer; it counts only where all other figures stand
in step with the source.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from service.domain.change import Substitution
from service.domain.language import Language
from service.quality.figures import Figure, read_figures
from service.quality.number_words import find_number_words
from service.quality.numbers import find_readings, find_unpaired

_RUN = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]{1,2}\d+)+")
_TWICE = re.compile(
    r"(?<!\S)(?P<phrase>(?=\D{0,40}\d)[^\s,.;:]+(?:\s[^\s,.;:]+){1,5}?)(?:\s(?P=phrase))+(?![^\s,.;:!?])"
)
_ALIKE = 0.66  # of the digits in common: 1644 and 164, 2002 and 20, not 1644 and 1912
_FEWEST_DIGITS = 2


def find_substitutions(source: str, draft: str, language: Language) -> list[Substitution]:
    """The exchanges that bring back figures of `source`, in order; none where it is not certain which belongs where."""
    readings = [*((read, read) for read in find_readings(source, draft)), (read_figures, _read_runs)]
    found: list[list[Substitution]] = [[]]
    found.append(_collapse(draft))
    found += [sorted(_substitutions(one(source), other(draft), source, draft, language)) for one, other in readings]
    return min(found, key=lambda each: _count_wrong(source, _exchanged(draft, each), language))


def _collapse(draft: str) -> list[Substitution]:
    """Phrases with a figure that a model said twice in a row, the second time taken away: "de 5 millions de 5 millions"."""
    return [Substitution(match.end("phrase"), match.end(), "") for match in _TWICE.finditer(draft)]


def _exchanged(draft: str, substitutions: Sequence[Substitution]) -> str:
    for each in reversed(substitutions):
        draft = draft[: each.start] + each.written + draft[each.end :]
    return draft


def _count_wrong(source: str, draft: str, language: Language) -> int:
    given, found = read_figures(source), read_figures(draft)
    missing = find_unpaired(given, found, find_number_words(draft, language))
    return len(missing) + len(find_unpaired(found, given, find_number_words(source, Language.GERMAN)))


def _substitutions(
    given: list[Figure], found: list[Figure], source: str, draft: str, language: Language
) -> Iterator[Substitution]:
    missing = find_unpaired(given, found, find_number_words(draft, language))
    known = {figure.value for figure in given}
    unpaired = find_unpaired(found, given, find_number_words(source, Language.GERMAN))
    strange = [figure for figure in unpaired if figure.value not in known]
    pairs = _pair_in_order(missing, strange) or _pair_alike(missing, strange)
    missing = [figure for figure in missing if figure not in [pair[0] for pair in pairs]]
    strange = [figure for figure in strange if figure not in [pair[1] for pair in pairs]]
    if len(missing) == len(strange) == 1:
        pairs.append((missing[0], strange[0]))
    for right, wrong in pairs or _pair_in_step(given, found, missing):
        yield Substitution(wrong.start, wrong.end, right.written)


def _pair_in_order(missing: Sequence[Figure], strange: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Two rows of as many figures in which each is like the one at its place: "150.000 … 250.000" and "150.00 000 … 250.00 000"."""
    pairs = list(zip(missing, strange, strict=False))
    alike = all(is_alike(right.value, wrong.value) for right, wrong in pairs)
    return pairs if alike and len(missing) == len(strange) else []


def _pair_alike(missing: Sequence[Figure], strange: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Those that are like each other and like no other."""
    alike = {right: [wrong for wrong in strange if is_alike(right.value, wrong.value)] for right in missing}
    return [
        (right, wrongs[0])
        for right, wrongs in alike.items()
        if len(wrongs) == 1 and sum(wrongs[0] in others for others in alike.values()) == 1
    ]


def _pair_in_step(given: list[Figure], found: list[Figure], missing: list[Figure]) -> list[tuple[Figure, Figure]]:
    """The one place at which two rows of as many figures differ: of "70 … 100" and "70 … 70" the last."""
    if len(given) != len(found) or len(given) == 1:
        return []
    apart = [pair for pair in zip(given, found, strict=True) if pair[0].value != pair[1].value]
    return apart if len(apart) == 1 and apart[0][0] in missing else []


def is_alike(one: str, other: str) -> bool:
    """True for digits of which most are the same: 1704 and 17044, not 12 and 30."""
    if min(len(one), len(other)) < _FEWEST_DIGITS:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _read_runs(text: str) -> list[Figure]:
    """The figures of `text`, a broken run ("400.0000 000") as one."""
    runs = [match for match in _RUN.finditer(text) if len(read_figures(match.group())) > 1]
    broken = [Figure(re.sub(r"\D", "", match.group()), match.group(), *match.span()) for match in runs]
    whole = [
        figure
        for figure in read_figures(text)
        if not any(run.start < figure.end and figure.start < run.end for run in broken)
    ]
    return sorted(whole + broken, key=lambda figure: figure.start)
