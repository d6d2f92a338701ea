"""The tables as they are today; refuses history (that is `migrations`) and queries.

An article row says which revision is current; the bytes of every revision stay in `revisions`, the finished
translations of every revision in `renderings` and `segments`. So a new revision overwrites nothing.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

from service.store.columns import Identifier, Instant, Json, Line

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", Identifier(26), primary_key=True),
    Column("external_id", Line, unique=True),  # the CMS's own name; NULL is nobody's
    Column("revision", Integer, nullable=False),  # the current one, from 1
    Column("fingerprint", String(64), nullable=False, index=True),  # of the current revision
    Column("created", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("worker", Line),  # who holds the lease
    Column("lease_until", Instant),  # NULL or past: nobody
    # Two articles may share their bytes only if the CMS calls them by two names.
    Index(
        "uq_articles_unnamed_fingerprint",
        "fingerprint",
        unique=True,
        sqlite_where=text("external_id IS NULL"),
        postgresql_where=text("external_id IS NULL"),
    ),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("media_type", Line, nullable=False),
    Column("title", Line, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("created", Instant, nullable=False),
    Column("towns", Line),  # "fr=Montbéliard": whose terms count; NULL: as the settings say
)

translations = Table(
    "translations",
    metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("progress", String(16), nullable=False, index=True),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("problem", Line),
    Column("ok", Boolean),  # of the finished translation: no person needs to look
    Column("grave", Integer),  # its issues graver than minor
)

renderings = Table(
    "renderings",
    metadata,
    Column("article", Identifier(26), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("etag", Line, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("report", Json, nullable=False),
    Column("finished", Instant, nullable=False),
    ForeignKeyConstraint(
        ["article", "language"], ["translations.article", "translations.language"], ondelete="CASCADE"
    ),
)

segments = Table(
    "segments",
    metadata,
    Column("article", Identifier(26), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("unit", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("source", Json, nullable=False),  # a content; in old rows a JSON string, its plain text
    Column("content", Json, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("signature", Json),
    Column("score", Float),
    Column("placement", String(16), nullable=False),
    Column("issues", Json, nullable=False),
    ForeignKeyConstraint(
        ["article", "language", "revision"],
        ["renderings.article", "renderings.language", "renderings.revision"],
        ondelete="CASCADE",
    ),
)

cached_segments = Table(
    "cached_segments",
    metadata,
    Column("key", Line, primary_key=True),  # made by the pipeline; opaque here
    Column("draft", Json, nullable=False),
    Column("label", Line, nullable=False, index=True),  # digest of the engine signature, "" if not told
    Column("created", Instant, nullable=False),
    Column("last_used", Instant, nullable=False, index=True),  # to the day
)

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("id", Identifier(26), primary_key=True),
    Column("name", Line, nullable=False),
    Column("role", String(16), nullable=False),
    Column("languages", Json, nullable=False),
    Column("hash_prefix", String(16), nullable=False, index=True),
    Column("hash", String(64), nullable=False),
    Column("created", Instant, nullable=False),
    Column("revoked", Instant),
)

terms = Table(
    "terms",
    metadata,
    Column("folded", Line, primary_key=True),  # the source as it is compared
    Column("language", String(2), primary_key=True),
    Column("town", Line, primary_key=True),  # "" is every reader of the language
    Column("source", Line, nullable=False),
    Column("forms", Json, nullable=False),  # the preferred one first
    Column("case_rule", String(16), nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("note", Line, nullable=False),
    Column("created", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
)

termbase = Table(
    "termbase",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row, made by the first change
    Column("version", Integer, nullable=False),
)

memory_units = Table(
    "memory_units",
    metadata,
    Column("language", String(2), primary_key=True),
    Column("source_key", String(32), primary_key=True),  # what exact matches share
    Column("context_key", String(32), primary_key=True),  # of the two neighbours
    Column("id", Identifier(26), nullable=False, unique=True),
    Column(
        "shape_key", String(32), index=True
    ),  # what sources share that differ in figures alone; NULL without figures
    Column("source", Line, nullable=False),  # in notation, as the target
    Column("target", Line, nullable=False),
    Column("before", Line, nullable=False),
    Column("after", Line, nullable=False),
    Column("author", Line, nullable=False),
    Column("article", Identifier(26), index=True),  # whose approval brought it; NULL if imported or deleted since
    Column("created", Instant, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("town", Line, primary_key=True),  # that it was approved for; "" is every reader of the language
)

memory_words = Table(
    "memory_words",
    metadata,
    Column("language", String(2), primary_key=True),
    Column("word", String(16), primary_key=True),  # the beginning of a word, to find sources that are alike
    Column("length", Integer, primary_key=True, autoincrement=False),  # of the source, in characters
    Column("source_key", String(32), primary_key=True, index=True),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Identifier(26), primary_key=True),
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("act", String(16), nullable=False),  # post-edited, approved, withdrawn
    Column("segment", Integer),  # which one was post-edited
    Column("editor", Line, nullable=False),
    Column("digest", String(64), nullable=False),  # sha256 of the document after the act
    Column("etag", Line, nullable=False),  # of the translation after the act
    Column("at", Instant, nullable=False),
)
