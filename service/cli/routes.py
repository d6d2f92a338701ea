"""The routes in words, for `gemello models` and `gemello doctor`; refuses to choose one."""

from collections.abc import Mapping

from service.bootstrap import Application
from service.domain.language import SOURCE, TARGETS, Language
from service.domain.signature import PackageIdentity
from service.engine.route import Preference
from service.settings import variable


def read_routes(application: Application) -> Mapping[Language, tuple[PackageIdentity, ...]]:
    """The packages of each route in use, by target language."""
    available = application.engine.languages()
    return {target: application.engine.signature(target).packages for target in TARGETS if target in available}


def describe_routes(application: Application, routes: Mapping[Language, tuple[PackageIdentity, ...]]) -> list[str]:
    """``Route de→fr: translate-de_en 1.3 + translate-en_fr 1.9 (chosen: quality)``, a line a target language."""
    chosen = application.packages.choice().packages
    preferred = {each.identity for each in application.packages.installed() if each.directory.name in chosen}
    lines = []
    for target in TARGETS:
        route = routes.get(target, ())
        names = " + ".join(f"{package.name} {package.version}" for package in route)
        reason = explain_route(application, followed=bool(route) and preferred.issuperset(route))
        lines.append(f"Route {SOURCE}→{target}: {names or 'none, no package leads there'} ({reason})")
    return lines


def explain_route(application: Application, *, followed: bool) -> str:
    """Who decided that a route is taken: the setting, the choice if it is `followed`, or nobody."""
    setting, choice = application.settings.route, application.packages.choice()
    if setting != Preference.AUTO:
        overruled = f", which overrules the choice {choice.name}" if choice.packages else ""
        return f"setting {variable('route')}={setting}{overruled}"
    if followed:
        return f"chosen: {choice.name}"
    unheeded = f"the choice {choice.name} does not lead here" if choice.packages else "nothing chosen"
    return f"{unheeded}: direct first, the newest of a pair"
