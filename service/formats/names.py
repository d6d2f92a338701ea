"""Names in credits and author lines and the initials of a writer, kept out of translation as standalone codes.

Refuses to judge any other name. Miniature: ``Foto: Stadt Ludwigsburg`` is
``Content("Foto: ", InlineCode(1, STANDALONE, "Stadt Ludwigsburg"))``.
"""

import re
from collections.abc import Callable

from service.domain.content import CodeKind, Content, InlineCode, Part
from service.domain.unit import Role

_CREDIT = re.compile(
    r"(?:^(?:Fotos?|Fotograf(?:in)?|Bildnachweis|Bildrechte|Quelle)"
    r"|(?:(?<=[.!?“”\"«)] )|(?<=\())(?:Fotos?|Bild|Grafik|Bildnachweis|Bildrechte|Quelle)):[ ]?"
    r"(?P<name>[^.!?():\n]{2,70}(?:Dr\.[^.!?():\n]{2,70})?)(?=\)?$|\)\.?$)"
    r"|©[ ]?(?P<owner>[^.!?()\n]{2,70})(?=\)?$)",
    re.MULTILINE,
)
_AUTHOR = re.compile(r"(?:Von|Autor(?:[*:]?in)?:|Text:|Verfasser(?:in)?:|Redaktion:|Bericht:)[ ](?P<name>.+)")
_SIGNS = r"\((?:pm|red|lb|ots|dpa|[a-z]{2,3}/[a-z]{2,3})\)"
_INITIALS = re.compile(rf"^{_SIGNS}(?=\s)|(?<=\s){_SIGNS}$")
_SMALL_WORDS = frozenset(
    {"von", "van", "de", "der", "des", "du", "und", "für", "zu", "zum", "zur", "am", "im", "privat"}
)
_LONGEST = 8  # words: a credit of more is a caption


def shield_names(content: Content, role: Role, escape: Callable[[str], str]) -> Content:
    """The content with the name of a credit (in captions) or of an author as a standalone code.

    So are the initials of the writer before or after a paragraph, ``(pm)``. `escape` writes plain text as the format's
    own characters. A name that markup cuts in two stays as it is.
    """
    found = _find_name(content.text, role)
    if found is None:
        return content
    offset = 0
    for index, part in enumerate(content.parts):
        length = len(part if isinstance(part, str) else part.equivalent)
        start, end = found[0] - offset, found[1] - offset
        if isinstance(part, str) and 0 <= start < end <= length:
            code = InlineCode(_free_id(content), CodeKind.STANDALONE, escape(part[start:end]), part[start:end])
            cut: tuple[Part, ...] = (part[:start], code, part[end:])
            return Content(*content.parts[:index], *cut, *content.parts[index + 1 :])
        offset += length
    return content


def _find_name(text: str, role: Role) -> tuple[int, int] | None:
    """Where in the plain text the name stands, None if there is none."""
    if role is Role.AUTHOR:
        author = _AUTHOR.fullmatch(text)
        return author.span("name") if author else None
    if role is not Role.CAPTION:
        initials = _INITIALS.search(text)
        return initials.span() if initials else None
    credit = _CREDIT.search(text)
    if credit is None:
        return None
    start, end = credit.span("name") if credit["name"] else credit.span("owner")
    name = text[start:end].rstrip()
    return (start, start + len(name)) if _is_name(name) else None


def _is_name(text: str) -> bool:
    """``Stadt Ludwigsburg / Max Weber`` is one, ``Das Rathaus steht wieder`` is none."""
    words = text.split()
    return 0 < len(words) <= _LONGEST and all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def _free_id(content: Content) -> int:
    return max((code.id for code in content.codes), default=0) + 1
