"""Keeps rules of prose out of what is no prose: addresses, file names, tags, code. Refuses to find it (the domain does)."""

from collections.abc import Iterable

from service.domain.verbatim import Span, find_verbatim
from service.linguistics.edits import Edit, Rule


def spare(edits: Iterable[Edit], spans: Iterable[Span]) -> list[Edit]:
    """The edits that touch none of `spans`, in order."""
    waiting = sorted(spans, reverse=True)
    kept = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        while waiting and waiting[-1][1] <= edit.start:
            waiting.pop()
        if not waiting or not _touches(edit, waiting[-1]):
            kept.append(edit)
    return kept


def in_prose(rule: Rule) -> Rule:
    """The same rule, kept out of what is protected."""

    def rule_in_prose(text: str) -> list[Edit]:
        edits = list(rule(text))  # none, most of the time: then there is nothing to protect
        return spare(edits, find_verbatim(text)) if edits else []

    return rule_in_prose


def _touches(edit: Edit, span: Span) -> bool:
    start, end = span
    return edit.start < end and edit.end > start
