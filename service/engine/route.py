"""Which packages lead from one language to another; refuses detours other than through English."""

from collections.abc import Sequence

from service.domain.errors import NoRoute
from service.domain.language import Language
from service.engine.packages import InstalledPackage

Route = tuple[InstalledPackage, ...]


def find_route(packages: Sequence[InstalledPackage], source: Language, target: Language) -> Route:
    """The direct package if there is one, else the two through English; of one pair the newest. Raises `NoRoute`."""
    direct = _newest(packages, source, target)
    if direct is not None:
        return (direct,)
    first = _newest(packages, source, Language.ENGLISH)
    second = _newest(packages, Language.ENGLISH, target)
    if first is None or second is None:
        raise NoRoute(source, target)
    return (first, second)


def _newest(packages: Sequence[InstalledPackage], source: Language, target: Language) -> InstalledPackage | None:
    fitting = (package for package in packages if (package.source, package.target) == (source, target))
    return max(fitting, key=lambda package: (package.version, package.directory.name), default=None)
