"""Argos packages: what is in one, and a zip of it whose bytes depend on the content alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from models.training.pairs import PREFIX, TargetLanguage

NAMES = {"de": "German", "fr": "French", "it": "Italian"}
ARGOS_VERSION = "1.9.0"  # of argostranslate, the least that reads `target_prefix`
DECODING = {
    "coverage_penalty": 0.1,
    "length_penalty": 1.0,
}  # how the packages ask to be decoded: service/engine/wish.py
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold; the real one would change the bytes
FILE_MODE = 0o100644 << 16


def package_name(language: TargetLanguage, version: str) -> str:
    """Folder and file name: "translate-de_fr-0_2"."""
    return f"translate-de_{language}-{version.replace('.', '_')}"


def describe(language: TargetLanguage, version: str) -> str:
    """The package's `metadata.json`."""
    content = {
        "package_version": version, "argos_version": ARGOS_VERSION, "from_code": "de", "from_name": NAMES["de"],
        "to_code": language, "to_name": NAMES[language], "target_prefix": PREFIX[language], "type": "translate",
    }  # fmt: skip
    return json.dumps(content, indent=2) + "\n"


def write_package(path: Path, folder: str, files: dict[str, bytes]) -> str:
    """A zip at `path` with `files` (name within `folder` -> content), sorted, without times. Its sha256."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, FILE_MODE
            archive.writestr(member, files[name])
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_checksums(folder: Path, sums: dict[str, str]) -> None:
    """`SHA256SUMS` in the form that `sha256sum --check` reads."""
    (folder / "SHA256SUMS").write_text("".join(f"{sums[name]}  {name}\n" for name in sorted(sums)), encoding="utf-8")
