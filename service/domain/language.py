"""The languages Gemello knows; refuses free-form language strings beyond this door."""

from enum import StrEnum

from service.domain.errors import UnsupportedLanguage


class Language(StrEnum):
    """An ISO 639-1 language. German is what cities write, English only a pivot on the way."""

    GERMAN = "de"
    FRENCH = "fr"
    ITALIAN = "it"
    ENGLISH = "en"

    @classmethod
    def parse(cls, code: str) -> "Language":
        """``"fr"``, ``"FR"`` and ``"fr-CH"`` are French; anything unknown raises `UnsupportedLanguage`."""
        primary = code.strip().lower().replace("_", "-").split("-")[0]
        try:
            return cls(primary)
        except ValueError:
            raise UnsupportedLanguage(code, tuple(str(language) for language in TARGETS)) from None


SOURCE = Language.GERMAN
TARGETS = (Language.FRENCH, Language.ITALIAN)


def parse_targets(codes: str) -> tuple[Language, ...]:
    """``"fr,it"`` to the target languages named, each once, in the order given.

    Raises `UnsupportedLanguage` for a code that is not a target, also for the source language.
    """
    targets: list[Language] = []
    for code in filter(None, (part.strip() for part in codes.split(","))):
        language = Language.parse(code)
        if language not in TARGETS:
            raise UnsupportedLanguage(code, tuple(str(known) for known in TARGETS))
        if language not in targets:
            targets.append(language)
    if not targets:
        raise UnsupportedLanguage(codes, tuple(str(known) for known in TARGETS))
    return tuple(targets)
