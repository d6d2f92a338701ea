"""The language an HTML page says it is in, set to that of its translation; refuses what stays in another language."""

import html

from service.domain.language import Language
from service.formats.html_blocks import merge_regions
from service.formats.html_tokens import Attribute, Kind, read_attributes

_SAYING = {"content-language", "dc.language", "language", "og:locale"}  # names of meta elements


def set_language(page: str, language: Language) -> str:
    """The page with `language` on ``<html>`` and wherever else its translated parts say they are German.

    A fragment gets one only if its first element names a language already.
    """
    pieces: list[str] = []
    cursor, is_first = 0, True
    for token in merge_regions(page):
        if token.kind is not Kind.START:
            continue
        tag = page[token.start : token.end]
        written = _set_root(tag, language) if is_first else _set_inner(tag, language)
        is_first = False
        if written != tag:
            pieces += [page[cursor : token.start], written]
            cursor = token.end
    return "".join([*pieces, page[cursor:]])


def _set_root(tag: str, language: Language) -> str:
    named = [attribute for attribute in read_attributes(tag) if attribute.name in ("lang", "xml:lang")]
    if not named and tag[:5].lower() == "<html" and not tag[5:6].isalnum():
        return f'{tag[:5]} lang="{html.escape(language)}"{tag[5:]}'
    return _replace(tag, named, str(language))


def _set_inner(tag: str, language: Language) -> str:
    if "lang" not in tag.lower() and "locale" not in tag.lower():
        return tag
    attributes = list(read_attributes(tag))
    if tag[:5].lower() == "<meta":
        names = {each.value.lower() for each in attributes if each.name in ("name", "property", "http-equiv")}
        german = [each for each in attributes if each.name == "content" and _is_german(each) and names & _SAYING]
        locale = f"{language}_{language.upper()}" if "og:locale" in names else str(language)
        return _replace(tag, german, locale)
    german = [each for each in attributes if each.name in ("lang", "xml:lang") and _is_german(each)]
    return _replace(tag, german, str(language))


def _is_german(attribute: Attribute) -> bool:
    return attribute.value.lower().replace("_", "-").split("-")[0] == "de"


def _replace(tag: str, attributes: list[Attribute], value: str) -> str:
    for attribute in reversed(attributes):
        quoted = value if attribute.quote else f'"{value}"'
        tag = tag[: attribute.start] + quoted + tag[attribute.end :]
    return tag
