"""How commands get their application; refuses to decide what it does."""

from service.bootstrap import Application, bootstrap
from service.logs import configure_logs
from service.settings import Settings, read_settings


def wired(settings: Settings | None = None) -> Application:
    """The application for this command, from the environment's settings unless given; raises `SettingsError`."""
    settings = settings or read_settings()
    configure_logs(settings.log_format)
    return bootstrap(settings)
