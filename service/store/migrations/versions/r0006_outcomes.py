"""How a finished translation came out, beside its progress, so that lists need not read whole reports."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DONE = """
    SELECT t.article, t.language, r.report FROM translations t JOIN renderings r
    ON r.article = t.article AND r.language = t.language AND r.revision = t.revision WHERE t.progress = 'done'
"""
WRITE = "UPDATE translations SET ok = :ok, grave = :grave WHERE article = :article AND language = :language"


def upgrade() -> None:
    op.add_column("translations", sa.Column("ok", sa.Boolean()))
    op.add_column("translations", sa.Column("grave", sa.Integer()))
    connection = op.get_bind()
    places = [(row.article, row.language) for row in connection.execute(sa.text(DONE.replace(", r.report", "")))]
    for article, language in places:  # one report in memory at a time
        one = sa.text(f"{DONE} AND t.article = :article AND t.language = :language")
        written = connection.execute(one, {"article": article, "language": language}).one().report
        report = json.loads(bytes(written).decode("utf-8", "surrogatepass"))
        grave = sum(issue["severity"] != "minor" for issue in report.get("issues", ()))
        told = {"ok": bool(report.get("ok")), "grave": grave, "article": article, "language": language}
        connection.execute(sa.text(WRITE), told)
