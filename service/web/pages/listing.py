"""One article and the state of its translations, as lists and article pages show them; refuses the texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.errors import UnsupportedLanguage
from service.domain.language import Language
from service.domain.records import Progress, StoredArticle, StoredTranslation
from service.web.current import gemello
from service.web.pages.report import ReportView, view_report
from service.web.pages.towns import reading_town


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How far one translation is and what its report says."""

    translation: StoredTranslation
    report: ReportView | None  # when it is done
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

    article: StoredArticle
    states: tuple[LanguageState, ...]

    @property
    def running(self) -> bool:
        """True while a translation may still become done by itself."""
        return any(state.running for state in self.states)

    @property
    def failed(self) -> bool:
        """True if a translation failed."""
        return any(state.translation.progress is Progress.FAILED for state in self.states)


def list_row(article: StoredArticle, languages: tuple[Language, ...]) -> ArticleRow:
    """The article with its translations into `languages`."""
    reports: Mapping[Language, Mapping[str, object]] = gemello().articles.reports(article.id)
    translations = [each for each in gemello().articles.translations(article.id) if each.language in languages]
    return ArticleRow(article, tuple(_state(each, reports.get(each.language), article) for each in translations))


def read_filter(code: str | None, languages: tuple[Language, ...]) -> Language | None:
    """The language a list is filtered by: one of `languages`, else none."""
    try:
        chosen = Language.parse(code) if code else None
    except UnsupportedLanguage:
        return None
    return chosen if chosen in languages else None


def _state(
    translation: StoredTranslation, report: Mapping[str, object] | None, article: StoredArticle
) -> LanguageState:
    approved = report is not None and gemello().desk.approval(translation) is not None
    town = reading_town(translation.language, article.submission.towns)
    return LanguageState(translation, view_report(report) if report is not None else None, approved, town)
