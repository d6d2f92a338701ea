"""Text that must reach the target to the letter: addresses, file names, tags, code, account and telephone numbers.

Refuses to say what is done with it: linguistics shields it, quality looks whether it is there.

Found by `find_verbatim` are URLs, bare domains, e-mail addresses, file names, hashtags and mentions, cross references (``xref:``), placeholders,
text in backquotes, words with underscores (but not the gender gap of ``Student_innen``).
"""

import re

Span = tuple[int, int]

_SUFFIXES = "de|at|ch|eu|fr|it|com|org|net|info|gov|edu|app|online|stadt"
_FILES = "pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|gif|svg|zip|csv|txt|html?|php|aspx?|md|mp[34]|ics|xml|json|py|yml|yaml|toml"
_VERBATIM = re.compile(
    rf"""
      (?<![a-zA-Z0-9+.-])[a-z][a-z0-9+.-]*://[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]                         # https://www.stadt.de/a_b?c=1
    | (?<!\w)(?:mailto|tel|xref|ref|urn|doi):[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+                                                        # info@stadt.de
    | (?<![\w.@/])www\.[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’]
    | (?<![\w.@/-])(?:[a-zA-Z0-9äöüß-]+\.)+(?:{_SUFFIXES})\b(?:/[^\s<>„“”«»"]*[^\s<>„“”«»".,;:!?)\]'’])?(?![\w@])
    | (?<![\w/.-])[\w/-]+(?:\.[\w-]+)*\.(?:{_FILES})\b                                      # haushalt_2024.pdf
    | (?<![\w&])[\#@][^\W\d][\w*]*                                                        # #GemeinsamStark
    | `[^`]*`
    | \{{\{{?[^{{}}]*\}}?\}} | %\d*\$?[sd]\b
    | (?<!\w)\w*[^\W_]_+(?!in\b|innen|e[nrms]?\b|[rnms]\b)[^\W_]\w*                       # haushalt_entwurf
    """,
    re.VERBOSE,
)
_IDENTIFIER = re.compile(
    r"""
      \b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b                       # an IBAN
    | (?<![\w.,])(?:\+\d{1,3}|0\d{2,5})[\s./()-]{1,3}(?:0\)\s?)?\d[\d\s./–-]{2,25}\d(?!\w|,\d)         # a telephone number
    """,
    re.VERBOSE,
)


# Emoji, arrows, dingbats: one or more, each with its skin, its variation and what a joiner adds, also flags and keycaps.
_SYMBOL = "[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_SYMBOLS = re.compile(
    rf"(?:[0-9\#*]\ufe0f?\u20e3|{_SYMBOL}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*(?:\u200d{_SYMBOL}\ufe0f?)*)+"
)


def find_verbatim(text: str) -> list[Span]:
    """The stretches of `text` that are addresses, names of files or code rather than prose."""
    return [match.span() for match in _VERBATIM.finditer(text)]


def find_identifiers(text: str) -> list[Span]:
    """Bank account and telephone numbers: digits that are no quantity."""
    return [match.span() for match in _IDENTIFIER.finditer(text)]


def find_symbols(text: str) -> list[Span]:
    """Emoji, arrows and other pictures, which models have no token for; neighbours without a space are one."""
    return [match.span() for match in _SYMBOLS.finditer(text)]
