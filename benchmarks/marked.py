"""Marked sentences, `data/placement/*.txt`: reading them, and judging where codes went. Pure but for `read_examples`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.domain.content import CodeKind, Content, InlineCode, is_well_nested

DATA = Path(__file__).parent / "data" / "placement"
_TAG = re.compile(r"<(/?)(\w+)(/?)>")
_ALONE = re.compile(r"<\w+/>")


@dataclass(frozen=True, slots=True)
class Example:
    """A German sentence with codes and its translation with the codes in their right places."""

    theme: str  # the file it stands in
    number: int  # its place there, from 1
    language: str
    source: Content
    wanted: Content

    @property
    def half(self) -> str:
        """Which half it belongs to."""
        return "tune" if self.number % 2 else "judge"

    @property
    def target(self) -> str:
        """The translation as a model would write it that was not shown the codes."""
        return without_codes(show(self.wanted))


def read_examples(folder: Path = DATA) -> list[Example]:
    """All examples; raises ValueError naming the entry that breaks a rule of the notation."""
    return [example for path in sorted(folder.glob("*.txt")) for example in _read_file(path)]


def mark(text: str, ids: dict[str, int] | None = None) -> Content:
    """``Der <b>Rat</b> tagt<br/>`` as content; `ids` are the numbers of the names, new ones are added."""
    ids = {} if ids is None else ids
    parts: list[str | InlineCode] = []
    cursor = 0
    for tag in _TAG.finditer(text):
        closing, name, alone = tag.groups()
        kind = CodeKind.STANDALONE if alone else CodeKind.CLOSING if closing else CodeKind.OPENING
        identity = ids.setdefault(name, len(ids) + 1)
        parts += [text[cursor : tag.start()], InlineCode(identity, kind, tag[0], "\n" if name == "br" else "")]
        cursor = tag.end()
    return Content(*parts, text[cursor:])


def show(content: Content) -> str:
    """The content in the notation."""
    return "".join(part if isinstance(part, str) else part.data for part in content)


def find_places(content: Content) -> dict[tuple[int, CodeKind], int]:
    """Per code how many characters stand before it, white space not counted."""
    places, count = {}, 0
    for part in content:
        if isinstance(part, str):
            count += len("".join(part.split()))
        else:
            places[part.id, part.kind] = count
    return places


def find_right(found: Content, wanted: Content) -> set[int]:
    """The ids of the codes that stand exactly where they are wanted, of a pair both ends."""
    places, right = find_places(found), find_places(wanted)
    ids = {identity for identity, _ in right}
    return {each for each in ids if all(places.get(key) == right[key] for key in right if key[0] == each)}


def count_right(found: Content, wanted: Content) -> int:
    """How many codes, a pair counted once, are right."""
    return len(find_right(found, wanted))


def find_faults(source: Content, target: Content) -> list[str]:
    """What is wrong with a placement whatever the right place is: codes lost, crossed, in a word, blanks inside a pair."""
    faults = []
    if sorted(map(repr, source.codes)) != sorted(map(repr, target.codes)):
        faults.append("lost")
    if not is_well_nested(target):
        faults.append("crossed")
    text = show(target)
    if re.search(r"\w<(?:\w+|/\w+)>\w", text) and not re.search(r"\w<(?:\w+|/\w+)>\w", show(source)):
        faults.append("word cut")
    if re.search(r"<\w+>\s|\s</\w+>", text) and not re.search(r"<\w+>\s|\s</\w+>", show(source)):
        faults.append("blank inside")
    return faults


def _read_file(path: Path) -> Iterator[Example]:
    text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for number, block in enumerate(text.strip().split("\n\n"), 1):
        lines = dict(line.split(" ", 1) for line in block.splitlines())
        ids: dict[str, int] = {}
        source = mark(lines.pop("de"), ids)
        for language, line in lines.items():
            wanted = mark(line, ids)
            if sorted(map(repr, source.codes)) != sorted(map(repr, wanted.codes)):
                raise ValueError(f"{path.name} {number} {language}: not the codes of the German sentence")
            if not (is_well_nested(source) and is_well_nested(wanted)):
                raise ValueError(f"{path.name} {number} {language}: codes cross or a name is used twice")
            yield Example(path.stem, number, language, source, wanted)


def without_codes(text: str) -> str:
    """Codes taken out with the space a model would not write: ``sur <url/>.`` is ``sur.``, a break is a space."""
    text = re.sub(r"[ ]?<br/>[ ]?", " ", text)
    text = re.sub(rf"^(?:{_ALONE.pattern}[ ])+", "", text)
    text = re.sub(rf"[ ]{_ALONE.pattern}(?=[ .,;:!?)]|$)", "", text)
    return _TAG.sub("", text).strip()
