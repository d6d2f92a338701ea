"""Made-up pairs in the language of press releases, which no open corpus has: what takes place when and where, what is closed, who invites.

The frames are in `data/press_frames.tsv`: German, French, Italian, with slots. `{place.in}` is a noun of the kind `place` in `data/press_words.tsv` in
its form `in`; `{when}`, `{person}` and the like are made by `slots.py`. A form with a capital begins with one. The sentences in `data/written/*.tsv`
were written for this project as they are; few have slots. `benchmarks/testsets/press.*` are sentences of the same hand that are never learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from models.training.copying import read_frames
from models.training.pairs import Pair, TargetLanguage
from models.training.slots import MADE, SIDES, Triple

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")

GERMAN: dict[str, dict[str, str]] = {
    "nom": {"m": "der ", "f": "die ", "n": "das "}, "acc": {"m": "den ", "f": "die ", "n": "das "}, "dat": {"m": "dem ", "f": "der ", "n": "dem "},
    "a_nom": {"m": "ein ", "f": "eine ", "n": "ein "}, "a_acc": {"m": "einen ", "f": "eine ", "n": "ein "},
    "a_dat": {"m": "einem ", "f": "einer ", "n": "einem "}, "in": {"m": "im ", "f": "in der ", "n": "im "},
    "motion": {"m": "in den ", "f": "in die ", "n": "ins "},
}  # fmt: skip
FRENCH: dict[str, tuple[str, str, str]] = {  # before a masculine, a feminine, any noun that begins with a vowel
    "the": ("le ", "la ", "l'"), "of": ("du ", "de la ", "de l'"), "to": ("au ", "à la ", "à l'"),
}  # fmt: skip
ITALIAN: dict[str, tuple[str, str, str, str]] = {  # before il, lo, la, l'
    "the": ("il ", "lo ", "la ", "l'"), "of": ("del ", "dello ", "della ", "dell'"), "to": ("al ", "allo ", "alla ", "all'"),
    "in": ("nel ", "nello ", "nella ", "nell'"), "on": ("sul ", "sullo ", "sulla ", "sull'"),
}  # fmt: skip
ENDINGS: dict[str, tuple[str, str]] = {  # masculine, feminine: ouvert(e), publi(c/que), compl(et/ète), apert(o/a)
    "e": ("", "e"),
    "que": ("c", "que"),
    "ete": ("et", "ète"),
    "o": ("o", "a"),
}
VOWEL = re.compile(r"[aeiouyhâàéèêîïôûœ]", re.IGNORECASE)  # every h in press_words.tsv is silent
LO = re.compile(r"(?:s[^aeiou]|z|gn|ps|x|y)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of one language and its gender: m, f or n."""

    word: str
    gender: str

    def german(self, form: str) -> str:
        """With its article in a case, or with `in`."""
        return (GERMAN[form][self.gender] if form != "bare" else "") + self.word

    def french(self, form: str) -> str:
        """With its article or preposition, or an ending that agrees with it."""
        if form in ENDINGS:
            return ENDINGS[form][self.gender == "f"]
        before = {"bare": "", "a": "une " if self.gender == "f" else "un "}
        article = before[form] if form in before else FRENCH[form][2 if VOWEL.match(self.word) else self.gender == "f"]
        return article + self.word

    def italian(self, form: str) -> str:
        """With its article or preposition, or an ending that agrees with it."""
        if form in ENDINGS:
            return ENDINGS[form][self.gender == "f"]
        vowel, lo, feminine = bool(VOWEL.match(self.word)), bool(LO.match(self.word)), self.gender == "f"
        one = ("un'" if vowel else "una ") if feminine else ("uno " if lo else "un ")
        row = 3 if vowel else 2 if feminine else int(lo)
        before = {"bare": "", "a": one}
        return (before[form] if form in before else ITALIAN[form][row]) + self.word


FORMS: dict[str, Callable[[Noun, str], str]] = {"de": Noun.german, "fr": Noun.french, "it": Noun.italian}


def read_nouns(path: Path = DATA / "press_words.tsv") -> dict[str, list[dict[str, Noun]]]:
    """The nouns by kind, each by language."""
    nouns: dict[str, list[dict[str, Noun]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *sides = line.split("\t")
            parts = (side.rsplit(" ", 1) for side in sides)
            nouns.setdefault(kind, []).append({code: Noun(*part) for code, part in zip(SIDES, parts, strict=True)})
    return nouns


def capital(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]


def contract(german: str) -> str:
    """*zu dem* is *zum*."""
    for long, short in (("zu dem ", "zum "), ("zu der ", "zur "), ("an dem ", "am "), ("Zu dem ", "Zum ")):
        german = german.replace(long, short)
    return german


def read_sentences(folder: Path = DATA / "written") -> list[dict[str, str]]:
    """The sentences written for this project, of all files in the order of their names."""
    return [sentence for path in sorted(folder.glob("*.tsv")) for sentence in read_frames(path)]


class PressWriter:
    """Makes pairs from the frames, nouns and sentences of this folder."""

    def __init__(self) -> None:
        self.frames, self.sentences, self.nouns = read_frames(DATA / "press_frames.tsv"), read_sentences(), read_nouns()

    def write(self, language: TargetLanguage, random: Random) -> Pair:
        """Any of the frames, its slots filled."""
        return self.fill(random.choice(self.frames), language, random)

    def fill(self, frame: dict[str, str], language: TargetLanguage, random: Random) -> Pair:
        """`frame` with its slots filled; a noun or value once drawn stands wherever its slot does."""
        drawn = dict[str, dict[str, Noun] | Triple]()

        def fill_side(code: str) -> str:
            def value(slot: re.Match[str]) -> str:
                name, form = slot[1], slot[2] or ""
                kind = name.lower() if name not in MADE else name
                if kind not in drawn:
                    drawn[kind] = MADE[kind](random) if kind in MADE else random.choice(self.nouns[kind])
                found = drawn[kind]
                if isinstance(found, tuple):
                    text = found[SIDES.index(code)]
                else:
                    text = FORMS[code](found[code], form if form in {"a_nom", "a_acc", "a_dat"} else form.lower())
                return capital(text) if (form or name)[0].isupper() else text

            return capital(SLOT.sub(value, frame[code]))

        return Pair(contract(fill_side("de")), fill_side(language), language, "press")
