"""Text to tokens and back with a package's own tokenizer; refuses argostranslate's way back, which loses underscores.

argostranslate turns every ``_`` of its output into a space (``#tag_der_stadt`` becomes ``#tag der stadt``). Only
SentencePiece's own mark ``▁`` stands for a space.
"""

import html
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Protocol

from service.domain.errors import PackageError
from service.engine.argos import open_argos_package
from service.engine.packages import InstalledPackage

SPACE_MARK = "▁"
_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")


class Tokenizer(Protocol):
    """A package's tokenizer."""

    def encode(self, text: str) -> list[str]:
        """The tokens of `text`."""

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of `tokens`, no space at its ends."""

    def spell(self, token: str) -> str:
        """The characters `token` stands for, to find it in its text again; "" for a lone byte."""


def drop_broken_bytes(tokens: Sequence[str]) -> list[str]:
    """`tokens` without those byte pieces (``<0xC2>``) that together with their neighbours are no character in UTF-8."""
    kept: list[str] = []
    for is_byte, run in groupby(tokens, lambda token: _BYTE.fullmatch(token) is not None):
        if is_byte:
            text = bytes(int(token[3:5], 16) for token in run).decode("utf-8", "ignore")
            kept += [f"<0x{byte:02X}>" for byte in text.encode()]
        else:
            kept += run
    return kept


class PieceTokenizer:
    """SentencePiece."""

    def __init__(self, argos: Any) -> None:
        self._encode = argos.tokenizer.encode
        self._processor = argos.tokenizer.lazy_processor()

    def encode(self, text: str) -> list[str]:
        """The pieces of `text`."""
        return list(self._encode(text))

    def decode(self, tokens: Sequence[str]) -> str:
        """Pieces joined, byte pieces made characters; bytes that make none, where a model stopped within one, left out."""
        return str(self._processor.decode_pieces(drop_broken_bytes(tokens))).replace(SPACE_MARK, " ").strip(" ")

    def spell(self, token: str) -> str:
        """``▁Rat`` is ``Rat``."""
        return "" if _BYTE.fullmatch(token) else token.replace(SPACE_MARK, "")


class BpeTokenizer:
    """Moses words cut by byte-pair encoding, as older packages have it."""

    def __init__(self, argos: Any) -> None:
        self._argos = argos.tokenizer
        self._argos.lazy_load()

    def encode(self, text: str) -> list[str]:
        """The subwords of `text`."""
        return list(self._argos.encode(text))

    def decode(self, tokens: Sequence[str]) -> str:
        """Subwords joined, words set as they are written."""
        return str(self._argos.decode(list(tokens))).strip(" ")

    def spell(self, token: str) -> str:
        """``Haus@@`` is ``Haus``, ``&apos;`` an apostrophe."""
        return html.unescape(token.removesuffix("@@"))


def open_tokenizer(package: InstalledPackage) -> Tokenizer:
    """The tokenizer of `package`; raises `PackageError` if it cannot be read."""
    argos = open_argos_package(package.directory)
    try:
        if (package.directory / "sentencepiece.model").is_file():
            return PieceTokenizer(argos)
        return BpeTokenizer(argos)
    except (OSError, RuntimeError, ValueError, SystemExit) as error:
        raise PackageError(
            package.directory.name,
            f"its tokenizer cannot be read ({error})",
            "Remove it and run `gemello models import FILE` with a whole package.",
        ) from error


def locate_tokens(text: str, spelled: Sequence[str]) -> list[tuple[int, int]]:
    """The place (start, end) in `text` of each token, in order; a token that is not found gets what lies between its neighbours."""
    found: list[tuple[int, int] | None] = []
    cursor = 0
    for spelling in spelled:
        start = text.find(spelling, cursor, cursor + len(spelling) + 8) if spelling else -1
        found.append((start, start + len(spelling)) if start >= 0 else None)
        cursor = start + len(spelling) if start >= 0 else cursor
    places: list[tuple[int, int]] = []
    for index, place in enumerate(found):
        before = places[-1][1] if places and found[index - 1] is not None else (places[-1][0] if places else 0)
        after = next((later[0] for later in found[index + 1 :] if later is not None), len(text))
        places.append(place or (before, max(before, after)))
    return places
