"""Which packages lead from one language to another; refuses detours other than through English."""

from collections.abc import Sequence
from enum import StrEnum

from service.domain.errors import NoRoute
from service.domain.language import Language
from service.engine.packages import InstalledPackage

Route = tuple[InstalledPackage, ...]


class Preference(StrEnum):
    """Which route is taken where there are both: the direct package, or the two through English."""

    DIRECT = "direct"
    PIVOT = "pivot"


def find_route(
    packages: Sequence[InstalledPackage], source: Language, target: Language, preference: Preference = Preference.DIRECT
) -> Route:
    """The preferred route if its packages are installed, else the other; of one pair the newest. Raises `NoRoute`."""
    direct = (_newest(packages, source, target),)
    pivot = (_newest(packages, source, Language.ENGLISH), _newest(packages, Language.ENGLISH, target))
    for route in (direct, pivot) if preference is Preference.DIRECT else (pivot, direct):
        whole = tuple(package for package in route if package is not None)
        if len(whole) == len(route):
            return whole
    raise NoRoute(source, target)


def _newest(packages: Sequence[InstalledPackage], source: Language, target: Language) -> InstalledPackage | None:
    fitting = (package for package in packages if (package.source, package.target) == (source, target))
    return max(fitting, key=lambda package: (package.version, package.directory.name), default=None)
