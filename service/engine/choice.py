"""Which installed packages an operator wants used first, noted in the packages directory; refuses to find routes.

    # packages/route.toml
    name = "quality"
    packages = ["translate-de_en-1_3", "translate-en_fr-1_9", "translate-en_it-1_0"]

The note lies beside the packages it speaks of, so every process on this directory follows it.
"""

import json
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.domain.errors import PackageError

FILE = "route.toml"
_HEAD = "# Written by `gemello models use`; `gemello models use auto` removes it.\n"
_REMEDY = "Choose again with `gemello models use`, or remove the file."


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; nothing unless told."""

    name: str = ""  # as the operator named it: "quality"; "" if nothing was chosen
    packages: tuple[str, ...] = ()  # directory names

    def require(self, present: Sequence[str]) -> None:
        """Raise `PackageError` naming a chosen package that is not among `present`."""
        for package in self.packages:
            if package not in present:
                raise PackageError(
                    package,
                    f"was chosen with `gemello models use {self.name}` and is not installed",
                    "Install it again, or run `gemello models use auto`.",
                )


def read_choice(packages: Path) -> Choice:
    """The choice noted in the directory `packages`; raises `PackageError` for a note that cannot be read."""
    try:
        note = tomllib.loads((packages / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Choice()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackageError(FILE, f"cannot be read ({error})", _REMEDY) from error
    name, chosen = note.get("name"), note.get("packages")
    if not isinstance(name, str) or not isinstance(chosen, list) or not all(isinstance(each, str) for each in chosen):
        raise PackageError(FILE, 'does not say `name = "…"` and `packages = ["…"]`', _REMEDY)
    return Choice(name, tuple(chosen))


def write_choice(packages: Path, choice: Choice) -> None:
    """Note `choice` in the directory `packages`, whole or not at all; without packages the note is removed."""
    place = packages / FILE
    try:
        if not choice.packages:
            place.unlink(missing_ok=True)
            return
        with tempfile.TemporaryDirectory(prefix=".incoming-", dir=packages) as temporary:
            partial = Path(temporary) / FILE
            lines = (f"name = {json.dumps(choice.name)}", f"packages = {json.dumps(choice.packages)}")
            partial.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
            partial.replace(place)
    except OSError as error:
        raise PackageError(
            FILE, f"cannot be written below {packages} ({error.strerror})", "Grant the right to write."
        ) from error
