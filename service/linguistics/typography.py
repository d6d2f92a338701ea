"""Marks and spaces that French and Italian share in kind and differ in by profile; refuses quotation marks and figures.

Every rule takes a text and a profile and gives edits; applied twice it changes nothing more.
"""

import re

from service.linguistics.edits import Edit, keep_first, substitute
from service.linguistics.profiles import SPACES, Typography

_SPACE = f"[{SPACES}]"
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['´`ʼ](?=[^\W\d_]|\d{2}\b|[«“„\"])")
_PARTED = re.compile(
    rf"(?<![^\W_])(?P<word>[ldjmtscnLDJMTSCN]|[Qq]u|[Dd]ell|[Dd]all|[Nn]ell|[Ss]ull|[Aa]ll|[Uu]n)['´`ʼ’]{_SPACE}+(?=[aeiouhàéèêâîôûAEIOUHÀÉÈÊ])"
)
_ELIDED = re.compile(r"(?<=\b[Pp]o)'(?!\w)|(?<=\b(?:di|da|fa|va))'(?!\w)|(?<=\bsta)'(?!\w)")
_DOUBLE_MARKS = re.compile(
    rf"(?<=[^\s(\[«“‘„:;!?{SPACES}]){_SPACE}*(?P<mark>[!?]|[:;](?!\)))(?=[!?]*(?:[\s»”’\")\]]|$))"
)
_SPACE_BEFORE_STOP = re.compile(rf"(?<=[\w»”)\]]){_SPACE}+(?=(?:,|\.(?!\.|\w))(?:\s|$|[»”]))")
_PERCENT = re.compile(rf"(?<=\d){_SPACE}*(?=%(?!\w))")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_DASH = re.compile(rf"(?<=[^\s\d-]{_SPACE})(?:--?|—)(?={_SPACE}\S)")
_CURRENCY = re.compile(rf"(?<=\d){_SPACE}*(?=€|euros?\b|EUR\b)")
_SIGN_FIRST = re.compile(rf"(?:€|\bEUR){_SPACE}*(\d[\d.,{SPACES}]*\d|\d)(?![\d€])(?!{_SPACE}*(?:€|EUR\b))")


def set_apostrophes(text: str, profile: Typography) -> list[Edit]:  # noqa: ARG001
    """The typographic apostrophe inside and after words, no space behind it: ``l'hôtel``, ``d' eau``, ``un po'``."""
    parted = substitute(text, _PARTED, lambda match: f"{match['word']}’")
    return keep_first(parted + substitute(text, _APOSTROPHE, "’") + substitute(text, _ELIDED, "’"))


def set_double_marks(text: str, profile: Typography) -> list[Edit]:
    """The space before ``; : ! ?``, or none; only where the mark ends a word, never in ``12:30`` or an address."""
    return substitute(text, _DOUBLE_MARKS, lambda match: profile.space_before[match["mark"]] + match["mark"])


def close_up_stops(text: str, profile: Typography) -> list[Edit]:  # noqa: ARG001
    """No space before a comma or a full stop."""
    return substitute(text, _SPACE_BEFORE_STOP, "")


def set_percent(text: str, profile: Typography) -> list[Edit]:
    """The space between a figure and its per cent sign."""
    return _at_gaps(text, _PERCENT, profile.before_percent)


def set_ellipsis(text: str, profile: Typography) -> list[Edit]:  # noqa: ARG001
    """Three full stops as one character."""
    return substitute(text, _ELLIPSIS, "…")


def set_dashes(text: str, profile: Typography) -> list[Edit]:  # noqa: ARG001
    """A hyphen between spaces is a dash."""
    return substitute(text, _DASH, "–")


def set_currency(text: str, profile: Typography) -> list[Edit]:
    """The amount before its currency, held together."""
    return _at_gaps(text, _CURRENCY, profile.before_currency)


def put_sign_last(text: str, profile: Typography) -> list[Edit]:
    """``€ 70`` as ``70 €``."""
    return substitute(text, _SIGN_FIRST, lambda match: f"{match[1]}{profile.before_currency}€")


def _at_gaps(text: str, pattern: re.Pattern[str], wanted: str) -> list[Edit]:
    return [Edit(*match.span(), wanted) for match in pattern.finditer(text) if match.group() != wanted]
