"""What the recipe works on: sentence pairs and the languages they are in. Refuses: judging or changing a pair."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO, cast

TargetLanguage = Literal["fr", "it"]
LANGUAGES: tuple[TargetLanguage, ...] = ("fr", "it")
PREFIX: dict[TargetLanguage, str] = {
    "fr": "<2fr>",
    "it": "<2it>",
}  # first token given to the decoder: names the language


@dataclass(frozen=True, slots=True)
class Pair:
    """One German segment and its translation."""

    german: str
    target: str
    language: TargetLanguage
    source: str  # id of the corpus part it comes from, as in the corpus' list of sources, for example "swiss-law"


def open_text(path: Path) -> TextIO:
    """A text file, packed with xz or not."""
    return cast(
        TextIO, lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    )


def read_corpus(path: Path, language: TargetLanguage) -> Iterator[Pair]:
    """The pairs of a file of lines `german<TAB>target<TAB>source`; lines without both sides are passed over."""
    with open_text(path) as lines:
        for line in lines:
            german, target, source = (
                " ".join(cell.split()) for cell in [*line.rstrip("\n").split("\t"), "", "", ""][:3]
            )
            if german and target:
                yield Pair(german, target, language, source)


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs that `write_pairs` wrote, in the same order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            language, german, target, source = line.rstrip("\n").split("\t")
            yield Pair(german, target, cast(TargetLanguage, language), source)


def write_pairs(path: Path, pairs: list[Pair]) -> None:
    """One line a pair: `language<TAB>german<TAB>target<TAB>source`."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{p.language}\t{p.german}\t{p.target}\t{p.source}\n" for p in pairs)


def chance(text: str, salt: str) -> float:
    """A number in [0, 1) that depends on `text` and `salt` only, so that every run of the recipe draws the same sample."""
    return int.from_bytes(hashlib.blake2b(f"{salt}\t{text}".encode(), digest_size=6).digest()) / 2**48
