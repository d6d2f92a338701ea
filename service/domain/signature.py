"""What produced a machine translation, to the byte; refuses anything that does not change the answer."""

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class PackageIdentity:
    """One Argos package as it stands on disk."""

    name: str  # "translate-de_fr"
    version: str  # "0.1"
    checksum: str  # sha256 over the package's files, hex

    @property
    def is_starter(self) -> bool:
        """True below version 1: how Gemello's own small packages say that errors are to be expected."""
        return self.version.split(".")[0] == "0"


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """The options of a decode that can change its words. Threads and batch sizes cannot and are not here.

    A package may ask for other penalties; what it asks for is part of its checksum.
    """

    beam_size: int = 4
    length_penalty: float = 0.2  # argostranslate's value
    compute_type: str = "int8"  # CTranslate2 compute type
    device: str = "cpu"  # or "cuda": devices round differently
    piece_tokens: int = 120  # a longer segment is cut in pieces
    coverage_penalty: float = 0.0  # how much it counts against an answer that it did not look at all of the source


@dataclass(frozen=True, slots=True)
class EngineSignature:
    """The packages of the route in order (one, or two through a pivot) and the decoding options."""

    packages: tuple[PackageIdentity, ...]
    options: DecodingOptions

    @property
    def digest(self) -> str:
        """16 hex digits that stand for the whole signature."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        route = "+".join(f"{package.name}-{package.version}" for package in self.packages)
        return f"{route}|beam:{self.options.beam_size}|{self.digest}"
