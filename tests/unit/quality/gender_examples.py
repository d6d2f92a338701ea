"""Reads the sentences of `tests/examples/genders` and counts what the check says of them."""

from dataclasses import dataclass

from service.domain.issue import Issue
from service.domain.language import Language
from service.domain.unit import Role
from service.linguistics.language_care import LanguageCare
from service.quality.genders import check_genders
from tests.unit.linguistics.examples import content_of, read_examples

FILES = ("tuned", "judged")


@dataclass(frozen=True, slots=True)
class Count:
    """How a file's sentences came out."""

    right: int  # objected to, and rightly
    false: int  # objected to, and wrongly
    missed: int
    total: int


def read_sentences(name: str) -> list[tuple[str, ...]]:
    return read_examples(f"genders/{name}.txt")


def find_issues(language: str, source: str, target: str, care: LanguageCare | None = None) -> list[Issue]:
    care, code, german = care or LanguageCare(), Language.parse(language), content_of(source)
    prepared = care.prepare(german, Role.PARAGRAPH, code)
    return check_genders(care.find_double_forms(german, prepared, code), content_of(target), code)


def count_findings(name: str) -> Count:
    rows = read_sentences(name)
    outcomes = [(expected != "ok", bool(find_issues(*row))) for *row, expected in rows]
    return Count(
        sum(wrong and found for wrong, found in outcomes),
        sum(found and not wrong for wrong, found in outcomes),
        sum(wrong and not found for wrong, found in outcomes),
        len(rows),
    )
