"""Gives codes the white space back that stood beside them in the source; refuses to move a code.

Models write no space at the end of ``Von ``, so ``Von <name/>`` would come back as ``Par<name/>``.
"""

from service.domain.content import Content, InlineCode, Part


def mend_spaces(source: Content, target: Content) -> Content:
    """`target` with a space on each side of a code where `source` has white space and `target` a letter or digit."""
    wanted = {(code.id, code.kind): _neighbours(source.parts, index) for index, code in _codes(source)}
    mended: list[Part] = []
    for index, part in enumerate(target.parts):
        if not isinstance(part, InlineCode):
            mended.append(part)
            continue
        before, after = _neighbours(target.parts, index)
        space_before, space_after = (each.isspace() for each in wanted[part.id, part.kind])
        if space_before and _touches(before) and not _ends_in_space(mended):
            mended.append(" ")
        mended.append(part)
        if space_after and after.isalnum():
            mended.append(" ")
    return Content(*mended)


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
