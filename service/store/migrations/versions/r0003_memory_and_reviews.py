"""The translation memory with the index of its words, and the record of reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_memory()
    _create_reviews()


def _create_memory() -> None:
    op.create_table(
        "memory_units",
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("source_key", sa.String(32), nullable=False),
        sa.Column("context_key", sa.String(32), nullable=False),
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("shape_key", sa.String(32)),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("article", sa.String(26)),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("language", "source_key", "context_key", name="pk_memory_units"),
        sa.UniqueConstraint("id", name="uq_memory_units_id"),
    )
    op.create_index("ix_memory_units_shape_key", "memory_units", ["shape_key"])
    op.create_index("ix_memory_units_article", "memory_units", ["article"])
    op.create_table(
        "memory_words",
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("word", sa.String(16), nullable=False),
        sa.Column("length", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_key", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("language", "word", "length", "source_key", name="pk_memory_words"),
    )
    op.create_index("ix_memory_words_source_key", "memory_words", ["source_key"])


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("article", sa.String(26), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("segment", sa.Integer()),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_reviews_articles", ondelete="CASCADE"),
    )
    op.create_index("ix_reviews_article", "reviews", ["article"])
