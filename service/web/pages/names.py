"""The names of downloaded files; refuses characters that no file system takes."""

import re

from werkzeug.http import dump_options_header

from service.domain.language import Language
from service.domain.records import Submission
from service.formats.registry import Formats
from service.web.current import UNTRUSTED

LONGEST = 60  # characters of the title
_UNFIT = re.compile(r"[^\w -]+")


def file_name(title: str, language: Language, suffix: str) -> str:
    """``"Neuer Spielplatz!"`` in French as Markdown is ``"Neuer-Spielplatz.fr.md"``."""
    words = "-".join(_UNFIT.sub(" ", title)[:LONGEST].split())
    return f"{words or 'gemello'}.{language}{suffix}"


def download_headers(submission: Submission, language: Language, formats: Formats) -> dict[str, str]:
    """The headers that make a browser save a document in the article's format under a good name."""
    return attachment(file_name(submission.title, language, formats.suffix_of(submission.media_type)))


def attachment(name: str) -> dict[str, str]:
    """The headers of a file to be saved as `name`; should a browser show it after all, nothing in it runs."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    disposition = dump_options_header("attachment", {"filename": plain, "filename*": name})
    return {"Content-Disposition": disposition, "Content-Security-Policy": UNTRUSTED}
