"""Writing an installed package as an `.argosmodel` file, for a machine without a network; refuses to change it."""

import zipfile
from pathlib import Path

from service.domain.errors import PackageError
from service.engine.checksum import hash_file, list_files

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip holds: equal packages give equal files
FILE_MODE = 0o100644 << 16


def export_package(directory: Path, file: Path) -> str:
    """Write the package in `directory` to `file`, whole or not at all, and return the file's sha256."""
    partial = file.with_name(f".{file.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in list_files(directory):
                member = zipfile.ZipInfo(f"{directory.name}/{each.relative_to(directory).as_posix()}", EPOCH)
                member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, FILE_MODE
                archive.writestr(member, each.read_bytes())
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise PackageError(
            directory.name, f"cannot be written to {file} ({error.strerror})", "Try another place."
        ) from error
    return hash_file(file)
