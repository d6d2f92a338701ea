"""What an editor filled into the form for a new article; refuses to judge it, and forgets nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Request

from service.domain.errors import EmptyArticle, InvalidInput, UnsupportedFormat
from service.domain.language import TARGETS, parse_targets
from service.domain.towns import parse_towns
from service.formats.registry import Formats
from service.web.intake import Intake
from service.web.pages.towns import FIELD

PASTED = ("text/plain", "text/markdown", "text/html")  # what can be pasted as text


class TwoArticles(InvalidInput):
    """A text and a file in one form."""

    title = "Two articles"

    def __init__(self) -> None:
        super().__init__("There is a text and a file. Send one of them: empty the text field or remove the file.")


class NoTarget(InvalidInput):
    """A form without a target language."""

    title = "No target language"

    def __init__(self) -> None:
        super().__init__("No target language is chosen. Choose at least one.")


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """The form as it was sent."""

    text: str = ""  # with the line ends of the editor, not those of HTTP
    format: str = PASTED[0]  # media type of the text
    title: str = ""
    towns: Mapping[str, str] = field(default_factory=dict)  # by language code, those chosen instead of the usual ones
    targets: tuple[str, ...] = TARGETS
    file_name: str = ""  # "" without a file
    file_type: str = ""  # media type as the browser told it
    file: bytes = b""
    only_preview: bool = False

    def intake(self, formats: Formats) -> Intake:
        """The article in the form; raises `InvalidInput` kinds."""
        if self.file_name and self.text.strip():
            raise TwoArticles
        if not self.file_name and not self.text.strip():
            raise EmptyArticle
        if not self.targets:
            raise NoTarget
        targets = parse_targets(",".join(self.targets))
        towns = parse_towns(",".join(f"{code}={town}" for code, town in self.towns.items() if code in targets))
        if self.file_name:
            return Intake(self.file, _media_type(self, formats), targets, None, self.title, towns)
        return Intake(self.text.encode(), f"{self.format}; charset=utf-8", targets, None, self.title, towns)


def read_article_form(request: Request) -> ArticleForm:
    """The form in a request."""
    form, upload = request.form, request.files.get("file")
    named = upload is not None and bool(upload.filename)
    return ArticleForm(
        text=form.get("text", "").replace("\r\n", "\n"),
        format=form["format"] if form.get("format") in PASTED else PASTED[0],
        title=form.get("title", "").strip(),
        towns={code: form[f"{FIELD}{code}"] for code in TARGETS if form.get(f"{FIELD}{code}")},
        targets=tuple(form.getlist("targets")),
        file_name=upload.filename or "" if upload and named else "",
        file_type=upload.content_type or "" if upload and named else "",
        file=upload.read() if upload and named else b"",
        only_preview=form.get("action") == "preview",
    )


def _media_type(form: ArticleForm, formats: Formats) -> str:
    """By the file's name, which an editor sees and can change; by what the browser says only if that tells nothing."""
    try:
        return formats.find_for_file(form.file_name).media_type
    except UnsupportedFormat:
        if form.file_type not in formats.media_types:
            raise
        return form.file_type
