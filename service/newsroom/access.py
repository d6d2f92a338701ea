"""Who may do what; refuses to know how a token travels."""

from dataclasses import dataclass

from service.domain.errors import Forbidden, Unauthenticated
from service.domain.language import TARGETS, Language
from service.domain.records import AccessToken, TokenRole
from service.newsroom.ports import Tokens


@dataclass(frozen=True, slots=True)
class Access:
    """The doorkeeper."""

    tokens: Tokens

    def bearer(self, secret: str | None) -> AccessToken:
        """The token with this secret; raises `Unauthenticated`."""
        if not secret:
            raise Unauthenticated("This needs an access token. Send it as `Authorization: Bearer TOKEN`.")
        token = self.tokens.find(secret)
        if token is None:
            raise Unauthenticated("The access token is unknown or was revoked. Ask the editor for a new one.")
        return token

    def holder(self, token_id: str) -> AccessToken:
        """The token with this id, for one whose secret was shown before; raises `Unauthenticated` once it is revoked."""
        token = self.tokens.get(token_id)
        if token is None or token.revoked is not None:
            raise Unauthenticated("The access token of this session was revoked. Sign in with another.")
        return token


def require_editor(token: AccessToken) -> None:
    """Raises `Forbidden` unless the token is an editor's."""
    if token.role is not TokenRole.EDITOR:
        raise Forbidden(f"The token {token.name!r} may read translations, not change articles. Use an editor's token.")


def require_language(token: AccessToken, language: Language) -> None:
    """Raises `Forbidden` if a reader's token is not for this language."""
    if token.role is TokenRole.READER and token.languages and language not in token.languages:
        allowed = ", ".join(token.languages)
        raise Forbidden(f"The token {token.name!r} may read {allowed}, not {language}.")


def readable_languages(token: AccessToken) -> tuple[Language, ...]:
    """The target languages whose translations the token may read."""
    if token.role is TokenRole.READER and token.languages:
        return tuple(language for language in TARGETS if language in token.languages)
    return TARGETS
