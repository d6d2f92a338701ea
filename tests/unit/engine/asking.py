"""What the tests of the engine ask: a sentence of the small world, and the plain texts that come back."""

from service.domain.content import Content
from service.domain.language import Language
from service.domain.translation import Request
from service.engine.engine import Engine

FRENCH, ITALIAN = Language.FRENCH, Language.ITALIAN
COUNCIL = "Der Gemeinderat tagt am Montag im Rathaus."


def ask(text: str, target: Language = FRENCH) -> Request:
    return Request(Content(text), target)


def texts(engine: Engine, *requests: Request) -> list[str]:
    return [draft.content.text for draft in engine.translate(requests)]
