"""What people write over the columns of a glossary, and what is meant; refuses to guess from the cells below.

A table has a row a term and language (``source``, ``language``, ``forms``) or, as most lists of words, a row a term and a column for
each language: ``Deutsch;Französisch;Italienisch``.
"""

from collections.abc import Mapping, Sequence

from service.domain.errors import UnsupportedLanguage
from service.domain.language import TARGETS, Language
from service.store.exchange.unreadable import UnreadableGlossary

COLUMNS = ("source", "language", "forms", "case", "keep", "town", "note")
SPELLED: Mapping[str, str] = {  # other names of a column, in small letters
    "de": "source",
    "deutsch": "source",
    "german": "source",
    "begriff": "source",
    "term": "source",
    "sprache": "language",
    "übersetzung": "forms",
    "formen": "forms",
    "behalten": "keep",
    "stadt": "town",
    "partnerstadt": "town",
    "anmerkung": "note",
    "bemerkung": "note",
}
LANGUAGES: Mapping[str, Language] = {  # the same of a target language
    "französisch": Language.FRENCH,
    "français": Language.FRENCH,
    "french": Language.FRENCH,
    "italienisch": Language.ITALIAN,
    "italiano": Language.ITALIAN,
    "italian": Language.ITALIAN,
}


def read_header(header: Sequence[str]) -> list[str]:
    """The columns of a header by the names of `COLUMNS`, or the code of the language a column is for.

    Raises `UnreadableGlossary` for a name that means nothing here, one there twice, and columns that are missing.
    """
    names = [_read_name(place, written.strip()) for place, written in enumerate(header, 1)]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UnreadableGlossary(1, header[place].strip(), "There is such a column already.")
    wanted = {"source"} if set(TARGETS) & set(names) else {"source", "language"}
    for name in sorted(wanted - set(names)):
        raise UnreadableGlossary(1, name, f"This column is missing. {_explain()}")
    if set(TARGETS) & set(names) and {"language", "forms"} & set(names):
        raise UnreadableGlossary(
            1, "language", f"A table has columns for languages or a column that names them. {_explain()}"
        )
    return names


def read_language(line: int, column: str, cell: str) -> Language:
    """The target language of a cell: ``fr``, ``Französisch``."""
    try:
        found = LANGUAGES.get(cell.strip().lower()) or Language.parse(cell)
    except UnsupportedLanguage as error:
        raise UnreadableGlossary(line, column, f"{cell!r} is none of: {', '.join(TARGETS)}.") from error
    return found


def _read_name(place: int, written: str) -> str:
    name = SPELLED.get(written.lower()) or LANGUAGES.get(written.lower()) or written.lower()
    if name not in {*COLUMNS, *TARGETS}:
        raise UnreadableGlossary(1, written[:40] or place, f"No such column is known. {_explain()}")
    return str(name)


def _explain() -> str:
    return (
        f"The first line names the columns: {', '.join(COLUMNS)}; or source and one for each language "
        f"({', '.join(TARGETS)}) instead of language and forms."
    )
