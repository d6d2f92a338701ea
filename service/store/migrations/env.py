"""What Alembic runs: the migrations, on the connection and in the transaction that `service.store.migration` gives."""

from alembic import context

from service.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite's DDL is transactional once BEGIN is ours: a killed upgrade leaves nothing half done
)
with context.begin_transaction():
    context.run_migrations()
