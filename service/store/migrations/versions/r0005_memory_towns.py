"""The twin town a unit of the memory was approved for; those there are stay for every reader of their language."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("memory_units", sa.Column("town", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("memory_units") as table:
        table.alter_column("town", existing_type=sa.Text(), existing_nullable=False, server_default=None)
        table.drop_constraint("pk_memory_units", type_="primary")
        table.create_primary_key("pk_memory_units", ["language", "source_key", "context_key", "town"])
