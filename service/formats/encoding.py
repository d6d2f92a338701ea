"""Bytes to text and back without losing one; refuses to guess an encoding.

UTF-8 unless a byte-order mark or the submitted media type says otherwise. The mark is kept and written back.
"""

import codecs
from dataclasses import dataclass

from service.domain.article import Skeleton
from service.domain.errors import UndecodableText
from service.formats.signatures import refuse_named

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARABLE = {
    "utf-8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "latin-1",
    "latin-1": "latin-1",
    "latin1": "latin-1",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
# What a narrower encoding writes for typographic characters it lacks: a narrow no-break space is a no-break space.
_NEAREST = {
    "\u202f": "\u00a0",
    "\u2009": " ",
    "\u2011": "-",
    "\u2019": "'",
    "\u2018": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u0153": "oe",
    "\u0152": "Oe",
    "\u20ac": "EUR",
    "\u2026": "...",
}


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text with what is needed to write it back."""

    text: str  # without byte-order mark, line endings untouched
    encoding: str  # Python codec name
    bom: bytes  # the mark found, b"" if none


def find_codec(charset: str) -> str | None:
    """The codec for a `charset` parameter, None if Gemello does not read it."""
    return _DECLARABLE.get(charset.strip().strip("\"'").lower().replace("_", "-"))


def decode_text(data: bytes, declared: str | None = None) -> DecodedText:
    """`data` as text; a byte-order mark wins over `declared` (a codec name), which wins over UTF-8.

    Raises `UndecodableText` with the offset of the first byte that is not text; NUL is none either. A file that is
    something else by its first bytes is refused by its name.
    """
    refuse_named(data, "text")
    bom, encoding = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", declared or "utf-8"))
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(encoding, len(bom) + error.start) from error
    if "\0" in text:
        raise UndecodableText(encoding, len(bom) + len(text[: text.index("\0")].encode(encoding)))
    return DecodedText(text, encoding, bom)


def encode_text(text: str, skeleton: Skeleton) -> bytes:
    """`text` in the article's own encoding; typographic characters it lacks become their nearest neighbours.

    A text that still does not fit is written as UTF-8 with a byte-order mark, which names the encoding by itself.
    """
    try:
        return skeleton.bom + text.encode(skeleton.encoding)
    except UnicodeEncodeError:
        nearest = "".join(_fit(character, skeleton.encoding) for character in text)
    try:
        return skeleton.bom + nearest.encode(skeleton.encoding)
    except UnicodeEncodeError:
        return codecs.BOM_UTF8 + text.encode("utf-8")


def _fit(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _NEAREST.get(character, character)
    return character


def encode_references(text: str, skeleton: Skeleton) -> bytes:
    """`text` in the article's own encoding, characters it lacks as numeric references (HTML)."""
    return skeleton.bom + text.encode(skeleton.encoding, "xmlcharrefreplace")
