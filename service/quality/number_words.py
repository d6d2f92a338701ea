"""Numbers that are written as words, Roman numerals or months instead of digits; holds word lists, refuses figures."""

import re

from service.domain.language import Language

_GERMAN = (
    ("null", "kein"),
    (
        "ein",
        "eins",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "erste",
        "ersten",
        "erster",
        "erstes",
        "erstmals",
        "einmal",
    ),
    ("zwei", "zweite", "zweiten", "zweiter", "zweites", "zweimal", "beide", "beiden", "doppel"),
    ("drei", "dritte", "dritten", "dritter", "drittes", "dreimal"),
    ("vier", "vierte", "vierten", "vierter"),
    ("fünf", "fünfte", "fünften", "fünfter"),
    ("sechs", "sechste", "sechsten"),
    ("sieben", "siebte", "siebten"),
    ("acht", "achte", "achten"),
    ("neun", "neunte", "neunten"),
    ("zehn", "zehnte", "zehnten"),
    ("elf", "elfte", "elften"),
    ("zwölf", "zwölfte", "zwölften"),
)
_FRENCH = (
    ("zéro",),
    ("un", "une", "premier", "première", "premiers", "premières", "1er"),
    ("deux", "deuxième", "second", "seconde", "secondes"),
    ("trois", "troisième"),
    ("quatre", "quatrième"),
    ("cinq", "cinquième"),
    ("six", "sixième"),
    ("sept", "septième"),
    ("huit", "huitième"),
    ("neuf", "neuvième"),
    ("dix", "dixième", "dizaine"),
    ("onze", "onzième"),
    ("douze", "douzième", "douzaine", "midi"),
)
_ITALIAN = (
    ("zero",),
    ("un", "uno", "una", "primo", "prima", "primi", "prime"),
    ("due", "secondo", "seconda", "seconde", "secondi"),
    ("tre", "terzo", "terza", "terzi", "terze"),
    ("quattro", "quarto", "quarta"),
    ("cinque", "quinto", "quinta"),
    ("sei", "sesto", "sesta"),
    ("sette", "settimo", "settima"),
    ("otto", "ottavo", "ottava"),
    ("nove", "nono", "nona"),
    ("dieci", "decimo", "decima", "decina"),
    ("undici", "undicesimo", "undicesima"),
    ("dodici", "dodicesimo", "dodicesima", "dozzina", "mezzogiorno"),
)
_WORDS = {Language.GERMAN: _GERMAN, Language.FRENCH: _FRENCH, Language.ITALIAN: _ITALIAN}
_MONTHS = {
    Language.GERMAN: "januar februar märz april mai juni juli august september oktober november dezember",
    Language.FRENCH: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    Language.ITALIAN: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
_DECADES = {  # behind "années", "anni"; the value of ``1950er`` is 50 (`figures`)
    "20": "vingt|venti",
    "30": "trente|trenta",
    "40": "quarante|quaranta",
    "50": "cinquante|cinquanta",
    "60": "soixante|sessanta",
    "70": "soixante-dix|settanta",
    "80": "quatre-vingts?|ottanta",
    "90": "quatre-vingt-dix|novanta",
}
_DECADE = re.compile(
    rf"\b(?:années|anni)\s(?:{'|'.join(f'({words})' for words in _DECADES.values())})(?![\w-])", re.IGNORECASE
)
_ROMAN = re.compile(r"\b[IVXLCDM]+(?=\b|e\b|es\b|°)")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def find_number_words(text: str, language: Language) -> frozenset[str]:
    """The values from 0 to 12, and of Roman numerals, months and decades, that `text` gives in words."""
    words = set(re.findall(r"\w+", text.lower()))
    values = {str(value) for value, forms in enumerate(_WORDS[language]) if words.intersection(forms)}
    values |= {str(number) for number, month in enumerate(_MONTHS[language].split(), start=1) if month in words}
    decades = list(_DECADES)
    values |= {decades[match.lastindex - 1] for match in _DECADE.finditer(text) if match.lastindex}
    return frozenset(values | {str(_roman(match.group())) for match in _ROMAN.finditer(text)})


def _roman(numeral: str) -> int:
    values = [_LETTERS[letter] for letter in numeral]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
