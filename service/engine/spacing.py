"""Gives codes the white space back that stood beside them in the source; refuses to move a code.

Models write no space at the end of ``Von ``, so ``Von <name/>`` would come back as ``Par<name/>``.
"""

from service.domain.content import CodeKind, Content, InlineCode, Part

_OPENING = "([{„‚«"  # “ closes in German
_TIGHT = ").],"  # marks that no language parts from the word before them


def mend_spaces(source: Content, target: Content) -> Content:
    """`target` with a space between a code and a letter or digit (or another code) wherever `source` keeps them apart.

    A space between a code and the stop, comma or bracket that touches it in `source` goes: a model writes ``(voir )``.
    """
    wanted = {(code.id, code.kind): _find_gaps(source.parts, index, code) for index, code in _codes(source)}
    tight = {
        code.id: after
        for index, code in _codes(source)
        if (after := _neighbours(source.parts, index)[1]) and after in _TIGHT
    }
    mended: list[Part] = []
    for index, part in enumerate(target.parts):
        if not isinstance(part, InlineCode):
            alone = _find_alone(mended)
            is_loose = alone is not None and alone.id in tight and part.lstrip().startswith(tight[alone.id])
            mended.append(part.lstrip() if is_loose else part)
            continue
        before, after = _neighbours(target.parts, index)
        gap_before, gap_after, gap_to_code = wanted[part.id, part.kind]
        follows_code = gap_to_code and _find_alone(mended) is not None
        if follows_code or (gap_before and _touches(before) and not _ends_in_space(mended)):
            mended.append(" ")
        mended.append(part)
        if gap_after and after.isalnum():
            mended.append(" ")
    return Content(*mended)


def _find_gaps(parts: tuple[Part, ...], index: int, code: InlineCode) -> tuple[bool, bool, bool]:
    """Whether a word must not touch the code from the left, from the right, and whether a code before it must not."""
    before, after = _neighbours(parts, index)
    gap_before, gap_after = before.isspace(), after.isspace()
    if _stands_alone(code):  # it may stand for a word: ``(<address/>, der`` touches no word on either side
        gap_before = gap_before or (before != "" and before in _OPENING)
        gap_after = gap_after or (after != "" and not after.isalnum())
    previous = parts[index - 1] if index else ""
    return gap_before, gap_after, isinstance(previous, str) and previous[-1:].isspace()


def _find_alone(parts: list[Part]) -> InlineCode | None:
    """The code that stands for a word at the end of `parts`, ends of pairs passed over."""
    for part in reversed(parts):
        if isinstance(part, str):
            return None
        if part.kind is CodeKind.STANDALONE:
            return part if _stands_alone(part) else None
    return None


def _stands_alone(part: Part) -> bool:
    return isinstance(part, InlineCode) and part.kind is CodeKind.STANDALONE and not part.equivalent.isspace()


def _codes(content: Content) -> list[tuple[int, InlineCode]]:
    return [(index, part) for index, part in enumerate(content.parts) if isinstance(part, InlineCode)]


def _neighbours(parts: tuple[Part, ...], index: int) -> tuple[str, str]:
    """The characters before and after the part, other codes passed over; "" at an end."""
    before = next((part[-1] for part in reversed(parts[:index]) if isinstance(part, str)), "")
    after = next((part[0] for part in parts[index + 1 :] if isinstance(part, str)), "")
    return before, after


def _touches(before: str) -> bool:
    return bool(before) and not before.isspace() and before not in "([„“«‘’'\"/"


def _ends_in_space(parts: list[Part]) -> bool:
    last = next((part for part in reversed(parts) if isinstance(part, str)), "")
    return last[-1:].isspace()
