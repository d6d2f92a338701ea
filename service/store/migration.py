"""Which revision the tables have and how they get to the newest; refuses configuration files.

The scripts lie in the package (`service/store/migrations`), so an installed wheel carries them.
"""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from service.domain.errors import StoreUnavailable

UPGRADE_LOCK = 0x67656D65  # any number, the same in every process: PostgreSQL's advisory lock for upgrades


def upgrade_tables(connection: Connection) -> None:
    """Bring the tables to the newest revision inside the connection's transaction; nothing is done if they are there.

    Raises `StoreUnavailable` if they are newer than this version of the program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE_LOCK})
    refuse_newer(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def refuse_newer(connection: Connection) -> None:
    """Raise `StoreUnavailable` if the tables have a revision this version of the program does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    unknown = set(current_revisions(connection)) - known
    if unknown:
        raise StoreUnavailable(
            f"The database has revision {', '.join(sorted(unknown))}, made by a newer version of Gemello. "
            f"This version knows {newest_revision()} at most. Install the newer version or restore an older backup."
        )


def refuse_older(connection: Connection) -> None:
    """Raise `StoreUnavailable` if the tables are not at the newest revision."""
    revisions = current_revisions(connection)
    if revisions != (newest_revision(),):
        found = ", ".join(revisions) or "none"
        raise StoreUnavailable(
            f"The database has revision {found}; this version of Gemello needs {newest_revision()}. "
            "Run `gemello database upgrade`."
        )


def current_revisions(connection: Connection) -> tuple[str, ...]:
    """The revision the database says it has; empty before the first upgrade."""
    return tuple(MigrationContext.configure(connection).get_current_heads())


def newest_revision() -> str:
    """The revision this version of the program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise StoreUnavailable("The migrations are missing from this installation. Install Gemello again.")
    return head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "service.store:migrations")
    return config
