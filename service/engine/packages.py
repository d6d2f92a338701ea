"""The packages directory: what is installed, verified, installed and removed; refuses to load models."""

from pathlib import Path

from service.domain.signature import PackageIdentity


class PackageDirectory:
    """The directory whose subdirectories are Argos packages. Constructing opens nothing and makes nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def installed(self) -> list[PackageIdentity]:
        """The identities of the packages, by name."""
        raise NotImplementedError

    def install(self, file: Path, sha256: str | None = None) -> PackageIdentity:
        """Install an `.argosmodel` file; all or nothing."""
        raise NotImplementedError

    def verify(self) -> list[PackageIdentity]:
        """The identities of all packages, each found whole; raises `PackageError` naming a damaged one."""
        raise NotImplementedError

    def remove(self, name: str) -> None:
        """Remove the package directory called `name`."""
        raise NotImplementedError
