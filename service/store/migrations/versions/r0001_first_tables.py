"""The first tables: articles with revisions, translations, renderings and segments; segment cache; access tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_articles()
    _create_translations()
    _create_renderings()
    _create_cache()
    _create_tokens()


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("external_id", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("lease_until", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("external_id", name="uq_articles_external_id"),
    )
    op.create_index("ix_articles_fingerprint", "articles", ["fingerprint"])
    unnamed = sa.text("external_id IS NULL")
    op.create_index(
        "uq_articles_unnamed_fingerprint",
        "articles",
        ["fingerprint"],
        unique=True,
        sqlite_where=unnamed,
        postgresql_where=unnamed,
    )
    op.create_table(
        "revisions",
        sa.Column("article", sa.String(26), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("article", "revision", name="pk_revisions"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_revisions_articles", ondelete="CASCADE"),
    )


def _create_translations() -> None:
    op.create_table(
        "translations",
        sa.Column("article", sa.String(26), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("progress", sa.String(16), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.PrimaryKeyConstraint("article", "language", name="pk_translations"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_translations_articles", ondelete="CASCADE"),
    )
    op.create_index("ix_translations_progress", "translations", ["progress"])


def _create_renderings() -> None:
    op.create_table(
        "renderings",
        sa.Column("article", sa.String(26), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("article", "language", "revision", name="pk_renderings"),
        sa.ForeignKeyConstraint(
            ["article", "language"],
            ["translations.article", "translations.language"],
            name="fk_renderings_translations",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "segments",
        sa.Column("article", sa.String(26), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary()),
        sa.Column("score", sa.Float()),
        sa.Column("placement", sa.String(16), nullable=False),
        sa.Column("issues", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", "language", "revision", "position", name="pk_segments"),
        sa.ForeignKeyConstraint(
            ["article", "language", "revision"],
            ["renderings.article", "renderings.language", "renderings.revision"],
            name="fk_segments_renderings",
            ondelete="CASCADE",
        ),
    )


def _create_cache() -> None:
    op.create_table(
        "cached_segments",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("draft", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("last_used", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_cached_segments"),
    )
    op.create_index("ix_cached_segments_label", "cached_segments", ["label"])
    op.create_index("ix_cached_segments_last_used", "cached_segments", ["last_used"])


def _create_tokens() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("languages", sa.LargeBinary(), nullable=False),
        sa.Column("hash_prefix", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("revoked", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_access_tokens"),
    )
    op.create_index("ix_access_tokens_hash_prefix", "access_tokens", ["hash_prefix"])
