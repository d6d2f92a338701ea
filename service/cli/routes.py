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
    reason = explain_preference(application)
    lines = []
    for target in TARGETS:
        names = " + ".join(f"{package.name} {package.version}" for package in routes.get(target, ()))
        lines.append(f"Route {SOURCE}→{target}: {names or 'none, no package leads there'} ({reason})")
    return lines


def explain_preference(application: Application) -> str:
    """Who decides which packages are used: the setting, a choice, or nobody."""
    setting, choice = application.settings.route, application.packages.choice()
    if setting != Preference.AUTO:
        overruled = f", which overrules the choice {choice.name}" if choice.packages else ""
        return f"setting {variable('route')}={setting}{overruled}"
    return f"chosen: {choice.name}" if choice.packages else "nothing chosen: direct first, the newest of a pair"
