"""Getting packages of the catalogue installed: found here or fetched, checked, unpacked; refuses to choose among them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.domain.errors import PackageError
from service.domain.signature import PackageIdentity
from service.engine.catalogue import CatalogueEntry
from service.engine.download import Progress, download
from service.engine.packages import PackageDirectory


def supply(entry: CatalogueEntry, packages: PackageDirectory, downloads: Path, progress: Progress) -> PackageIdentity:
    """The package of `entry`, installed; nothing is fetched if it is there already. Raises `PackageError`.

    What is fetched lies in `downloads` until it is installed.
    """
    if (present := packages.find(entry.sha256)) is not None:
        return present.identity
    if entry.file is not None:
        return packages.install(entry.file, entry.sha256)
    file = download(entry, downloads, progress)
    identity = packages.install(file, entry.sha256)
    file.unlink(missing_ok=True)
    return identity


@contextmanager
def only_pull(downloads: Path) -> Iterator[None]:
    """While this lasts no other process pulls into `downloads`; raises `PackageError` if one does."""
    try:
        downloads.mkdir(parents=True, exist_ok=True)
        lock = (downloads / ".lock").open("w")
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise PackageError(str(downloads), problem, "Grant the right to write, or set GEMELLO_DATA_DIR.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem = "another `gemello models pull` is at work there"
            raise PackageError(str(downloads), problem, "Wait for it to end, then run it again if need be.") from error
        yield
