"""What of a target stands where it stands by guess, as issues for a person; refuses to judge the words.

A code or a shield that no alignment places, and a figure set in for one that is not like it.
"""

import re
from collections.abc import Iterator

from service.domain.content import Content
from service.domain.issue import Issue, Severity
from service.pipeline.work import Line
from service.quality.substitution import is_alike


def find_guesses(line: Line) -> Iterator[Issue]:
    """One issue for each guess; a line without a target has none."""
    if line.target is not None:
        yield from _displacements(line, line.target.content)
        yield from _doubtful_exchanges(line, line.target.content.text)


def _displacements(line: Line, content: Content) -> Iterator[Issue]:
    data = {code.id: code.data for code in reversed(line.prepared.codes)}  # of a pair, the opening code's
    for code in line.draft.displaced if line.draft else ():
        place = content.locate(code) or _find_once(data[code], content.text)
        message = f"{data[code]} could not be placed exactly; see where it stands."
        yield Issue("placement", Severity.MINOR, message, *place, kind="guess", facts=(("code", data[code]),))


def _doubtful_exchanges(line: Line, text: str) -> Iterator[Issue]:
    """Figures set in for others that are not like them: which one was meant is a guess, and the figures are all there."""
    for change in line.exchanges:
        if change.after.strip() and not is_alike(re.sub(r"\D", "", change.before), re.sub(r"\D", "", change.after)):
            message = f"{change.after} was written where {change.before} stood; see whether it belongs there."
            place, facts = _find_once(change.after, text), (("written", change.after), ("stood", change.before))
            yield Issue("placement", Severity.MINOR, message, *place, kind="exchange", facts=facts)


def _find_once(written: str, text: str) -> tuple[int, int] | tuple[None, None]:
    """Where a shield, taken off, stands in the target; nowhere if that could be two places."""
    start = text.find(written)
    if start < 0 or text.find(written, start + 1) >= 0:
        return None, None
    return start, start + len(written)
