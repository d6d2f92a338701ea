"""Reads `tests/examples/engine`: rules of placement with alignments that a person wrote."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.marked import mark, without_codes
from service.domain.content import Content
from service.domain.language import Language
from service.engine.alignment import Alignment, find_words
from service.engine.spans import strip_codes

FOLDER = Path(__file__).parents[2] / "examples/engine"
SENTENCES, PAGES = FOLDER / "placement.txt", FOLDER / "pages.txt"


@dataclass(frozen=True, slots=True)
class Example:
    rule: str
    source: Content
    target: str
    language: Language
    alignment: Alignment
    wanted: str
    rung: str


def read_examples() -> list[Example]:
    return [_read(lines) for lines in read_blocks(SENTENCES)]


def read_blocks(path: Path) -> list[list[str]]:
    """The lines of each block; blocks are parted by a blank line, lines that begin with ``#`` are remarks."""
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [block.splitlines() for block in text.strip().split("\n\n")]


def _read(lines: list[str]) -> Example:
    rule, german, translation, links, *more = lines
    source, language, wanted = mark(german.removeprefix("de ")), translation[:2], translation[3:]
    target = without_codes(wanted)
    alignment = align(strip_codes(source).text, target, links)
    rung = more[0].removeprefix("rung ") if more else "alignment"
    return Example(rule.removeprefix("= "), source, target, Language(language), alignment, wanted, rung)


def align(source: str, target: str, links: str) -> Alignment:
    """``Rat = conseil | tagt = se réunit`` between the words of two texts; each link weighs the same."""
    spans = find_words(source), find_words(target)
    words = [[text[start:end] for start, end in each] for text, each in zip((source, target), spans, strict=True)]
    rows = [[0.0] * len(spans[0]) for _ in spans[1]]
    for entry in links.split(" | "):
        left, right = (part.split() for part in entry.split(" = "))
        for name in right:
            for other in left:
                rows[_find(words[1], name)][_find(words[0], other)] = 1.0
    return Alignment(*spans, tuple(tuple(weight / (sum(row) or 1) for weight in row) for row in rows))


def _find(words: list[str], name: str) -> int:
    word, _, number = name.rpartition("#") if "#" in name else (name, "", "1")
    places = [index for index, each in enumerate(words) if each == word]
    if not places:
        raise ValueError(f"{name!r} is no word of {words}")
    return places[int(number) - 1]
