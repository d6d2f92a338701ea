"""What the pipeline needs from the rooms around it, as Protocols; refuses implementations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from service.domain.article import Article
from service.domain.content import Content
from service.domain.issue import Issue
from service.domain.language import Language
from service.domain.signature import EngineSignature
from service.domain.translation import Draft, Request
from service.domain.unit import Ignorable, Role, Segment


class Format(Protocol):
    """One file format: bytes to article and back."""

    media_type: str

    def extract(self, data: bytes) -> Article: ...

    def merge(self, article: Article, targets: Mapping[int, Content], language: Language | None = None) -> bytes: ...


class Engine(Protocol):
    """The translation engine over installed packages."""

    def languages(self) -> frozenset[Language]: ...

    def signature(self, target: Language) -> EngineSignature: ...

    def translate(self, requests: Sequence[Request]) -> list[Draft]: ...


class SegmentCache(Protocol):
    """Drafts kept by cache key (invariant 8)."""

    def find(self, keys: Sequence[str]) -> Mapping[str, Draft]: ...

    def keep(self, drafts: Mapping[str, Draft]) -> None: ...


class Linguistics(Protocol):
    """Language knowledge as the pipeline uses it."""

    preparation_version: str  # part of every cache key: changes when `prepare` changes

    def split(self, content: Content, role: Role) -> Sequence[Segment | Ignorable]: ...

    def prepare(self, content: Content, role: Role) -> Content: ...

    def finish(self, draft: Content, source: Content, role: Role, language: Language) -> Content: ...


Check = Callable[[Content, Content, Language], Issue | None]  # (source segment, target, target language)
Progress = Callable[[Language, int, int], None]  # (language, segments done, segments in all)
