"""The press releases of `tests/examples/prepared`: the German as an office writes it, ``---``, and as an engine should read it.

The first line is the headline; a line of the second part is a segment, ``{…}`` is hidden from the engine. After a rule was changed,

    python -m tests.unit.linguistics.prepared_examples

writes the second parts anew, for a person to read before they are kept.
"""

from collections.abc import Iterator
from pathlib import Path

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role, Segment
from service.linguistics.language_care import LanguageCare
from tests.unit.linguistics.examples import FOLDER

RELEASES = sorted((FOLDER / "prepared").glob("*.txt"))
BORDER = "\n---\n"


def read_release(path: Path) -> tuple[str, str]:
    source, _, expected = path.read_text(encoding="utf-8").partition(BORDER)
    return source.strip(), expected.strip()


def prepare_release(source: str) -> str:
    return "\n".join(_prepared(source))


def _prepared(source: str) -> Iterator[str]:
    care = LanguageCare()
    for number, line in enumerate(source.splitlines()):
        role = Role.PARAGRAPH if number else Role.HEADLINE
        for part in care.split(Content(line), role):
            if isinstance(part, Segment):
                prepared = care.prepare(part.content, role, Language.FRENCH).content
                yield "".join(each if isinstance(each, str) else f"{{{each.data}}}" for each in prepared)


if __name__ == "__main__":
    for path in RELEASES:
        german, _ = read_release(path)
        path.write_text(f"{german}{BORDER}{prepare_release(german)}\n", encoding="utf-8")
