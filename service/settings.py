"""The settings, read once and strictly from `GEMELLO_*` environment variables; refuses unknown and malformed ones.

Each field of `Settings` is one setting: ``data_dir`` is ``GEMELLO_DATA_DIR``. `docs/settings.md` lists them all and a test
holds it to that.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from service.domain.errors import InvalidInput, SettingsError
from service.domain.towns import Towns, parse_towns

PREFIX = "GEMELLO_"


def _setting(default: object, parse: Callable[[str], object], meaning: str) -> Any:
    return field(default=default, metadata={"parse": parse, "meaning": meaning})


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a whole number") from None
        if not low <= number <= high:
            raise ValueError(f"{number} is not between {low} and {high}")
        return number

    return parse


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is not one of {', '.join(choices)}")
        return value

    return parse


def _path(value: str) -> Path:
    if not value:
        raise ValueError("the path is empty")
    return Path(value).expanduser().absolute()


def _text(value: str) -> str:
    if not value:
        raise ValueError("the value is empty")
    return value


def _towns(value: str) -> Towns:
    try:
        return parse_towns(value)
    except InvalidInput as error:
        raise ValueError(str(error).rstrip(".")) from error


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default."""

    data_dir: Path = _setting(
        Path(platformdirs.user_data_dir("gemello")),
        _path,
        "Directory of everything Gemello keeps: database, queue, packages.",
    )
    packages_dir: Path | None = _setting(
        None, _path, "Directory of the installed packages. Default: `packages` in the data directory."
    )
    database_url: str | None = _setting(
        None, _text, "SQLAlchemy URL of the database. Default: SQLite file `gemello.db` in the data directory."
    )
    host: str = _setting("127.0.0.1", _text, "Address `gemello serve` listens on.")
    port: int = _setting(8080, _whole(1, 65535), "Port `gemello serve` listens on.")
    threads: int = _setting(8, _whole(1, 64), "Threads that answer HTTP requests.")
    jobs: int = _setting(
        1, _whole(1, 16), "Articles translated at the same time: a short one need not wait for a long one."
    )
    engine_threads: int = _setting(
        0,
        _whole(0, 64),
        "Threads that decode. 0: the processors this process may use (a container's CPU quota counts), at most 4; on a card 1.",
    )
    batch_tokens: int = _setting(
        2048, _whole(64, 65536), "Source tokens one thread decodes at once: more need more memory."
    )
    batch_window_ms: int = _setting(
        100,
        _whole(0, 10_000),
        "Milliseconds a call waits at most, while all threads decode, for others to share its batches. 0: none.",
    )
    device: str = _setting("cpu", _one_of("cpu", "cuda"), "What decodes: the processor, or an NVIDIA card.")
    route: str = _setting(
        "auto",
        _one_of("auto", "direct", "pivot"),
        "Which packages are used where there are several ways: as chosen with `gemello models use` (without a choice the "
        "direct ones), or always direct, or always through English.",
    )
    catalogue: Path | None = _setting(
        None,
        _path,
        "The city's own catalogue of packages: a file, or a directory of `.toml` files. "
        "Default: `catalogue.toml` in the data directory, if it is there.",
    )
    beam_size: int = _setting(4, _whole(1, 16), "Beam of the decoder: more is slower and a little better.")
    compute_type: str = _setting(
        "int8",
        _one_of("int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32"),
        "Number format the model calculates in. int16 needs a CPU, formats with 16-bit floats a card.",
    )
    lease_seconds: int = _setting(
        60, _whole(5, 3600), "After this long without a sign of life a translation is taken up by another worker."
    )
    max_body_bytes: int = _setting(
        5 * 1024 * 1024, _whole(1024, 100 * 1024 * 1024), "Largest article accepted, in bytes."
    )
    max_segments: int = _setting(2000, _whole(1, 100_000), "Most segments in one article.")
    review_segments: int = _setting(
        3, _whole(0, 100), "Most segments of a translation that the report names to be read first."
    )
    typography_fr: str = _setting(
        "fr-FR", _one_of("fr-FR", "fr-EU"), "How French is written: as in France, or as the EU institutions write it."
    )
    towns: Towns | None = _setting(
        None,
        _towns,
        "The twin town that reads each language, e.g. `fr=Montbéliard,it=Bergamo`: glossary terms agreed with it count. "
        "Default: only terms agreed with everybody. Translations approved are its own, too.",
    )
    memory_other_towns: str = _setting(
        "offer",
        _one_of("offer", "use"),
        "What becomes of a translation approved for another town: offered to editors, or used like one's own.",
    )
    typography_it: str = _setting(
        "it-IT",
        _one_of("it-IT", "it-EU"),
        "How Italian is written: as Italian press offices do, or as the EU institutions.",
    )
    gender_fr: str = _setting(
        "double",
        _one_of("double", "epicene", "masculine"),
        "What `Bürger*innen` becomes before French: `Bürgerinnen und Bürger`, a word that names no gender, or `Bürger`.",
    )
    gender_it: str = _setting("double", _one_of("double", "epicene", "masculine"), "The same before Italian.")
    log_format: str = _setting("console", _one_of("console", "json"), "How log lines are written to standard error.")

    @property
    def packages(self) -> Path:
        """Where the packages are."""
        return self.packages_dir or self.data_dir / "packages"

    @property
    def own_catalogue(self) -> Path | None:
        """The city's own catalogue, if there is one."""
        default = self.data_dir / "catalogue.toml"
        return self.catalogue or (default if default.is_file() else None)

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'gemello.db'}"


def variable(name: str) -> str:
    """The environment variable of a field: ``"data_dir"`` gives ``"GEMELLO_DATA_DIR"``."""
    return PREFIX + name.upper()


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environment`; raises `SettingsError` naming the first unknown or malformed one."""
    known = {variable(each.name): each for each in fields(Settings)}
    values: dict[str, Any] = {}
    for name in sorted(name for name in environment if name.startswith(PREFIX)):
        if name not in known:
            raise SettingsError(name, f"there is no such setting. Known: {', '.join(known)}.")
        try:
            values[known[name].name] = known[name].metadata["parse"](environment[name])
        except ValueError as error:
            raise SettingsError(name, f"{error}.") from error
    return Settings(**values)
