"""Step 0: dictionaries as a corpus of words, for what the parallel texts never say: *Schwimmbad*, *Müllabfuhr*, *Einweihung*.

    apt-get install dict-freedict-deu-fra dict-freedict-fra-ita
    python -m models.training.dictionary --dictd /usr/share/dictd --out DIR

Writes `DIR/de-fr.tsv.xz` and `DIR/de-it.tsv.xz`, to be named to `prepare` beside the corpus. French comes from the German-French dictionary,
Italian through French where the French word has one meaning; the first translation of the first meaning counts. Nouns come
with their articles too, where both genders are known. Rows are of the part `wikdict-common` if the word is common in German, else `wikdict`;
Gemello's own glossary and gazetteer are the part `gemello`.
Source: WikDict (K. Bartel) by FreeDict, of Wiktionary, CC-BY-SA 3.0; how common a word is: wordfreq (R. Speer).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wordfreq import zipf_frequency

from models.training.pairs import LANGUAGES, Pair

OWN = Path(__file__).parents[2] / "service" / "linguistics" / "data"
COMMON = 3.0  # Zipf: once in a million words
DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
CLASS = re.compile(r"<(n|v|adj|adv)\b(?:, (masc|fem|neut))?[^>]*>")
SENSE = re.compile(r"^\s*(\d+\.)?\s*(.*?)(\s+\d+\.)?\s*$")
GERMAN_ARTICLE = {"masc": "der", "fem": "die", "neut": "das"}
FRENCH_ARTICLE = {"masc": "le ", "fem": "la "}
ELIDES = re.compile(
    r"[aeiouyâàéèêëîïôûùœæ]", re.IGNORECASE
)  # a silent h cannot be told from an aspirated one: no article then


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword with the first translation of its first meaning."""

    head: str
    kind: str  # n, v, adj, adv
    gender: str  # masc, fem, neut, or nothing
    translation: str
    meanings: int


def number(text: str) -> int:
    """A number as dictd writes it: 64 digits, the most significant first."""
    value = 0
    for digit in text:
        value = value * 64 + DIGITS[digit]
    return value


def read_entry(text: str) -> Entry | None:
    """An entry of a WikDict dictionary; None for one without a class of word or a plain translation."""
    first, _, rest = text.partition("\n")
    found = CLASS.search(first)
    sense = SENSE.match(rest.partition("\n")[0])
    if found is None or sense is None:
        return None
    head = re.split(r" /| <", first)[0].strip()
    translation = sense[2].split(",")[0].strip()
    meanings = len(re.findall(r"^\d+\. ", rest, re.MULTILINE)) or 1
    plain = bool(head and translation) and not re.search(r"[()\[\]…/;:0-9]", head + translation)
    return Entry(head, found[1], found[2] or "", translation, meanings) if plain else None


def read_dictionary(stem: Path) -> Iterator[Entry]:
    """The entries of `stem.index` and `stem.dict.dz`."""
    content = gzip.decompress(stem.with_suffix(".dict.dz").read_bytes())
    spans = set()
    for line in stem.with_suffix(".index").read_text(encoding="utf-8").splitlines():
        word, begin, length = line.split("\t")[:3]
        if not word.startswith("00"):
            spans.add((number(begin), number(length)))
    for begin, length in sorted(spans):
        entry = read_entry(content[begin : begin + length].decode("utf-8"))
        if entry is not None:
            yield entry


def with_article(noun: str, gender: str) -> str:
    """A French noun with its article: `l'`, `le`, `la`; nothing where that cannot be told."""
    if gender not in FRENCH_ARTICLE or noun[0] in "hH" or noun[0].isupper():
        return ""
    return f"l'{noun}" if ELIDES.match(noun) else FRENCH_ARTICLE[gender] + noun


def pairs_of(german: Iterator[Entry], french: dict[str, Entry]) -> Iterator[Pair]:
    """What `german` (German-French) and `french` (French-Italian, by its words) teach."""
    for entry in german:
        part = "wikdict-common" if zipf_frequency(entry.head, "de") >= COMMON else "wikdict"
        yield Pair(entry.head, entry.translation, "fr", part)
        bridge = french.get(entry.translation)
        if bridge is None or bridge.kind != entry.kind:
            continue
        noun = with_article(entry.translation, bridge.gender)
        if entry.kind == "n" and entry.gender and noun:
            yield Pair(f"{GERMAN_ARTICLE[entry.gender]} {entry.head}", noun, "fr", part)
        if bridge.meanings == 1:
            yield Pair(entry.head, bridge.translation, "it", part)


def own_pairs() -> Iterator[Pair]:
    """The municipal terms and names that the service knows, each with its preferred form."""
    for name in ("glossary", "gazetteer"):
        with (OWN / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for language in LANGUAGES:
                    if row[language]:
                        yield Pair(row["source"], row[language].split("|")[0], language, "gemello")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dictd", type=Path, default=Path("/usr/share/dictd"), help="folder of the dictionaries")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    french = {entry.head: entry for entry in read_dictionary(arguments.dictd / "freedict-fra-ita")}
    pairs = [*own_pairs(), *pairs_of(read_dictionary(arguments.dictd / "freedict-deu-fra"), french)]
    for language in LANGUAGES:
        rows = [f"{p.german}\t{p.target}\t{p.source}\n" for p in pairs if p.language == language]
        with lzma.open(arguments.out / f"de-{language}.tsv.xz", "wt", encoding="utf-8") as out:
            out.writelines(rows)
        print(f"de-{language}: {len(rows)} rows")


if __name__ == "__main__":
    main()
