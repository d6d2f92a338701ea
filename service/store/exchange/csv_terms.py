"""Terms as CSV: UTF-8, a header, a row a term and language; refuses unknown columns rather than dropping them.

Miniature::

    source,language,forms,case,keep,town,note
    Gemeinderat,fr,conseil municipal [m]|conseils municipaux [mp],,,,CGCT art. L2121-1

Commas or semicolons part the cells, as spreadsheets write them; forms are parted by ``|``, the preferred one first, each with
its gender and number behind it where somebody wrote them down: ``[m]``, ``[f]``, ``[mp]``, ``[fp]``.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from service.domain.errors import UnsupportedLanguage
from service.domain.language import TARGETS, Language
from service.domain.term import SEPARATOR, CaseRule, InvalidTerm, Term, read_forms
from service.store.exchange.unreadable import UnreadableGlossary

COLUMNS = ("source", "language", "forms", "case", "keep", "town", "note")
REQUIRED = frozenset({"source", "language"})
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
    names = [name.strip().lower() for name in header]
    _judge_header(names)
    return tuple(_read_row(line, names, row) for line, row in rows if any(cell.strip() for cell in row))


def _number_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line it begins on."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in rows:
            yield line, row
            line = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableGlossary(line, 1, f"This is no CSV: {error}.") from error


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise UnreadableGlossary(line, column, "This is not UTF-8. Save the file as UTF-8.") from error


def _judge_header(header: Sequence[str]) -> None:
    for place, name in enumerate(header):
        if name not in COLUMNS or name in header[:place]:
            raise UnreadableGlossary(1, name or place + 1, f"The columns are: {', '.join(COLUMNS)}, each once.")
    for name in sorted(REQUIRED - set(header)):
        raise UnreadableGlossary(1, name, "This column is missing.")


def _read_row(line: int, names: Sequence[str], row: Sequence[str]) -> Term:
    if len(row) != len(names):
        raise UnreadableGlossary(line, len(row), f"There are {len(row)} cells for {len(names)} columns.")
    return _read_term(line, {name: cell.strip() for name, cell in zip(names, row, strict=True)})


def _read_term(line: int, cells: Mapping[str, str]) -> Term:
    written = (form.strip() for form in cells.get("forms", "").split(SEPARATOR))
    try:
        forms, grammar = read_forms(filter(None, written))
        return Term(
            cells["source"],
            _read_language(line, cells["language"]),
            forms,
            _read_case(line, cells.get("case", "")),
            kept=_read_keep(line, cells.get("keep", "")),
            town=cells.get("town", ""),
            note=" ".join(cells.get("note", "").split()),
            grammar=grammar,
        )
    except InvalidTerm as error:
        raise UnreadableGlossary(line, error.field, error.problem) from error


def _read_language(line: int, cell: str) -> Language:
    try:
        return Language.parse(cell)
    except UnsupportedLanguage as error:
        raise UnreadableGlossary(line, "language", f"{cell!r} is none of: {', '.join(TARGETS)}.") from error


def _read_case(line: int, cell: str) -> CaseRule:
    try:
        return CaseRule(cell.lower() or CaseRule.FOLDED)
    except ValueError as error:
        raise UnreadableGlossary(line, "case", f"{cell!r} is none of: {', '.join(CaseRule)}.") from error


def _read_keep(line: int, cell: str) -> bool:
    if cell.lower() not in YES | NO:
        raise UnreadableGlossary(line, "keep", f"{cell!r} is neither yes nor no.")
    return cell.lower() in YES
