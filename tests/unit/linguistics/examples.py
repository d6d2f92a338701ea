"""Reads the example files a linguist writes; a file's own head says what its columns mean."""

from pathlib import Path

from service.domain.content import CodeKind, Content, InlineCode

FOLDER = Path(__file__).parents[2] / "examples"
MARKS = {"·": "\u00a0", "‧": "\u202f", "␤": "\n", "␣": "\u2002"}  # visible stand-ins for spaces that cannot be seen


def read_examples(name: str) -> list[tuple[str, ...]]:
    """The rows of a file under `tests/examples/`: columns parted by ` | `, `#` starts a comment line."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [
        tuple(cell.strip(" ") for cell in line.split(" | "))
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def content_of(text: str) -> Content:
    """``<1>`` opens code 1, ``</1>`` closes it, ``<2/>`` stands alone, ``<3␤/>`` is a hard break; marks are spaces."""
    import re

    parts: list[str | InlineCode] = []
    for piece in re.split(r"(</?\d+␤?/?>)", text):
        match = re.fullmatch(r"<(/?)(\d+)(␤?)(/?)>", piece)
        if match is None:
            parts.append("".join(MARKS.get(character, character) for character in piece))
            continue
        kind = CodeKind.CLOSING if match[1] else CodeKind.STANDALONE if match[4] else CodeKind.OPENING
        parts.append(InlineCode(int(match[2]), kind, piece, "\n" if match[3] else ""))
    return Content(*parts)


def text_of(content: Content) -> str:
    """The inverse of `content_of`."""
    shown = {space: mark for mark, space in MARKS.items()}
    return "".join(
        part.data if isinstance(part, InlineCode) else "".join(shown.get(character, character) for character in part)
        for part in content
    )
