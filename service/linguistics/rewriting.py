"""Applies named rules to a content and writes down what each changed; refuses rules of its own.

The record counts characters as a person reads them, what is shielded included, and tells whole words:
``Bürger*innen`` became ``Bürgerinnen und Bürger``, not ``*innen`` ``innen und Bürger``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.domain.change import Change, Rewriting
from service.domain.content import Content
from service.linguistics.edits import Edit, Rule, apply_edits
from service.linguistics.protected import spare
from service.linguistics.shields import is_shield, unshield


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule under the name the record gives it; several rules may share one."""

    name: str
    rule: Rule


def rewrite(content: Content, rules: Iterable[NamedRule]) -> Rewriting:
    """The content with the rules applied in their order, and what they changed."""
    changes: list[Change] = []
    for each in rules:
        wanted = list(each.rule(content.text))
        if wanted and (edits := _possible(content, wanted)):
            changes += _record(content, edits, each.name)
            content = apply_edits(content, edits)
    return Rewriting(content, tuple(changes))


def _possible(content: Content, edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order that swallow neither a hard break nor a shield."""
    solid = [(start, start + length) for start, length, _ in _codes(content) if length]
    shields = [start for start, _, shielded in _codes(content) if shielded]
    return [edit for edit in spare(edits, solid) if not any(edit.start < at < edit.end for at in shields)]


def _record(content: Content, edits: Sequence[Edit], name: str) -> Iterator[Change]:
    """The edits of one rule as changes made one after another."""
    text, grown = unshield(content).text, 0
    shields = [(start, len(code)) for start, _, code in _codes(content) if code]
    for edit in edits:
        hidden = sum(length for at, length in shields if at < edit.start or at == edit.start < edit.end)
        start, end = edit.start + hidden + grown, edit.end + hidden + grown
        after = text[:start] + edit.replacement + text[end:]
        left, right = _word_start(text, start), _word_end(text, end)
        grown += len(after) - len(text)
        yield Change(name, left, text[left:right], after[left : right + len(after) - len(text)])
        text = after


def _codes(content: Content) -> Iterator[tuple[int, int, str]]:
    """Of every code its offset and length in the plain text, and what it hides if it is a shield."""
    offset = 0
    for part in content:
        if isinstance(part, str):
            offset += len(part)
        else:
            yield offset, len(part.equivalent), part.data if is_shield(part) else ""
            offset += len(part.equivalent)


def _word_start(text: str, at: int) -> int:
    while at > 0 and (text[at - 1].isalnum() or (text[at - 1] in ".,:" and text[at - 2 : at - 1].isdigit())):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or (text[at] in ".,:" and text[at + 1 : at + 2].isdigit())):
        at += 1
    return at
