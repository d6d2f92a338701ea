"""Cutting a segment into what the model takes at once, and joining the answers; refuses to lose a character.

Two reasons to cut, both part of the engine's answer:

* A hard break (a code that reads as a line break) ends a piece, unless the next line starts with a small letter: then the
  sentence runs on over the break, is translated whole, and the break is placed like any other code.
* A piece of more tokens than the limit is halved: at ``;``, else ``:``, else ``–``, else a comma, else a space near its
  middle, else anywhere; and each half again, until all fit.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.domain.content import Content, InlineCode, Part

_MARKS = (re.compile(r";\s"), re.compile(r":\s"), re.compile(r"\s[–—-]\s"), re.compile(r",\s"), re.compile(r"\s"))
_INNER = 0.2  # a mark nearer to an end than this share of the text does not halve it
FINAL = ".;:,–—-"
_ARTICLE = 3  # letters: Le, Les, L’, Il, Gli, Un, Una
_FIRST_WORD = re.compile(r"([^\W\d_]+)(?:[’'\s]+(\w+))?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment and the white space and breaks before and after it, which are not translated."""

    before: Content
    content: Content
    after: Content


def cut_segment(content: Content, fits: Callable[[str], bool]) -> list[Piece]:
    """The pieces of `content`, in order; joined they are it again."""
    pieces: list[Content] = []
    for line in _cut_lines(content):
        pieces += _halve(line, fits)
    return [_trim(piece) for piece in pieces]


def plain_text(content: Content) -> str:
    """The strings of `content` without its codes and what they read as."""
    return "".join(part for part in content if isinstance(part, str))


def restore_ending(source: str, target: str) -> str:
    """`target` ending in the mark `source` ends in, or in none: the model closes half a sentence with a full stop.

    ``restore_ending("am Montag,", "lundi.")`` is ``"lundi,"``, ``restore_ending("im Park", "au parc.")`` is ``"au parc"``.
    """
    if source[-1:].isalnum() and target.endswith(".") and not target.endswith(".."):
        return target[:-1].rstrip()
    if not source or source[-1] not in ";:,–—" or target.endswith(source[-1]):
        return target
    return target.rstrip(FINAL + " ") + (" " if source[-2:-1] == " " else "") + source[-1]


def restore_beginning(source: str, target: str) -> str:
    """`target` beginning as the middle of a sentence: the model begins half a sentence with a capital.

    What German writes small is no name: ``restore_beginning("der Rat tagt", "Le conseil")`` is ``"le conseil"``. What it writes with
    a capital may be a noun or a name, so only an article is made small: a short word that is not in the source and has no
    name behind it.
    """
    word = _FIRST_WORD.match(target)
    if word is None or not word.group(1)[:1].isupper() or word.group(1)[1:2].isupper():
        return target
    small = source[:1].islower()
    article = (
        len(word.group(1)) <= _ARTICLE and word.group(1) not in source.split() and (word.group(2) or "")[:1].islower()
    )
    return target[0].lower() + target[1:] if small or article else target


def is_break(part: Part) -> bool:
    """True for a code that reads as a line break."""
    return isinstance(part, InlineCode) and "\n" in part.equivalent


def _cut_lines(content: Content) -> list[Content]:
    lines: list[list[Part]] = [[]]
    parts = content.parts
    for index, part in enumerate(parts):
        lines[-1].append(part)
        if is_break(part) and not _runs_on(parts[index + 1 :]):
            lines.append([])
    return [Content(*line) for line in lines if line]


def _runs_on(parts: tuple[Part, ...]) -> bool:
    text = "".join(part for part in parts if isinstance(part, str)).lstrip()
    return text[:1].islower()


def _halve(content: Content, fits: Callable[[str], bool]) -> list[Content]:
    text = plain_text(content)
    if len(text) < 2 or fits(text):  # noqa: PLR2004 - one character cannot be halved
        return [content]
    left, right = _cut_at(content, _find_middle(text))
    return [*_halve(left, fits), *_halve(right, fits)]


def _find_middle(text: str) -> int:
    """The best place to cut: behind the strongest mark that is not too near to an end, the one nearest the middle."""
    low, high = len(text) * _INNER, len(text) * (1 - _INNER)
    for mark in _MARKS:
        places = [match.end() - 1 for match in mark.finditer(text.rstrip()) if low <= match.end() - 1 <= high]
        if places:
            return min(places, key=lambda place: abs(place - len(text) / 2))
    return len(text) // 2


def _cut_at(content: Content, place: int) -> tuple[Content, Content]:
    """`content` before and from the character at `place`; codes standing there go to the right."""
    left: list[Part] = []
    right: list[Part] = []
    for part in content:
        if isinstance(part, InlineCode):
            (right if place <= 0 else left).append(part)
            continue
        left.append(part[: max(0, place)])
        right.append(part[max(0, place) :])
        place -= len(part)
    return Content(*left), Content(*right)


def _trim(content: Content) -> Piece:
    """White space and breaks at the ends set apart."""
    parts = list(content.parts)
    before: list[Part] = []
    after: list[Part] = []
    while parts and (is_break(parts[0]) or (isinstance(parts[0], str) and parts[0][:1].isspace())):
        head = parts.pop(0)
        if isinstance(head, str) and head.strip():
            parts.insert(0, head.lstrip())
            head = head[: len(head) - len(head.lstrip())]
        before.append(head)
    while parts and (is_break(parts[-1]) or (isinstance(parts[-1], str) and parts[-1][-1:].isspace())):
        tail = parts.pop()
        if isinstance(tail, str) and tail.strip():
            parts.append(tail.rstrip())
            tail = tail[len(tail.rstrip()) :]
        after.insert(0, tail)
    return Piece(Content(*before), Content(*parts), Content(*after))
