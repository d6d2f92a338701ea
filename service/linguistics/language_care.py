"""The language knowledge of this room as the pipeline asks for it; refuses rules of its own."""

import hashlib
from importlib.resources import files

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Ignorable, Role, Segment
from service.linguistics import german, segmenter


class LanguageCare:
    """Splits, prepares and finishes; satisfies the pipeline's `Linguistics`."""

    def __init__(self) -> None:
        self.preparation_version = _digest_rules()

    def split(self, content: Content, role: Role) -> tuple[Segment | Ignorable, ...]:
        """A unit's content in sentences; joined they are the content (invariant 2)."""
        return segmenter.split(content, role)

    def prepare(self, content: Content, role: Role) -> Content:
        """A segment as the engine should read it: the same codes in the same order."""
        return german.prepare(content, role)

    def finish(self, draft: Content, source: Content, role: Role, language: Language) -> Content:  # noqa: ARG002
        """A draft as its language is written."""
        return draft


def _digest_rules() -> str:
    """12 hex digits over the files that decide what `prepare` answers."""
    digest = hashlib.sha256()
    room = files("service.linguistics")
    for entry in sorted([*room.iterdir(), *room.joinpath("data").iterdir()], key=lambda entry: entry.name):
        if entry.is_file():
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:12]
