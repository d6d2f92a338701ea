"""Names in credits and author lines and the initials of a writer, kept out of translation as standalone codes; refuses to judge other names.

Miniature: ``Foto: Stadt Ludwigsburg`` is ``Content("Foto: ", InlineCode(1, STANDALONE, "Stadt Ludwigsburg"))``.
"""

import re
from collections.abc import Callable

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.unit import Role

_CREDIT = re.compile(
    r"(?:^(?:Fotos?|Fotograf(?:in)?|Bildnachweis|Bildrechte|Quelle)"
    r"|(?:(?<=[.!?“”\"«)] )|(?<=\())(?:Fotos?|Bild|Grafik|Bildnachweis|Bildrechte|Quelle)):[ ]?"
    r"(?P<name>[^.!?():]{2,70}(?:Dr\.[^.!?():]{2,70})?)(?=\)?$|\)\.?$)"
    r"|©[ ]?(?P<owner>[^.!?()]{2,70})(?=\)?$)"
)
_SMALL_WORDS = frozenset(
    {"von", "van", "de", "der", "des", "du", "und", "für", "zu", "zum", "zur", "am", "im", "privat"}
)
_AUTHOR = re.compile(r"(?:Von|Autor(?:[*:]?in)?:|Text:|Verfasser(?:in)?:|Redaktion:|Bericht:)[ ](?P<name>.+)")
_INITIALS = re.compile(
    r"^\((?:pm|red|lb|ots|dpa|[a-z]{2,3}/[a-z]{2,3})\)(?=\s)|(?<=\s)\((?:pm|red|lb|ots|dpa|[a-z]{2,3}/[a-z]{2,3})\)$"
)
_LONGEST = 8  # words: a credit of more is a caption


def shield_names(content: Content, role: Role, escape: Callable[[str], str]) -> Content:
    """The content with the name of a credit (in captions) or of an author as a standalone code.

    So are the initials of the writer before or after a paragraph, ``(pm)``. `escape` writes plain text as the format's own characters. Only the last string of the content is looked at.
    """
    strings = [index for index, part in enumerate(content.parts) if isinstance(part, str) and part.strip()]
    if not strings:
        return content
    last = strings[-1]
    text = content.parts[last]
    found = _find_name(text if isinstance(text, str) else "", role, first=_begins_line(content.parts[:last]))
    if found is None:
        return content
    free_id = max((code.id for code in content.codes), default=0) + 1
    return Content(*content.parts[:last], *_cut(str(text), found, free_id, escape), *content.parts[last + 1 :])


def _begins_line(before: tuple[Part, ...]) -> bool:
    """True if nothing, a line break or an opening code is all that stands directly before."""
    last = before[-1] if before else None
    return last is None or (isinstance(last, InlineCode) and (last.kind is CodeKind.OPENING or last.equivalent == "\n"))


def _find_name(text: str, role: Role, *, first: bool) -> tuple[int, int] | None:
    if role is Role.AUTHOR:
        match = _AUTHOR.fullmatch(text) if first else None
        return match.span("name") if match else None
    if role is not Role.CAPTION:
        match = _INITIALS.search(text)
        return match.span() if match and (first or match.start()) else None
    match = next((found for found in _CREDIT.finditer(text) if first or found.start()), None)
    if match is None:
        return None
    start, end = match.span("name") if match["name"] else match.span("owner")
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return (start, end) if _is_name(text[start:end]) else None


def _is_name(text: str) -> bool:
    """``Stadt Ludwigsburg / Max Weber`` is one, ``Das Rathaus steht wieder`` is none."""
    words = text.split()
    return 0 < len(words) <= _LONGEST and all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def _cut(text: str, place: tuple[int, int], code_id: int, escape: Callable[[str], str]) -> tuple[Part, ...]:
    start, end = place
    name = text[start:end]
    return text[:start], InlineCode(code_id, CodeKind.STANDALONE, escape(name), name), text[end:]
