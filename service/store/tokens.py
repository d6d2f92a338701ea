"""Access tokens; refuses to keep a secret.

Only the SHA-256 of a secret is stored. A slow hash (scrypt, Argon2) protects passwords because people choose them and
they can be guessed; a secret here is 256 random bits, which nobody guesses at any speed, and it is checked with every
call, where a slow hash would cost more than the call.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from service.domain.errors import NotFound
from service.domain.language import Language
from service.domain.records import AccessToken, TokenRole
from service.store.columns import utc_now
from service.store.database import Database
from service.store.identifiers import make_identifier
from service.store.schema import access_tokens as table

PREFIX = "gml_"  # lets secret scanners recognise a leaked token
RANDOM_BYTES = 32  # 43 URL-safe characters
INDEXED = 16  # hex digits of the hash that an index may know; the rest is compared in constant time


class Tokens:
    """The access tokens in one database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._clock = database, clock

    def create(self, name: str, role: TokenRole, languages: Sequence[Language] = ()) -> tuple[AccessToken, str]:
        """A new token and its secret, which is told this once and never again."""
        secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        token = AccessToken(make_identifier(), name, role, tuple(languages), self._clock())
        digest = _digest(secret)
        row = {"id": token.id, "name": name, "role": str(role), "languages": [str(code) for code in languages]}
        with self._database.writing() as connection:
            connection.execute(
                insert(table).values(**row, hash_prefix=digest[:INDEXED], hash=digest, created=token.created)
            )
        return token, secret

    def find(self, secret: str) -> AccessToken | None:
        """The token with that secret; None if nobody issued it or it was revoked.

        The index is searched by the start of the hash, which tells nothing about the secret; the whole hash is then
        compared in constant time.
        """
        digest = _digest(secret)
        candidates = select(table).where(table.c.hash_prefix == digest[:INDEXED], table.c.revoked.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(candidates).all()
        return next((_token(row) for row in rows if hmac.compare_digest(row.hash, digest)), None)

    def get(self, token_id: str) -> AccessToken | None:
        """The token with that id, the revoked too; None if there is none."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).filter_by(id=token_id)).first()
        return None if row is None else _token(row)

    def list(self) -> tuple[AccessToken, ...]:
        """Every token ever issued, oldest first, the revoked ones too."""
        with self._database.reading() as connection:
            return tuple(_token(row) for row in connection.execute(select(table).order_by(table.c.created, table.c.id)))

    def revoke(self, token_id: str) -> None:
        """From now on `find` answers None; revoking again changes nothing. Raises `NotFound`."""
        with self._database.writing() as connection:
            if connection.scalar(select(table.c.id).filter_by(id=token_id)) is None:
                raise NotFound(f"There is no token {token_id}. `gemello tokens list` shows them all.")
            valid = update(table).where(table.c.id == token_id, table.c.revoked.is_(None))
            connection.execute(valid.values(revoked=self._clock()))

    def any(self) -> bool:
        """True if a token was ever created, also if it is revoked by now."""
        with self._database.reading() as connection:
            return connection.scalar(select(table.c.id).limit(1)) is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: Row[Any]) -> AccessToken:
    languages = tuple(Language(code) for code in row.languages)
    return AccessToken(row.id, row.name, TokenRole(row.role), languages, row.created, row.revoked)
