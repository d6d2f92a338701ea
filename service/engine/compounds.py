"""Which words of the target translate the part of a German compound that a pair holds; refuses words that are no compound.

A model looks at a compound as a whole, so the alignment does not tell its parts. Grammar does: German has the head last, French
and Italian have it first. ``<b>Rathaus</b>platz`` is ``piazza del <b>municipio</b>``, ``Rathaus<b>platz</b>`` ``<b>piazza</b> del municipio``; an adjective that
goes before its noun turns this round: ``<b>Alt</b>stadt`` is ``<b>vieille</b> ville``.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.engine.ground import Ground
from service.engine.pairs import Run
from service.engine.small_words import plain
from service.engine.spans import CodeSpan

_SHORTEST = 3  # letters of a part; what is shorter is an ending or a joint
_ENDINGS = frozenset({"innen", "ern", "chen", "lein", "heit", "keit", "ung", "schaft"})  # no heads of their own
_BEFORE_NOUNS = frozenset(  # adjectives that stand before their noun, without their endings
    "ancien nouv nouveau nouvel vieux vieil vieill jeune grand petit haut bas bon mauvais premi second double "  # noqa: SIM905
    "nuov vecchi giovan alt bass buon cattiv prim doppi piccol antic".split()
)
_ENDING_LETTERS = "aeios"


def take_part(ground: Ground, span: CodeSpan, held: Sequence[int], run: Run) -> Run:
    """The words of `run` for the part of the one source word that the pair holds; all of them where there is no telling."""
    meaning = [word for word in range(run.first, run.last + 1) if ground.target_kinds[word] is None]
    side = _find_side(ground, span, held)
    if side is None or len(meaning) < 2:  # noqa: PLR2004 - one word for both parts
        return run
    turned = _stands_before_noun(ground.target_text[slice(*ground.target[meaning[0]])])
    head_first = (side == "last") is not turned
    return replace(run, last=meaning[0]) if head_first else replace(run, first=meaning[1])


def _find_side(ground: Ground, span: CodeSpan, held: Sequence[int]) -> str | None:
    """The part of the word that the pair holds, "first" or "last"; None if it holds all of it, or what is no part."""
    if len(held) != 1:
        return None
    start, end = ground.source[held[0]]
    if span.start <= start < span.end < end:
        return "first" if _are_parts(ground.source_text[start : span.end], ground.source_text[span.end : end]) else None
    if start < span.start < end <= span.end:
        return (
            "last" if _are_parts(ground.source_text[start : span.start], ground.source_text[span.start : end]) else None
        )
    return None


def _are_parts(first: str, last: str) -> bool:
    return min(len(first), len(last)) >= _SHORTEST and (first + last).isalpha() and last not in _ENDINGS


def _stands_before_noun(word: str) -> bool:
    bare = plain(word)
    return bare in _BEFORE_NOUNS or bare.rstrip(_ENDING_LETTERS) in _BEFORE_NOUNS
