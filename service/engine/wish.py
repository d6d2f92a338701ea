"""How a package asks to be decoded: `model/decoding.json`, which packages of others do not have; refuses what is not an option.

    {"coverage_penalty": 0.1, "length_penalty": 1.0}

Options are named as in CTranslate2. The file is part of the package's checksum, so of every signature and cache key.
"""

import json
from dataclasses import replace
from pathlib import Path

from service.domain.errors import PackageError
from service.domain.signature import DecodingOptions

FILE = "decoding.json"
KNOWN = ("coverage_penalty", "length_penalty")
MOST = 5.0
REMEDY = f"Say there only {' and '.join(KNOWN)}, from 0 to {MOST:g}, and import the package again."


def read_wish(name: str, model: Path) -> dict[str, float]:
    """The options that the package called `name` asks for in its `model` directory; raises `PackageError`."""
    file = model / FILE
    if not file.is_file():
        return {}
    try:
        asked = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackageError(name, f"its model/{FILE} cannot be read ({error})", REMEDY) from error
    if not isinstance(asked, dict):
        raise PackageError(name, f"its model/{FILE} is no table of options", REMEDY)
    for option, value in asked.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if option not in KNOWN or not number or not 0 <= value <= MOST:
            raise PackageError(name, f"its model/{FILE} asks for {option} = {value!r}", REMEDY)
    return {option: float(value) for option, value in asked.items()}


def grant_wish(name: str, model: Path, options: DecodingOptions) -> DecodingOptions:
    """`options` with what the package asks for instead; raises `PackageError`."""
    asked = read_wish(name, model)
    return replace(
        options,
        coverage_penalty=asked.get("coverage_penalty", options.coverage_penalty),
        length_penalty=asked.get("length_penalty", options.length_penalty),
    )
