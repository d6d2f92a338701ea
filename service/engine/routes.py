"""The routes the packages directory offers at this moment; refuses to load models.

They are read at the first use and again when something was installed, removed or chosen, so a service that runs takes new
packages up by itself. If what is found then is not whole, the routes of before stay: the old packages keep serving.
"""

import threading
from collections.abc import Mapping

import structlog

from service.domain.errors import NoRoute, PackageError
from service.domain.language import SOURCE, TARGETS, Language
from service.engine.choice import Choice
from service.engine.packages import PackageDirectory
from service.engine.route import Preference, Route, find_route

log = structlog.get_logger()


class Routes:
    """The routes by target language. Constructing reads nothing. Safe for concurrent use."""

    def __init__(self, packages: PackageDirectory, preference: Preference) -> None:
        self._packages, self._preference = packages, preference
        self._found: Mapping[Language, Route] | None = None
        self._stamp: tuple[object, ...] = ()
        self._reading = threading.Lock()

    def current(self) -> Mapping[Language, Route]:
        """The routes as they stand; one object as long as nothing changes. Raises `PackageError` at the first reading only."""
        with self._reading:
            stamp = self._packages.stamp()
            if self._found is None:
                self._found = self._read()
            elif stamp != self._stamp and not self._packages.busy():
                self._found = self._read_again(self._found)
            else:
                return self._found
            self._stamp = stamp
            return self._found

    def forget(self) -> None:
        """Read again at the next use, as if for the first time."""
        with self._reading:
            self._found = None

    def _read_again(self, before: Mapping[Language, Route]) -> Mapping[Language, Route]:
        try:
            routes = self._read()
        except PackageError as error:
            log.warning("packages.refused", package=error.package, problem=error.problem)
            return before
        log.info("packages.changed", routes={str(target): _name(route) for target, route in routes.items()})
        return routes

    def _read(self) -> Mapping[Language, Route]:
        packages = self._packages.installed()
        choice = self._packages.choice() if self._preference is Preference.AUTO else Choice()
        choice.require([package.directory.name for package in packages])
        routes = {}
        for target in TARGETS:
            try:
                routes[target] = find_route(packages, SOURCE, target, self._preference, choice.packages)
            except NoRoute:
                continue
        return routes


def _name(route: Route) -> str:
    return "+".join(package.directory.name for package in route)
