"""The articles in `tests/examples/articles` on their way through the rules: source, prepared, decoded, finished.

For each ``NAME.txt`` there is ``NAME.drafts.txt``, a row a segment and language: who drafted it, and the draft. Those of the
starter packages are recorded by

    python -m tests.unit.linguistics.article_examples --packages DIRECTORY

and rows "by hand" are what a good model would answer, written by a person; recording leaves them as they are. What is
prepared and finished is never recorded here: tests and the page ask the rules, and ``NAME.golden.txt`` holds what they should say.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import TARGETS, Language
from service.domain.unit import Role
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.linguistics.shields import FIRST_ID
from service.pipeline import steps
from service.pipeline.work import Tools, Work
from tests.fakes import FakeCache, FakeEngine
from tests.unit.linguistics.examples import FOLDER, MARKS

ARTICLES = FOLDER / "articles"
NAMES = (
    "gender",
    "abbreviations-titles",
    "headlines",
    "numbers-currency",
    "times-dates",
    "quotes-typography",
    "addresses-contacts",
    "names-places",
)
BY_HAND = "by hand"


@dataclass(frozen=True)
class Passage:
    """One segment of an article in one language on its way."""

    language: Language
    role: Role
    source: str
    prepared: str
    drafted_by: str
    draft: str
    finished: str


@dataclass(frozen=True)
class DraftRow:
    """One row of ``NAME.drafts.txt``."""

    language: str
    drafted_by: str
    source: str
    draft: str


def read_passages(name: str) -> Iterator[Passage]:
    """The passages of an article, prepared and finished by the rules as they are now."""
    rows = read_drafts(name)
    for line in _lines(name, FakeEngine()):
        for row in rows:
            if row.language == line.language and row.source == show(line.source):
                draft = _parse(row.draft, line.prepared)
                finished = LanguageCare().finish(draft, line.source, line.role, line.language).content
                yield Passage(
                    line.language,
                    line.role,
                    row.source,
                    show(line.prepared),
                    row.drafted_by,
                    row.draft,
                    show(finished),
                )


def sources(name: str) -> set[tuple[str, str]]:
    """Every segment of an article in every language."""
    return {(str(line.language), show(line.source)) for line in _lines(name, FakeEngine())}


def read_drafts(name: str) -> list[DraftRow]:
    """The drafts of an article's segments."""
    path = ARTICLES / f"{name}.drafts.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [
        DraftRow(*(cell.strip(" ") for cell in line.split(" | ")))
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def golden(name: str) -> str:
    """What ``NAME.golden.txt`` says if the rules do what they did when it was written."""
    head = f"# {name}: what the rules make of each segment.\n# language | drafted by | role | prepared | finished\n"
    rows = (
        f"{each.language} | {each.drafted_by} | {each.role} | {each.prepared} | {each.finished}"
        for each in read_passages(name)
    )
    return head + "\n".join(rows) + "\n"


def show(content: Content) -> str:
    """The content on one line: what is hidden from the model in braces, a hard break as ␤, spaces by their marks."""
    shown = {space: mark for mark, space in MARKS.items()}
    return "".join(
        "".join(shown.get(character, character) for character in part) if isinstance(part, str) else _show_code(part)
        for part in content
    )


def record(name: str, engine, packages: str) -> None:
    """Write the drafts of `engine` beside those written by hand."""
    by_hand = [row for row in read_drafts(name) if row.drafted_by == BY_HAND]
    fresh = [
        DraftRow(line.language, packages if line.key else "wording", show(line.source), show(line.draft.content))
        for line in _lines(name, engine)
    ]
    rows = sorted({*fresh, *by_hand}, key=lambda row: (row.language, _place(fresh, row), row.drafted_by == BY_HAND))
    head = (
        "# language | drafted by | source | draft; {…} is hidden from the model, · is U+00A0, ‧ is U+202F, ␤ a break\n"
    )
    lines = (f"{row.language} | {row.drafted_by} | {row.source} | {row.draft}" for row in rows)
    (ARTICLES / f"{name}.drafts.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _place(rows: list[DraftRow], row: DraftRow) -> int:
    return next((at for at, each in enumerate(rows) if each.source == row.source), len(rows))


def _lines(name: str, engine):
    care = LanguageCare()
    tools = Tools(engine, FakeCache(), care, ())
    data = (ARTICLES / f"{name}.txt").read_bytes()
    work = Work(data, Formats().find("text"), TARGETS, lambda *_: None)
    for step in (steps.extract, steps.segment, steps.prepare, steps.leverage, steps.translate):
        work = step(work, tools)
    return work.lines


def _show_code(code: InlineCode) -> str:
    return "␤" if code.equivalent == "\n" else f"{{{code.data}}}"


def _parse(draft: str, prepared: Content) -> Content:
    """The draft as the engine gives it: the codes of `prepared` by what they hide."""
    codes = {_show_code(code): code for code in prepared.codes}
    parts = [
        codes.get(piece, InlineCode(FIRST_ID, CodeKind.STANDALONE, piece[1:-1]))
        if re.fullmatch(r"\{[^{}]*\}|␤", piece)
        else "".join(MARKS.get(character, character) for character in piece)
        for piece in re.split(r"(\{[^{}]*\}|␤)", draft)
    ]
    return Content(*parts)


if __name__ == "__main__":
    from service.engine.engine import Engine
    from service.engine.packages import PackageDirectory

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--label", default="starter 0.5", help="what the packages are called in the rows")
    arguments = parser.parse_args()
    for each in NAMES:
        record(each, Engine(PackageDirectory(arguments.packages)), arguments.label)
        (ARTICLES / f"{each}.golden.txt").write_text(golden(each), encoding="utf-8")
