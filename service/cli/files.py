"""Files that a command names, ``-`` being standard input and output; refuses formats."""

import sys
from pathlib import Path

import click


def read_file(file: Path) -> bytes:
    """What is in `file`."""
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


def write_file(file: Path, data: bytes) -> None:
    """Write `data` to `file` and say so; raises `click.FileError` with the reason."""
    if str(file) == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.FileError(str(file), error.strerror or "cannot be written") from error
    click.echo(f"wrote {file}", err=True)
