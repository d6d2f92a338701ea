"""Made-up pairs that teach to copy what must not be translated: addresses, hashtags, file names, phone numbers, names, amounts.

The frames are in `data/copy_frames.tsv`: German, French, Italian, with slots such as {url}; slots are filled with random
values, the same on both sides.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from models.training.pairs import Pair, TargetLanguage

FRAMES = Path(__file__).parent / "data" / "copy_frames.tsv"
SLOT = re.compile(r"\{(\w+)\}")
SYLLABLES = "ba be bo da de do fa fe ga go ha he hu ka ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to wa we wi za ze".split()
ENDINGS = ("er", "mann", "ler", "berg", "ke", "ow", "ini", "ard", "stein", "au", "ner", "ić", "sen", "ez")
DOMAINS = ("de", "org", "com", "eu", "net", "info", "fr", "it")
FILES = ("pdf", "docx", "odt", "zip", "jpg", "xlsx", "html", "csv")


def make_word(random: Random, most: int = 4) -> str:
    """A pronounceable word that no dictionary has."""
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, most)))


def make_name(random: Random) -> str:
    """A surname-like word with a capital."""
    return (make_word(random, 2) + random.choice(ENDINGS)).capitalize()


def make_digits(random: Random, count: int) -> str:
    """`count` digits, the first not zero."""
    return str(random.randint(10 ** (count - 1), 10**count - 1))


def make_host(random: Random) -> str:
    """A host such as www.stadt-malode.de."""
    return random.choice(("www.", "", "presse.")) + random.choice(("", "stadt-", "rat-")) + make_word(random) + "." + random.choice(DOMAINS)


def make_url(random: Random) -> str:
    """An address with a path; underscores, query and digits occur."""
    path = "/".join(random.choice((make_word(random), make_word(random) + "_" + make_word(random), make_digits(random, 3))) for _ in range(random.randint(0, 2)))
    return random.choice(("https://", "https://", "")) + make_host(random) + ("/" + path if path else "")


def make_value(slot: str, random: Random) -> str:
    """A random value for a slot name; an unknown slot is an error of the frame file."""
    match slot:
        case "url":
            return make_url(random)
        case "email":
            return random.choice((make_word(random), make_word(random) + "." + make_word(random), make_word(random) + "_" + make_word(random))) + "@" + make_host(random).removeprefix("www.")
        case "hashtag":
            return "#" + random.choice((make_name(random) + make_name(random), make_word(random) + "_" + make_word(random), make_name(random) + make_digits(random, 2)))
        case "file":
            return random.choice(("", make_digits(random, 4) + "_")) + make_word(random) + "_" + make_word(random) + "." + random.choice(FILES)
        case "phone":
            return random.choice(("0", "+49 ")) + make_digits(random, 3) + random.choice((" ", "/", "-")) + make_digits(random, random.randint(4, 8))
        case "name" | "other":
            return make_name(random)
        case "number":
            return make_digits(random, random.randint(2, 4))
        case "year":
            return str(random.randint(1850, 2049))
        case "day":
            return str(random.randint(2, 31))
        case _:
            raise ValueError(f"copy_frames.tsv: slot {{{slot}}} is not known; see make_value in copying.py")


def read_frames(path: Path = FRAMES) -> list[dict[str, str]]:
    """The frames, by language code."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(zip(("de", "fr", "it"), line.split("\t"), strict=True)) for line in lines]


def make_pair(frame: dict[str, str], language: TargetLanguage, random: Random) -> Pair:
    """`frame` with its slots filled, one value a slot name for both sides."""
    values = {slot: make_value(slot, random) for slot in SLOT.findall(frame["de"])}
    return Pair(frame["de"].format(**values), frame[language].format(**values), language, "copy")
