r"""Characters a German text carries for its layout: soft hyphens, zero-width marks, special spaces, split accents.

Miniature: ``Stadt\u00adrat`` reads ``Stadtrat``, ``10\u202fUhr`` reads ``10 Uhr``; a word cut at the end of a line is whole. Refuses to touch visible characters.
"""

import re
import unicodedata

from service.linguistics.edits import Edit, substitute
from service.linguistics.lexicon import read_words

_INVISIBLE = re.compile(r"[\u00AD\u200B\u200C\u2060\uFEFF\u200E\u200F\u061C]+|(?<![^\w\s])\u200D")
_SPACES = re.compile(r"[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]")
_CONTROL = re.compile(r"[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]+")
_BROKEN = re.compile(
    r"(?<=[a-zäöüß])-\n[ \t]*(?=(?!(?:und|oder|bzw|sowie|bis|noch|als|wie|statt|aber|u)\b)[a-zäöüß]{2})"
)
_PARTED = re.compile(
    r"(?<=[a-zäöüß])- (?!(?:und|oder|bzw|sowie|statt|samt|gegen|anstatt|gleich|plus)\b)([a-zäöüß]{5,})"
)
_CLUSTER = re.compile(r"[^\W\d_][\u0300-\u036F]+|[\u1100-\u11FF]+|[\u212A\u212B\u2126\u0340\u0341\u0374\u037E]")


def compose_letters(text: str) -> list[Edit]:
    """Letters and their accents as one character (NFC)."""
    return substitute(text, _CLUSTER, lambda match: unicodedata.normalize("NFC", match.group()))


def remove_invisible(text: str) -> list[Edit]:
    """Soft hyphens, zero-width and control characters removed; joiners inside an emoji stay."""
    return sorted([*substitute(text, _INVISIBLE, ""), *substitute(text, _CONTROL, "")], key=lambda edit: edit.start)


def plain_spaces(text: str) -> list[Edit]:
    """Every kind of space as the plain one."""
    return substitute(text, _SPACES, " ")


def join_broken_words(text: str) -> list[Edit]:
    """``Stadt-`` / ``verwaltung`` as one word, also where a format made a space of the break; ``Stadt-`` / ``und Kreisrat`` stays two."""
    parted = [match for match in _PARTED.finditer(text) if match[1] not in read_words("lowercase.txt")]
    return substitute(text, _BROKEN, "") + [Edit(match.start(), match.start(1), "") for match in parted]
