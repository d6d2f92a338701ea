"""What a paragraph of an office document is, told from its style and, where that says nothing, from its words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.domain.unit import Role, TranslationUnit
from service.formats.roles import (
    HEADLINE_LENGTH,
    SUBHEADING_LENGTH,
    is_contact,
    is_heading,
    is_kicker,
    mark_opening,
    role_of_text,
)

_STYLES = (
    (re.compile(r"title|titel|heading 1|überschrift 1|headline|schlagzeile"), Role.HEADLINE),
    (
        re.compile(r"(?:heading|überschrift)(?: \d+)?|subtitle|untertitel|zwischenüberschrift|dachzeile"),
        Role.SUBHEADING,
    ),
    (re.compile(r"(?:intense |intensives )?(?:quote|quotations?|zitat)|block text|blocktext"), Role.QUOTE),
    (re.compile(r"caption|beschriftung|bildunterschrift|illustration|abbildung|figure|drawing"), Role.CAPTION),
    (re.compile(r"(?:list|liste|aufzählung|aufzählungszeichen|listen\w*)\b.*"), Role.LIST_ITEM),
    (re.compile(r"(?:toc|verzeichnis|contents)\b.*"), Role.NAVIGATION),
    (re.compile(r"teaser|vorspann|lead|intro"), Role.TEASER),
    (re.compile(r"(?:presse)?kontakt|contact"), Role.CONTACT),
    (re.compile(r"ortsmarke|dateline|date|datum"), Role.DATELINE),
    (re.compile(r"autor(?:in)?|author|byline"), Role.AUTHOR),
)
_ABOVE = (Role.ATTRIBUTE, Role.NAVIGATION, Role.AUTHOR, Role.DATELINE, Role.SUBHEADING)


def role_of_style(name: str) -> Role | None:
    """The role a style's name says: ``Heading 1``, ``Überschrift 1``, ``Zitat``; None if it says none."""
    name = " ".join(name.lower().split())
    return next((role for pattern, role in _STYLES if pattern.fullmatch(name)), None)


def role_of_words(text: str, *, is_bold: bool) -> Role:
    """The role of a paragraph whose style says nothing; a short bold line is a heading."""
    lines = [line.strip() for line in text.strip().split("\n")]
    joined = " ".join(lines)
    if is_contact(lines):
        return Role.CONTACT
    role = role_of_text(joined)
    is_subheading = role is Role.PARAGRAPH and is_bold and is_heading(joined, SUBHEADING_LENGTH)
    return Role.SUBHEADING if is_subheading else role


def mark_headline(units: Sequence[TranslationUnit], body: int) -> tuple[TranslationUnit, ...]:
    """The units with one headline and the teaser found; the first `body` units are those of the text itself."""
    roles = [unit.role for unit in units]
    headlines = [index for index, role in enumerate(roles) if role is Role.HEADLINE]
    for index in headlines[1:]:
        roles[index] = Role.SUBHEADING
    if not headlines:
        first = next((index for index in range(body) if not _is_above(units[index])), body)
        if first < body and roles[first] in (Role.PARAGRAPH, Role.SUBHEADING):
            text = units[first].content.text.strip()
            roles[first] = Role.HEADLINE if is_heading(text, HEADLINE_LENGTH) else roles[first]
    return mark_opening([replace(unit, role=role) for unit, role in zip(units, roles, strict=True)])


def _is_above(unit: TranslationUnit) -> bool:
    """True for what stands above a headline: date, sender, the line that says what the paper is."""
    if unit.role is Role.SUBHEADING:
        return is_kicker(unit.content.text.strip())
    return (unit.role in _ABOVE) or is_kicker(unit.content.text.strip())
