"""Years in two figures and decades, written as an engine knows them; refuses figures that need not be a year.

Miniatures: ``Abi ’24`` reads ``Abi 2024``, ``im Schuljahr 24/25`` ``im Schuljahr 2024/25``, ``in den 1990ern`` ``in den 1990er Jahren``.
"""

import re

from service.domain.years import SHORT_YEAR, full_year
from service.linguistics.edits import Edit, keep_first, substitute

_TWO_FIGURES = re.compile(r"(?<!\d)\d\d(?!\d)|0er")
_DECADE = re.compile(r"(?<![\w.,])(?P<decade>(?:1[89]|20)?\d0)er(?P<rest>n(?!\w)|-(?=Jahren?\b))")


def write_years(text: str) -> list[Edit]:
    """Years in full; the second of a season stays in two figures, as in ``2024/25``."""
    if _TWO_FIGURES.search(text) is None:
        return []
    years = [
        Edit(match.start("sign") if match["sign"] else match.start("year"), match.end("year"), full_year(match["year"]))
        for match in SHORT_YEAR.finditer(text)
    ]
    decades = substitute(text, _DECADE, lambda match: f"{match['decade']}er {'Jahren' if match['rest'] == 'n' else ''}")
    return keep_first(years + decades)
