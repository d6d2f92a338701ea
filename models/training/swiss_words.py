"""Makes `data/swiss_words.tsv` from the words of the corpus and the spelling dictionary hunspell-de-de.

python -m models.training.swiss_words --corpus DIR        (needs the programs of the packages hunspell, hunspell-de-de)
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.training.pairs import LANGUAGES, read_corpus
from models.training.swiss import SWISS_SOURCES, WORD_LIST, WORD_WITH_SS, spellings

HEADER = "# Swiss<TAB>German spelling where only the German one is right; made by swiss_words.py with hunspell-de-de (GPL-2 or GPL-3)\n"


def count_words(corpus: Path) -> Counter[str]:
    """How often each word with ss stands on the German side of the Swiss sources."""
    counts: Counter[str] = Counter()
    for language in LANGUAGES:
        for pair in read_corpus(corpus / f"de-{language}.tsv.xz", language):
            if pair.source in SWISS_SOURCES:
                counts.update(w for w in WORD_WITH_SS.findall(pair.german) if "ss" in w)
    return counts


def accepted(words: Iterable[str]) -> set[str]:
    """Those of `words` that the German spelling dictionary accepts."""
    answer = subprocess.run(
        ["hunspell", "-d", "de_DE", "-i", "utf-8", "-G"],
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


def certain_spellings(words: Iterable[str]) -> dict[str, str]:
    """Words whose ss form is wrong in Germany and that have exactly one right form with ß."""
    forms = {word: spellings(word) for word in words if word.count("ss") <= 3}
    right = accepted([form for word, others in forms.items() for form in (word, *others)])
    found = {word: [f for f in others if f in right] for word, others in forms.items() if word not in right}
    return {word: others[0] for word, others in found.items() if len(others) == 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--at-least", type=int, default=2, help="times a word must occur to be listed")
    arguments = parser.parse_args()
    frequent = [word for word, count in count_words(arguments.corpus).items() if count >= arguments.at_least]
    found = certain_spellings(frequent)
    WORD_LIST.write_text(HEADER + "".join(f"{w}\t{g}\n" for w, g in sorted(found.items())), encoding="utf-8")
    print(f"{len(found)} of {len(frequent)} words listed")


if __name__ == "__main__":
    main()
