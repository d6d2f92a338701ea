"""What a block of a press release is, told from its words; shared by every format, refuses markup.

The rules look at plain text only. A format that knows more (a heading, a block quotation) says so itself and asks here
for the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.domain.unit import Role, TranslationUnit

HEADLINE_LENGTH = 160  # characters; a longer first block is a paragraph
SUBHEADING_LENGTH = 90
TEASER_LENGTH = 600
LABEL_LENGTH = 60  # a longer line is a sentence, no label

_MONTH = r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_PLACE = r"[A-ZÄÖÜ][\wäöüß.\-/]+(?:[ ](?:am|an|der|im|in|bei|ob|a\.|b\.|[A-ZÄÖÜ(])[\wäöüß.\-/()]*){0,4}"
_DATE = rf"(?:\d{{1,2}}\.[ \u00a0\u202f]?(?:{_MONTH}|\d{{1,2}}\.)[ \u00a0\u202f]?\d{{2,4}})"
DATELINE = re.compile(rf"{_PLACE}(?:,[ ](?:den[ ]|am[ ])?|[ ]\()(?P<date>{_DATE})\)?(?:\.|:)?")
_DATE_ALONE = re.compile(rf"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag),[ ])?(?:den[ ])?{_DATE}")

_URL = r"(?:https?://|www\.)[^\s<>]+"
_EMAIL = r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+"
_PHONE = r"(?:\+\d{2}|\(?0\d{2,5}\)?)[ \u00a0/\-–]*\d[\d \u00a0/\-–]{3,}"
_UNTRANSLATABLE = re.compile(rf"{_URL}|{_EMAIL}|^\([a-z]{{2,4}}(?:/[a-z]{{2,4}})*\)$")  # (pm): who wrote it
_LETTER = re.compile(r"[^\W\d_]")

_CAPTION = re.compile(
    r"(?:BU|Bild|Foto|Fotos|Bilder|Bildunterschrift|Bildzeile|Bildtext|Bildnachweis|Bildrechte|Abbildung|Abb\.|Grafik|Plan)"
    r"(?:[ ]\d+)?(?:[ ]\((?:oben|unten|links|rechts|Mitte)\))?:[ ]?|\((?:Foto|Bild|Grafik):|©[ ]?"
)
_NAME = r"(?:(?:Dr\.|Prof\.|von|van|de|zu)[ ])*[A-ZÄÖÜ][\w'’\-]+"
_AUTHOR = re.compile(
    rf"(?:Von[ ]{_NAME}(?:[ ]{_NAME}){{1,3}}(?:,[^.!?]{{2,40}})?"
    rf"|(?:Autor|Autorin|Autor\*in|Autor:in|Text|Verfasser|Verfasserin|Redaktion|Bericht):[ ].{{2,80}}"
    rf"|(?:Die[ ])?Pressestelle(?:[ ].{{2,60}})?"
    r"|(?i:(?:Große Kreisstadt|Landeshauptstadt|Stadt|Stadtverwaltung|Gemeinde|Landkreis)[ ][\w-]+"
    r"(?:[ ](?:am|an der|im|in|bei)[ ][\w-]+)?(?:(?:[ ]?[–|·-]|,)[ ]?(?:Pressestelle|Kommunikation|Presse[^.!?]{0,40}))?))"
)
_CONTACT_LABEL = re.compile(
    r"(?:Tel|Telefon|Fon|Fax|Telefax|Mobil|Handy|E-?Mail|Mail|Internet|Web|Website|Homepage)(?:\.:?|:)[ ]?\S"
    rf"|(?:Tel|Telefon|Fax|Mobil)[ ]{_PHONE}",
    re.IGNORECASE,
)
_CONTACT_VALUE = re.compile(rf"(?:{_URL}|{_EMAIL}|{_PHONE})")
_POSTCODE = re.compile(r"(?:D[ ]?-[ ]?)?\d{5}[ ][A-ZÄÖÜ][^.!?\d]{2,40}")  # 71638 Ludwigsburg
_CONTACT_HEAD = re.compile(
    r"(?:Presse)?[Kk]ontakt(?:adresse)?|Ansprechpartner(?:in|/in|\*in|:in|/-in)?|Rückfragen(?: bitte)? an|Ihr Kontakt|"
    r"Kontakt für (?:die )?(?:Medien|Presse|Rückfragen)"
)
_ABOVE_HEADLINE = (Role.ATTRIBUTE, Role.NAVIGATION, Role.AUTHOR, Role.DATELINE)
_CRUMB = (
    r"(?:[«‹<←↑→»›>]+[ ]?)?(?:(?:Zum|Zurück zum|Direkt zum) (?:Seitenanfang|Anfang|Inhalt)(?: springen)?|Nach oben|"
    r"Zu(?:rück zu)?r (?:Übersicht|Startseite|Liste|Navigation)|Zurück|Weiter|(?:Seite )?(?:drucken|teilen|empfehlen|vorlesen)|"
    r"Drucken|Teilen|Empfehlen|Vorlesen|Weiterlesen|Mehr (?:lesen|erfahren)|Druckversion|(?:Als )?PDF herunterladen)"
    r"(?:[ ]?(?:[«‹<←↑→»›>]+|…|\.\.\.))?"
)
_NAVIGATION = re.compile(
    rf"{_CRUMB}(?:\s*[|·•/–]?\s*{_CRUMB})*|(?:Startseite|Home|Sie sind hier:.+?)(?:\s*[>›»/|]\s*[^>›»/|]+)+"
)
_KICKER = re.compile(
    r"(?:Gemeinsame )?(?:Pressemitteilung|Presseinformation|Medieninformation|Pressemeldung)\b.{0,40}", re.IGNORECASE
)
_TEASER_LABEL = re.compile(r"(?:Teaser|Vorspann|Anreißer|Kurzfassung|Kurz gefasst):")
_QUOTES = {"„": '“”"', "»": "«", "«": "»", "“": "”", "›": "‹", '"': '"', "”": "”"}
_TITLE_LENGTH = 20  # characters; a shorter quotation is a title: „Faust“
_SPEAKING = re.compile(
    r"[,.!?]*[ ](?:so|(?:sag|beton|erklär|freu|lob|mein|ergänz|berichte|würdig|dank|kündig|unterstr|heb|erläuter|resümier|"
    r"erinner|appellier|wünsch|bekräftig|füg|schilder)[a-zäöü]*)\b"
)
_FINAL = tuple(".:;,…")
_SENTENCE_END = tuple('.!?…“”"«')


def is_translatable(text: str) -> bool:
    """True if words remain when page addresses, mailboxes and a writer's initials are taken out: ``12.05.`` has none."""
    return _LETTER.search(_UNTRANSLATABLE.sub("", text)) is not None


def is_kicker(text: str) -> bool:
    """True for the line that only says what the paper is: ``Pressemitteilung Nr. 123/2026``."""
    return _KICKER.fullmatch(text) is not None


def is_heading(text: str, limit: int) -> bool:
    """True if the line could head what follows: short, and no full stop, colon or comma at its end."""
    return len(text) <= limit and not text.endswith(_FINAL) and is_translatable(text)


def is_sentence_end(text: str) -> bool:
    """True if a sentence ends here."""
    return text.endswith(_SENTENCE_END)


def is_contact(lines: Sequence[str]) -> bool:
    """True for an address block: its lines are short and one of them names a telephone, mailbox or page."""
    if not lines or any(len(line) > LABEL_LENGTH and line.endswith((".", "!", "?")) for line in lines):
        return False
    if len(lines) > 1 and _CONTACT_HEAD.match(lines[0]) and len(lines[0]) < LABEL_LENGTH:
        return True
    return any(map(_is_contact_line, lines)) or (len(lines) > 1 and any(map(_POSTCODE.fullmatch, lines)))


def opens_block(line: str) -> bool:
    """True if a line begins a block of its own wherever it stands: ``Foto: …``, ``Tel. …``."""
    return _CAPTION.match(line) is not None or _CONTACT_LABEL.match(line) is not None


def _is_contact_line(line: str) -> bool:
    if _CONTACT_LABEL.match(line) or _CONTACT_VALUE.fullmatch(line):
        return True
    return _CONTACT_HEAD.match(line) is not None and _CONTACT_VALUE.search(line) is not None


def role_of_text(text: str) -> Role:
    """The role a paragraph's own words give it; `Role.PARAGRAPH` if they give none."""
    if _CAPTION.match(text):
        return Role.CAPTION
    if _AUTHOR.fullmatch(text):
        return Role.AUTHOR
    if is_dateline(text):
        return Role.DATELINE
    if len(text) < LABEL_LENGTH and _NAVIGATION.fullmatch(text):
        return Role.NAVIGATION
    if _CONTACT_HEAD.fullmatch(text.rstrip(":")):
        return Role.CONTACT
    return Role.QUOTE if is_quotation(text) else Role.PARAGRAPH


def is_dateline(text: str) -> bool:
    """True for place and date and nothing else: ``Ludwigsburg, 12. Mai 2026``."""
    return _DATE_ALONE.fullmatch(text) is not None or DATELINE.fullmatch(text.rstrip(" –—-")) is not None


def is_quotation(text: str) -> bool:
    """True if the paragraph opens with what somebody says: ``„Wir bauen“, sagt Meier.`` is one."""
    closing = _QUOTES.get(text[:1])
    if closing is None or len(text) <= _TITLE_LENGTH:
        return False
    first = min((place for mark in closing if (place := text.find(mark, 1)) > 0), default=len(text))
    last = max(text.rfind(mark) for mark in closing)
    return last > len(text) // 2 or _SPEAKING.match(text, first + 1) is not None


def mark_opening(units: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
    """The units with kicker, headline and teaser found: without a headline, the heading everything begins with is it."""
    units = tuple(replace(unit, role=Role.SUBHEADING) if _is_kicker_unit(unit) else unit for unit in units)
    roles = [unit.role for unit in units]
    above = (
        index
        for index, unit in enumerate(units)
        if unit.role not in _ABOVE_HEADLINE and not is_kicker(unit.content.text.strip())
    )
    first = next(above, 0)
    if units and Role.HEADLINE not in roles and roles[first] is Role.SUBHEADING:
        units = (*units[:first], replace(units[first], role=Role.HEADLINE), *units[first + 1 :])
    return mark_teaser(units)


def _is_kicker_unit(unit: TranslationUnit) -> bool:
    return unit.role is Role.PARAGRAPH and is_kicker(unit.content.text.strip())


def mark_teaser(units: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
    """The units with the paragraph after the headline as teaser, if it is labelled or a longer body follows."""
    roles = [unit.role for unit in units]
    if Role.HEADLINE not in roles:
        return tuple(units)
    first = roles.index(Role.HEADLINE) + 1
    while first < len(units) and roles[first] in (Role.DATELINE, Role.AUTHOR, Role.ATTRIBUTE, Role.CAPTION):
        first += 1
    if first == len(units) or roles[first] is not Role.PARAGRAPH or not _is_teaser(units, first):
        return tuple(units)
    return (*units[:first], replace(units[first], role=Role.TEASER), *units[first + 1 :])


def _is_teaser(units: Sequence[TranslationUnit], index: int) -> bool:
    text = units[index].content.text
    if _TEASER_LABEL.match(text):
        return True
    body = [unit for unit in units[index + 1 :] if unit.role in (Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM)]
    follows = (
        bool(body)
        and not text.endswith(":")
        and units[index + 1].role
        in (
            Role.PARAGRAPH,
            Role.SUBHEADING,
            Role.QUOTE,
            Role.CAPTION,
            Role.ATTRIBUTE,
        )
    )
    return follows and len(text) <= TEASER_LENGTH and sum(len(unit.content.text) for unit in body) > len(text)
