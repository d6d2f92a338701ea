"""Made-up pairs that teach to copy what must not be translated: addresses, hashtags, file names, phone numbers, names, amounts.

The frames are in `data/copy_frames.tsv`: German, French, Italian, with slots such as {url}; slots are filled with random
values, the same on both sides. A value is itself made from one of its `FORMS`, down to words, names and digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from models.training.pairs import Pair, TargetLanguage

FRAMES = Path(__file__).parent / "data" / "copy_frames.tsv"
SLOT = re.compile(r"\{(\w+)\}")
CONSONANTS, VOWELS = "bdfghklmnprstwz", "aeio"
NAME_ENDINGS = ("er", "mann", "ler", "berg", "ke", "ow", "ini", "ard", "stein", "au", "ner", "ić", "sen", "ez")
FORMS: dict[str, tuple[str, ...]] = {
    "domain": ("de", "de", "org", "com", "eu", "net", "info", "fr", "it"),
    "host": ("www.{word}.{domain}", "{word}.{domain}", "www.stadt-{word}.{domain}", "presse.{word}.{domain}"),
    "path": ("{word}", "{word}_{word}", "{word}/{3}", "{year}/{word}", "{word}_{word}/{word}"),
    "url": ("https://{host}", "https://{host}/{path}", "{host}", "{host}/{path}"),
    "email": ("{word}@{word}.{domain}", "{word}.{word}@stadt-{word}.{domain}", "{word}_{word}@{word}.{domain}"),
    "hashtag": ("#{name}{name}", "#{word}_{word}", "#{name}{2}"),
    "ending": ("pdf", "docx", "odt", "zip", "jpg", "xlsx", "html", "csv"),
    "file": ("{word}_{word}.{ending}", "{year}_{word}_{word}.{ending}", "{word}-{2}.{ending}"),
    "phone": ("0{3} {5}", "0{3}/{6}", "+49 {3} {7}", "0{3} {3}-{4}"),
    "number": ("{2}", "{3}", "{4}"),
    "other": ("{name}",),
}


def make_word(random: Random) -> str:
    """A pronounceable word that no dictionary has: "malode"."""
    return "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(random.randint(2, 3)))


BASES: dict[str, Callable[[Random], str]] = {
    "word": make_word,
    "name": lambda random: (make_word(random)[:4] + random.choice(NAME_ENDINGS)).capitalize(),
    "year": lambda random: str(random.randint(1850, 2049)),
    "day": lambda random: str(random.randint(2, 31)),
}


def make_value(slot: str, random: Random) -> str:
    """A random value for a slot; a digit as the slot's name asks for so many digits."""
    if slot.isdigit():
        return str(random.randint(10 ** (int(slot) - 1), 10 ** int(slot) - 1))
    if slot in BASES:
        return BASES[slot](random)
    if slot in FORMS:
        return SLOT.sub(lambda inner: make_value(inner.group(1), random), random.choice(FORMS[slot]))
    raise ValueError(f"copy_frames.tsv: slot {{{slot}}} is not known; see FORMS in copying.py")


def read_frames(path: Path = FRAMES) -> list[dict[str, str]]:
    """The frames, by language code."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(zip(("de", "fr", "it"), line.split("\t"), strict=True)) for line in lines]


def make_pair(frame: dict[str, str], language: TargetLanguage, random: Random) -> Pair:
    """`frame` with its slots filled, one value a slot name for both sides."""
    values = {slot: make_value(slot, random) for slot in SLOT.findall(frame["de"])}
    return Pair(frame["de"].format(**values), frame[language].format(**values), language, "copy")
