"""One article and the state of its translations, as lists and article pages show them; refuses the texts."""

from dataclasses import dataclass

from service.domain.errors import UnsupportedLanguage
from service.domain.language import Language
from service.domain.records import ArticleCard, Progress, StoredTranslation
from service.web.current import gemello
from service.web.pages.towns import reading_town


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How far one translation is and how it came out."""

    translation: StoredTranslation
    approved: bool  # by a person, as it stands
    town: str  # that reads it, "" for none in particular

    @property
    def running(self) -> bool:
        """True while it may still become done by itself."""
        return self.translation.progress in {Progress.QUEUED, Progress.RUNNING}

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return 100 * self.translation.done // self.translation.total if self.translation.total else 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article with those of its translations that the person may read."""

    article: ArticleCard
    states: tuple[LanguageState, ...]

    @property
    def running(self) -> bool:
        """True while a translation may still become done by itself."""
        return any(state.running for state in self.states)

    @property
    def failed(self) -> bool:
        """True if a translation failed."""
        return any(state.translation.progress is Progress.FAILED for state in self.states)


def list_row(article: ArticleCard, languages: tuple[Language, ...]) -> ArticleRow:
    """The article with its translations into `languages`."""
    translations = [each for each in gemello().articles.translations(article.id) if each.language in languages]
    return ArticleRow(article, tuple(state_of(each, article) for each in translations))


def state_of(translation: StoredTranslation, article: ArticleCard) -> LanguageState:
    """The state of one translation of the article, as it was when it was read."""
    approved = translation.outcome is not None and gemello().desk.approval(translation) is not None
    town = reading_town(translation.language, article.towns)
    return LanguageState(translation, approved, town)


def read_filter(code: str | None, languages: tuple[Language, ...]) -> Language | None:
    """The language a list is filtered by: one of `languages`, else none."""
    try:
        chosen = Language.parse(code) if code else None
    except UnsupportedLanguage:
        return None
    return chosen if chosen in languages else None
