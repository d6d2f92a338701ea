"""Swiss spelling (ss throughout) to German spelling (ß after long vowels), word by word, by a list of certain cases.

The list is `data/swiss_words.tsv`, lines `Swiss<TAB>German`, made by `swiss_words.py`: it holds a word only where the
spelling dictionary knows the form with ß and rejects the form with ss. "Masse" may be Masse or Maße, so it is not in
the list and stays. An ß that stands in a text ("Bahnhofstraße 3") is never touched.
"""

from __future__ import annotations

import re
from pathlib import Path

WORD_LIST = Path(__file__).parent / "data" / "swiss_words.tsv"
SWISS_SOURCES = frozenset(
    {
        "swiss-law",
        "swiss-law-hist",
        "onegov",
        "onegov-cloud",
        "ebau",
        "hitobito",
        "geoadmin",
        "openolat",
        "ogd-handbook",
        "swiyu-wallet",
        "visualize-admin",
        "ch-covidcert",
        "ch-covidcert-ui",
        "lobbywatch",
    }
)
WORD_WITH_SS = re.compile(r"[^\W\d_]*(?:ss|SS)[^\W\d_]*")


def spellings(word: str) -> list[str]:
    """Every form of `word` with at least one ss turned into ß: "Grossstrasse" gives Großstrasse, Grossstraße, Großstraße, ..."""
    places = [m.start() for m in re.finditer("ss", word)]
    forms = set()
    for choice in range(1, 1 << len(places)):
        form = word
        for index in reversed(range(len(places))):
            if choice >> index & 1:
                form = form[: places[index]] + "ß" + form[places[index] + 2 :]
        forms.add(form)
    return sorted(forms)


def read_word_list(path: Path = WORD_LIST) -> dict[str, str]:
    """Swiss form to German form, in the casing of the list."""
    rows = (
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    )
    return dict(rows)


def respell(text: str, known: dict[str, str]) -> str:
    """`text` with every listed word in German spelling; a capital first letter is kept ("Ausserdem" by "ausserdem")."""

    def german_form(match: re.Match[str]) -> str:
        word = match.group()
        if word in known:
            return known[word]
        lower = known.get(word[:1].lower() + word[1:])
        return lower[:1].upper() + lower[1:] if lower else word

    return WORD_WITH_SS.sub(german_form, text)
