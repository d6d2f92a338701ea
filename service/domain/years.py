"""Years written in two figures: where German has them beyond doubt, and which they are; refuses dates of other kinds.

Linguistics writes them out for the engine, quality reads them as the same year on both sides.
"""

import re

SEASONS = (
    r"(?:Schul|Kindergarten|Kita-|Haushalts)jahr(?:e?s)?|Saison|Spielzeit|Winter|Wintersaison|(?:Winter|Sommer)semester|WS|WiSe|"
    r"Doppelhaushalts?|Haushalts?|Ligasaison|Runde"
)
SHORT_YEAR = re.compile(
    rf"(?:(?<![\w’'‘])(?P<sign>['’‘])|\b(?:{SEASONS})\s(?=\d\d/\d\d(?!\d|[/.]\d)))(?P<year>\d\d)(?![\d\w])"
)
SHORT_DATE = re.compile(r"(?<![\d.,/])\d{1,2}[./]\s?\d{1,2}[./]\s?(?P<year>\d\d)(?!\d|[.,/]\d)")  # 12.5.24
SEASON_END = re.compile(
    rf"(?<![\d.,/])(?:(?:19|20)\d\d|\b(?:{SEASONS})\s\d\d)[/–-](?P<year>\d\d)(?!\d|[.,/]\d)"
)  # 2024/25
DECADE = re.compile(
    r"(?<![\d.,])(?P<german>(?:1[89]|20)?\d0)(?=er(?:n?(?!\w)|-))|(?:années|anni)\s['’]?(?P<romance>(?:1[89]|20)?\d0)(?!\d)"
)
_LAST_OF_THIS_CENTURY = 49  # '49 is 2049, '50 is 1950


def full_year(figures: str) -> str:
    """The year that two figures stand for today."""
    return f"{20 if int(figures) <= _LAST_OF_THIS_CENTURY else 19}{figures}"


def read_years(text: str) -> dict[int, str]:
    """By the offset of its figures, what each year in two figures, and each decade, may be written as too: 2024, of "1990er" 90."""
    short = (match for pattern in (SHORT_YEAR, SHORT_DATE, SEASON_END) for match in pattern.finditer(text))
    years = {match.start("year"): full_year(match["year"]) for match in short}
    for match in DECADE.finditer(text):
        group = "german" if match["german"] else "romance"
        figures = match[group]
        years[match.start(group)] = figures[-2:] if len(figures) > len("90") else f"19{figures}"
    return years
