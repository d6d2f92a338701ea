"""Dictionaries of dictd's form as a corpus of words."""

import gzip
from pathlib import Path

import pytest

from models.training.dictionary import DIGITS, Entry, own_pairs, pairs_of, read_dictionary, read_entry, with_article
from models.training.pairs import Pair, read_corpus
from tests.training.conftest import run_step

GERMAN = (
    "Schwimmbad /ˈʃvɪmbaːt/ <n, neut>\npiscine\nöffentliche Anlage\n",
    "Haushalt /ˈhaʊ̯shalt/ <n, masc>\n1. budget\nEinnahmen und Ausgaben\n2. ménage, foyer 2.\nPersonengruppe\n",
    "einladen /ˈaɪ̯nˌlaːdn̩/ <v>\n1. inviter 2.\njemanden bitten zu kommen\n3. embarquer\netwas in ein Fahrzeug schaffen\n",
    "Anwalt /ˈanvalt/ <n, masc>\navocat, conseil\n",
    "Gas (Chemie) <n, neut>\ngaz\n",
)
FRENCH = (
    "piscine /pi.sin/ <n, fem>\npiscina\nBassin de bain\n",
    "budget /byd.ʒɛ/ <n, masc>\nbudget, bilancio\n",
    "avocat /a.vɔ.ka/ <n, masc>\n1. avvocato\nExpert\n2. avocado\nFruit\n",
    "inviter <n, masc>\ninvito\n",
)
LETTERS = {value: digit for digit, value in DIGITS.items()}


def numeral(value: int) -> str:
    return (numeral(value // 64) if value >= 64 else "") + LETTERS[value % 64]


def write_dictionary(folder: Path, name: str, entries: tuple[str, ...]) -> Path:
    """As dictfmt writes: every entry under its headword, the first also under another, and one about the dictionary."""
    content, lines = b"00-database-info\nabout\n", [f"00databaseinfo\tA\t{numeral(23)}"]
    for entry in entries:
        raw = entry.encode()
        lines.append(f"{entry.split()[0]}\t{numeral(len(content))}\t{numeral(len(raw))}")
        content += raw
    lines.append(lines[1].replace("\t", "er\t", 1))
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(content))
    (folder / f"{name}.index").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


@pytest.fixture
def dictd(tmp_path):
    write_dictionary(tmp_path, "freedict-deu-fra", GERMAN)
    write_dictionary(tmp_path, "freedict-fra-ita", FRENCH)
    return tmp_path


def test_an_entry_gives_the_first_translation_of_its_first_meaning():
    assert read_entry(GERMAN[1]) == Entry("Haushalt", "n", "masc", "budget", 2)
    assert read_entry(GERMAN[2]) == Entry("einladen", "v", "", "inviter", 2)


def test_an_entry_without_a_plain_word_is_left_out():
    assert read_entry(GERMAN[4]) is None
    assert read_entry("Gruß\nsalut\n") is None


def test_every_entry_is_read_once(dictd):
    assert [e.head for e in read_dictionary(dictd / "freedict-deu-fra")] == [
        "Schwimmbad",
        "Haushalt",
        "einladen",
        "Anwalt",
    ]


@pytest.mark.parametrize(
    ("noun", "gender", "wanted"),
    [
        ("piscine", "fem", "la piscine"),
        ("budget", "masc", "le budget"),
        ("école", "fem", "l'école"),
        ("hôtel", "masc", ""),
        ("maire", "", ""),
        ("Fribourg", "masc", ""),
    ],
)
def test_french_nouns_get_the_article_that_is_certain(noun, gender, wanted):
    assert with_article(noun, gender) == wanted


def test_italian_comes_through_french_words_of_one_meaning_and_the_same_class(dictd):
    french = {e.head: e for e in read_dictionary(dictd / "freedict-fra-ita")}
    pairs = list(pairs_of(read_dictionary(dictd / "freedict-deu-fra"), french))
    assert [(p.german, p.target) for p in pairs if p.language == "it"] == [
        ("Schwimmbad", "piscina"),
        ("Haushalt", "budget"),
    ]
    assert ("das Schwimmbad", "la piscine") in [(p.german, p.target) for p in pairs]


def test_common_words_are_a_part_of_their_own():
    rare = Entry("Aalbutt", "n", "masc", "fausse limande", 1)
    common = Entry("Schule", "n", "fem", "école", 1)
    assert [p.source for p in pairs_of(iter([rare, common]), {})] == ["wikdict", "wikdict-common"]


def test_the_glossary_is_learnt_with_its_preferred_forms():
    assert Pair("Gemeinderat", "consiglio comunale", "it", "gemello") in list(own_pairs())


def test_the_command_writes_a_corpus(dictd, tmp_path):
    run_step("dictionary", "--dictd", dictd, "--out", tmp_path / "words")
    rows = list(read_corpus(tmp_path / "words" / "de-fr.tsv.xz", "fr"))
    assert {p.source for p in rows} == {"gemello", "wikdict-common"}
    assert "inviter" in {p.target for p in rows}
