"""What a block of contact keeps to the letter: names, streets, towns, the sender; refuses its labels, which are translated.

Miniature: of ``Ansprechpartnerin: Meike Wätjen, Wilhelmstraße 11, 71638 Ludwigsburg`` all but the first word stays.
"""

import re
from collections.abc import Iterator

from service.domain.verbatim import Span
from service.linguistics.people import find_people

_LONGEST = 300  # characters; a longer line is no line of an address
_WORD = r"[A-ZÄÖÜ][\w’'-]*+\.?+"
_TOWN = rf"{_WORD}(?:[ ](?:am|an[ ]der|im|in|ob[ ]der|bei|vor[ ]der|a\.[ ]?[A-Z]\.|{_WORD})(?:[ ]{_WORD})?){{0,2}}"
_NUMBER = r"\d{1,4}(?:[ ]?[a-zA-Z](?![\w]))?(?:[ ]?[-–/+][ ]?\d{1,4}[a-z]?)?(?![\d.:]|[ ]?(?:Uhr|Euro|€|Prozent|%))"
_ENDS = r"(?i:straße|strasse|str\.|gasse|weg|platz|allee|ring|damm|ufer|markt|steige?|berg|graben|promenade|pfad|hof|anger|wall|garten)"
_KEPT = re.compile(
    rf"""
      (?<!\w)(?:D[ ]?-[ ]?)?\d{{5}}[ ]{_TOWN}                                                  # 71638 Ludwigsburg
    | (?<![\w-])(?:{_WORD}[ ]){{0,3}}[\w’'-]{{2,60}}{_ENDS}[ ]{_NUMBER}                             # Wilhelmstraße 11
    | (?<![\w-])(?:{_WORD}[ ]){{1,4}}{_ENDS}[ ]{_NUMBER}                                      # Alte Mainzer Straße 5
    | (?<![\w-])(?:Am|An[ ](?:der|den)|Auf[ ](?:der|dem)|Beim?|Im|In[ ](?:der|den)|Hinter[ ]de[rmn]|Unter[ ]den|Vor[ ]de[rm]|Zum|Zur)
      [ ]{_WORD}(?:[ ]{_WORD})?[ ]{_NUMBER}                                                   # Am Markt 5
    | ^\s*(?:Große[ ]Kreisstadt|Landeshauptstadt|Hansestadt|Stadtverwaltung|Stadt|Gemeinde|Landratsamt|Landkreis)[ ]{_TOWN}
      (?=\s*(?:$|[,–|·-]))                                                                     # Stadt Ludwigsburg
    | (?<!\w)(?:\+\d{{2}}|\(?0\d{{1,5}}\)?)[ ]?(?:\(0\))?[ ]?[\d/–-][\d ./–-]{{3,25}}\d                # (07141) 910-0
    """,
    re.VERBOSE,
)
_HONORIFIC = re.compile(rf"(?:^|(?<=[:,] ))(?:Frau|Herrn?)[ ](?P<name>{_WORD}(?:[ ]{_WORD})?)(?=\s*(?:$|[,(]))")
_LED = re.compile(  # a name no list knows, where only one can stand
    rf"(?:Ansprechpartner|Ansprechperson|Kontaktperson|Kontakt|Leitung|Leiter|Redaktion|Pressesprecher|Sprecher|Verantwortlich)"
    rf"(?:[*:_/]?-?in(?:nen)?)?:[ ](?P<name>(?:{_WORD}[ ]){{1,2}}{_WORD})(?=\s*(?:$|[,(;]))"
)
_ALONE = re.compile(
    rf"^\s*(?P<name>(?!(?:Frau|Herrn?|Stadt|Amt|Büro|Rathaus|Team|Fachbereich|Abteilung|Postfach)\b){_WORD}[ ]{_WORD})\s*$"
)
_COMMON = re.compile(  # words of offices, houses and labels, not of names
    r".*(?:amt|amts|stelle|büro|dienst|dienste|bereich|abteilung|leitung|referat|presse|medien|haus|verwaltung|ung|heit|keit|schaft|"
    r"tion|zeiten|tage?|zentrum|service|kontakt|stadt|rat|schule|verein|museum|bibliothek|bücherei|galerie|theater|archiv|stock|zimmer|uhr|halle|partner(?:in)?|"
    r"sprecher(?:in)?|leiter(?:in)?|meister(?:in)?|information|auskunft|adresse|fax|mail|mobil|telefon|internet)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r".*(?:ische|liche|ige|ale|elle|sche)[rsnm]?|Neue[rsnm]?|Freie[rsnm]?|Große[rsnm]?|Alte[rsnm]?|Soziale[rsnm]?"
)


def find_kept_in_contact(text: str) -> list[Span]:
    """In order: where in a line of an address block stands what no translation changes."""
    if len(text) > _LONGEST:
        return find_people(text)
    return sorted({*find_people(text), *(match.span() for match in _KEPT.finditer(text)), *_find_led(text)})


def _find_led(text: str) -> Iterator[Span]:
    """Names found by where they stand: behind ``Frau``, behind a label, alone on their line."""
    for match in (*_HONORIFIC.finditer(text), *_LED.finditer(text), *_ALONE.finditer(text)):
        if not any(_COMMON.fullmatch(word) or _ADJECTIVE.fullmatch(word) for word in match["name"].split()):
            yield match.span("name")
