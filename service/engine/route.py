"""Which packages lead from one language to another; refuses detours other than through English."""

from collections.abc import Container, Sequence
from enum import StrEnum

from service.domain.errors import NoRoute
from service.domain.language import Language
from service.engine.packages import InstalledPackage

Route = tuple[InstalledPackage, ...]


class Preference(StrEnum):
    """Which route is taken where there are both: the direct package, or the two through English."""

    AUTO = "auto"  # as chosen in the packages directory, else direct
    DIRECT = "direct"
    PIVOT = "pivot"


def find_route(
    packages: Sequence[InstalledPackage],
    source: Language,
    target: Language,
    preference: Preference = Preference.AUTO,
    chosen: Container[str] = (),
) -> Route:
    """The preferred route if its packages are installed, else the other; raises `NoRoute`.

    A route made of `chosen` directories alone goes before any other; of packages for one pair a chosen one goes before the
    rest, else the newest.
    """
    direct = (_first(packages, source, target, chosen),)
    pivot = (_first(packages, source, Language.ENGLISH, chosen), _first(packages, Language.ENGLISH, target, chosen))
    routes = [
        tuple(package for package in route if package is not None)
        for route in ((pivot, direct) if preference is Preference.PIVOT else (direct, pivot))
        if None not in route
    ]
    if not routes:
        raise NoRoute(source, target)
    wanted = (route for route in routes if all(package.directory.name in chosen for package in route))
    return next(wanted, routes[0])


def _first(
    packages: Sequence[InstalledPackage], source: Language, target: Language, chosen: Container[str]
) -> InstalledPackage | None:
    fitting = (package for package in packages if (package.source, package.target) == (source, target))
    return max(
        fitting,
        key=lambda package: (package.directory.name in chosen, package.version, package.directory.name),
        default=None,
    )
