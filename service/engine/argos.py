"""The only door to argostranslate: its package class, imported without its side effects; refuses its translator.

Importing `argostranslate.settings` makes directories under $HOME, reads ~/.config/argos-translate/settings.json, obeys
ARGOS_* and SNAP variables and sets one of its own. Here all of that happens in a temporary directory that is gone when
the import is done, so a read-only $HOME works and nobody's configuration of Argos Translate changes Gemello.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_importing = threading.Lock()


def open_argos_package(directory: Path) -> Any:
    """The `argostranslate.package.Package` of a package directory.

    Raises what argostranslate raises: FileNotFoundError without metadata, ValueError for broken JSON.
    """
    with _importing:
        package = _import_package_class()
    return package(directory)


@cache
def _import_package_class() -> Any:
    with _environment_of_our_own():
        from argostranslate.package import Package  # noqa: PLC0415 - imported here for its side effects' sake

    return Package


def name_argos_package(package: Any) -> str:
    """Argos's own name for a package: ``translate-de_fr``."""
    return f"{package.type}-{package.from_code}_{package.to_code}"


@contextmanager
def _environment_of_our_own() -> Iterator[None]:
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="gemello-argos-") as home:
        for name in before:
            if name.startswith(("ARGOS_", "SNAP")):
                del os.environ[name]
        own = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
        os.environ.update(dict.fromkeys(own, home))
        try:
            yield
        finally:
            for name in set(os.environ) - set(before):
                del os.environ[name]
            os.environ.update(before)
