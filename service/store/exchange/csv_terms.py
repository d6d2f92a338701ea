"""Terms as CSV: a header, a row a term; refuses unknown columns rather than dropping them, and two rows that contradict.

Miniature::

    source,language,forms,case,keep,town,note
    Gemeinderat,fr,conseil municipal [m]|conseils municipaux [mp],,,,CGCT art. L2121-1

Read is what spreadsheets write: commas, semicolons or tabs between the cells, UTF-8 or UTF-16; and a column for each language
(`csv_columns`). Forms are parted by ``|``, the preferred one first, each with its gender and number behind it where somebody
wrote them down: ``[m]``, ``[f]``, ``[mp]``, ``[fp]``.
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from service.domain.language import TARGETS
from service.domain.term import SEPARATOR, CaseRule, InvalidTerm, Term, read_forms
from service.store.exchange.csv_columns import COLUMNS, read_header, read_language
from service.store.exchange.unreadable import UnreadableGlossary

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel and LibreOffice begin
DELIMITERS = ",;\t"
SEVERAL = re.compile(r"\s/\s")  # what people write between forms in a list of words
_ANNOUNCED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # by Excel, for itself
YES, NO = frozenset({"yes", "ja", "oui", "sì", "x", "1", "true"}), frozenset({"", "no", "nein", "non", "0", "false"})


def write_csv(terms: Iterable[Term]) -> bytes:
    """The terms as CSV with a header, in their order."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for term in terms:
        case = "" if term.case is CaseRule.FOLDED else str(term.case)
        keep = "yes" if term.kept else ""
        rows.writerow([term.source, str(term.language), SEPARATOR.join(term.written), case, keep, term.town, term.note])
    return text.getvalue().encode()


def read_csv(data: bytes) -> tuple[Term, ...]:
    """The terms in a CSV file; raises `UnreadableGlossary` with line and column."""
    rows = _number_rows(_decode(data))
    _, header = next(rows, (1, []))
    names = read_header(header)
    read = ((line, term) for line, row in rows if any(map(str.strip, row)) for term in _read_row(line, names, row))
    return tuple(_without_contradictions(read))


def _without_contradictions(read: Iterable[tuple[int, Term]]) -> Iterator[Term]:
    known: dict[object, tuple[int, Term]] = {}
    for line, term in read:
        first, same = known.setdefault(term.key, (line, term))
        if replace(same, source=term.source, note=term.note) != term:
            problem = (
                f"{term.source!r} is on line {first} already, for {term.language} with something else. Write one row"
            )
            raise UnreadableGlossary(line, "source", f"{problem} with all its forms, parted by {SEPARATOR}.")
        if first == line:
            yield term


def _number_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line it begins on."""
    announced = _ANNOUNCED.match(text)
    first = text.partition("\n")[0]
    delimiter = announced[1] if announced else max(DELIMITERS, key=first.count)
    lines = io.StringIO(text[announced.end() :] if announced else text, newline="")
    rows, skipped = csv.reader(lines, delimiter=delimiter, strict=True), 1 if announced else 0
    line = 1 + skipped
    try:
        for row in rows:
            yield line, row
            line = rows.line_num + 1 + skipped
    except csv.Error as error:
        raise UnreadableGlossary(line, 1, f"This is no CSV: {error}.") from error


def _decode(data: bytes) -> str:
    if data.startswith(WORKBOOKS):
        raise UnreadableGlossary(1, 1, "This is a workbook, no CSV. Save it as “CSV UTF-8” and import that file.")
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        problem = (
            "This is not UTF-8. Save the file as “CSV UTF-8”, as spreadsheets call it, or choose UTF-8 as its encoding."
        )
        raise UnreadableGlossary(line, column, problem) from error


def _read_row(line: int, names: Sequence[str], row: Sequence[str]) -> Iterator[Term]:
    """The terms of a row: one, or one for each column of a language that has something in it."""
    if len(row) != len(names):
        raise UnreadableGlossary(line, len(row), f"There are {len(row)} cells for {len(names)} columns.")
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=True)}
    columns = [language for language in TARGETS if language in cells]
    filled = [language for language in columns if cells[language] or cells.get("keep")]
    if columns and not filled:
        raise UnreadableGlossary(line, columns[0], f"{cells['source']!r} has no form in any language.")
    for language in filled:
        if SEVERAL.search(cells[language]):
            problem = f"{cells[language]!r} seems to be several forms. Part them by {SEPARATOR}."
            raise UnreadableGlossary(line, language, problem)
        yield _read_term(line, language, cells | {"language": language, "forms": cells[language]})
    if not columns:
        yield _read_term(line, "forms", cells)


def _read_term(line: int, column: str, cells: Mapping[str, str]) -> Term:
    """The term of one language; `column` is the one that holds its forms."""
    written = (form.strip() for form in cells.get("forms", "").split(SEPARATOR))
    try:
        forms, grammar = read_forms(filter(None, written))
        return Term(
            cells["source"],
            read_language(line, "language", cells["language"]),
            forms,
            _read_case(line, cells.get("case", "")),
            kept=_read_keep(line, cells.get("keep", "")),
            town=cells.get("town", ""),
            note=" ".join(cells.get("note", "").split()),
            grammar=grammar,
        )
    except InvalidTerm as error:
        raise UnreadableGlossary(line, column if error.field == "forms" else error.field, error.problem) from error


def _read_case(line: int, cell: str) -> CaseRule:
    try:
        return CaseRule(cell.lower() or CaseRule.FOLDED)
    except ValueError as error:
        raise UnreadableGlossary(line, "case", f"{cell!r} is none of: {', '.join(CaseRule)}.") from error


def _read_keep(line: int, cell: str) -> bool:
    if cell.lower() not in YES | NO:
        raise UnreadableGlossary(line, "keep", f"{cell!r} is neither yes nor no.")
    return cell.lower() in YES
