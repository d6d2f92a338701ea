"""Translates with a package as it ships, an `.argosmodel` file or a folder of one. For measuring: the service has its own engine."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from types import TracebackType
from typing import Self

import ctranslate2
import numpy as np
import sentencepiece as spm

BATCH_TOKENS = 4096
LONGEST = 256  # pieces of a translation


class Package:
    """An opened package; use it in a `with` statement, which removes what it unpacked."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self.unpacked = tempfile.TemporaryDirectory()
        if path.is_file():
            with zipfile.ZipFile(path) as archive:
                archive.extractall(self.unpacked.name)
        found = sorted((Path(self.unpacked.name) if path.is_file() else path).rglob("metadata.json"))
        if not found:
            raise FileNotFoundError(f"{path} is no Argos package: it has no metadata.json")
        folder = found[0].parent
        self.facts: dict[str, str] = json.loads(found[0].read_text(encoding="utf-8"))
        self.translator = ctranslate2.Translator(str(folder / "model"), intra_threads=threads, compute_type="int8")
        wish = folder / "model" / "decoding.json"
        self.wish: dict[str, float] = json.loads(wish.read_text(encoding="utf-8")) if wish.exists() else {}
        self.processor = spm.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.translator.unload_model()
        self.unpacked.cleanup()

    @property
    def pair(self) -> tuple[str, str]:
        """Codes of source and target language."""
        return self.facts["from_code"], self.facts["to_code"]

    def prefix(self) -> list[str]:
        """The tokens that begin every target; empty for packages of one language."""
        return [self.facts["target_prefix"]] if self.facts.get("target_prefix") else []

    def translate(self, lines: list[str], beam: int = 4) -> list[str]:
        """One translation a line, in the same order, decoded as the package asks; CTranslate2 sorts the lines by length."""
        prefix = self.prefix()
        results = self.translator.translate_batch(
            self.processor.encode(lines, out_type=str), target_prefix=[prefix] * len(lines) if prefix else None,
            beam_size=beam, max_batch_size=BATCH_TOKENS, batch_type="tokens", max_decoding_length=LONGEST,
            **self.wish,
        )  # fmt: skip
        hypotheses = [result.hypotheses[0][len(prefix) :] for result in results]
        return [self.processor.decode(pieces) for pieces in hypotheses]

    def attend(self, source: str, target: str) -> tuple[list[str], list[str], np.ndarray]:
        """Pieces of `source` and `target`, and the attention (target pieces, source pieces) while `target` is dictated."""
        pieces, wanted = (self.processor.encode(text, out_type=str) for text in (source, target))
        forced = self.prefix() + wanted
        result = self.translator.translate_batch(
            [pieces], target_prefix=[forced], beam_size=1, return_attention=True, max_decoding_length=len(forced) + 1
        )
        attention = np.array(result[0].attention[0])[len(self.prefix()) : len(forced), : len(pieces)]
        return pieces, wanted, attention
