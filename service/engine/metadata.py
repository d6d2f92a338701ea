"""What a package directory says of itself and of its files; refuses what is not whole, and anything about other packages."""

import json
import re
from pathlib import Path
from typing import Any

from service.domain.errors import PackageError
from service.domain.signature import PackageIdentity
from service.engine.argos import open_argos_package
from service.engine.checksum import RECORD, hash_file
from service.engine.wish import read_wish

ARGOS_MAJOR = 1  # of the package format
TOKENIZERS = ("sentencepiece.model", "bpe.model")
REMEDY = "Remove it and run `gemello models import FILE` with a whole package."


def read_metadata(directory: Path) -> Any:
    """The `argostranslate.package.Package` of `directory`; raises `PackageError`."""
    try:
        return open_argos_package(directory)
    except FileNotFoundError as error:
        raise PackageError(directory.name, "metadata.json is missing", REMEDY) from error
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise PackageError(directory.name, f"metadata.json cannot be read ({error})", REMEDY) from error


def check_files(directory: Path) -> None:
    """Raise `PackageError` naming what a package needs and `directory` lacks, or what it asks for in vain."""
    if not any((directory / tokenizer).is_file() for tokenizer in TOKENIZERS):
        raise PackageError(directory.name, f"its tokenizer ({' or '.join(TOKENIZERS)}) is missing", REMEDY)
    if not (directory / "model" / "model.bin").is_file():
        raise PackageError(directory.name, "model/model.bin is missing", REMEDY)
    if not any((directory / "model").glob("*vocabulary*")):
        raise PackageError(directory.name, "its vocabulary (model/*vocabulary*) is missing", REMEDY)
    read_wish(directory.name, directory / "model")


def check_names(directory: Path, argos: Any) -> None:
    """Raise `PackageError` for a value that is not a plain word: they become part of a path, and ``1.0/../../x`` is one too."""
    for key in ("from_code", "to_code", "package_version", "argos_version", "target_prefix"):
        value = getattr(argos, key)
        if not isinstance(value, str):
            raise PackageError(directory.name, f"its {key} is {value!r}, not a text", REMEDY)
    for key, form in (("from_code", r"[\w-]+"), ("to_code", r"[\w-]+"), ("package_version", r"\w+(\.\w+)*")):
        if not re.fullmatch(form, getattr(argos, key)):
            raise PackageError(directory.name, f"its {key} {getattr(argos, key)!r} is not one", REMEDY)
    major = argos.argos_version.partition(".")[0]
    if major.isdecimal() and int(major) > ARGOS_MAJOR:
        problem = f"is made for Argos Translate {argos.argos_version}; Gemello reads packages of {ARGOS_MAJOR}.x"
        raise PackageError(directory.name, problem, "Import an older package of this pair, or update Gemello.")


def read_note(directory: Path) -> dict[str, str]:
    """What was noted at install; empty for a package that was unpacked by hand."""
    record = directory / RECORD
    if not record.is_file():
        return {}
    try:
        note = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackageError(directory.name, f"its {RECORD} cannot be read ({error})", REMEDY) from error
    return note if isinstance(note, dict) else {}


def note_origin(directory: Path, identity: PackageIdentity, file: Path) -> None:
    """Note in `directory` what was installed there, and from which file."""
    note = {"checksum": identity.checksum, "file": file.name, "sha256": hash_file(file)}
    if note != read_note(directory):
        partial = directory / f".{RECORD}.part"
        partial.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
        partial.replace(directory / RECORD)
