"""Is the article what it was handed in as: German, in the format it is said to be in? Refuses to refuse: a person may know better.

Miniature: `Le conseil municipal se réunit lundi et la séance est publique pour tous.` reads as French; `<p>Der Rat tagt.</p><p>Kommen Sie!</p>`
as plain text looks like HTML.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# small words; one that two of these languages share counts for both
_SMALL_WORDS = {
    "de": "der das und nicht ist wird werden wurde wurden für mit auf dem ein eine einen einem einer eines sich auch bei nach zum zur vom im "
    "oder aber sind hat haben kann können ihr ihre wie durch über aus als noch nur schon mehr wir sie alle diese dieser den zu von "
    "unter um bis vor wenn dass ihnen unser unsere neue neuen ab sowie gibt ich du es er man so was",
    "fr": "le les et est une un dans pour qui sur pas au aux avec ce cette ses leur leurs sont ont être par nous vous il elle ils elles "
    "mais où à ou lors afin entre sera seront",
    "it": "il lo gli e è della dei delle degli nel nella nelle che di sono per una uno non ha hanno al alla alle dal dalla sul sulla come più "
    "anche sarà essere loro questo questa ed",
    "en": "the and of to is are was were that this with from by which have has had been will would they their not you your our it at be or",
    "es": "el los las y del una que por para con está están pero como más su sus ser al han",
    "nl": "het een van en zijn niet voor met op aan ook naar wordt worden deze dit bij maar heeft hebben om uit ze wij",
}
_OF_LANGUAGE = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4000  # words; the rest of a long article is no other language
_FEWEST = 12  # words: of fewer, a name or a title may be all there is
_GERMAN_ENOUGH = (
    0.06  # share of small German words; press releases have 0.25 to 0.45, lists of names and places a tenth
)
_FOREIGN_ENOUGH = 0.12  # share of small words of another language
_TAG = re.compile(
    r"</(?:p|div|span|a|b|i|strong|em|h[1-6]|ul|ol|li|table|tr|td|section|article|body|html)\s*>", re.IGNORECASE
)
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\(\S+?\)", re.MULTILINE)
_MARKS = 2  # tags or marks that are no accident
_NAMES = {"fr": "French", "it": "Italian", "en": "English", "es": "Spanish", "nl": "Dutch"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to think that the article is not what it was handed in as."""

    code: str  # "language": it reads as another one; "format": its text has the marks of another one
    found: str  # the language's code; the format's media type

    @property
    def message(self) -> str:
        """For a person, in English."""
        if self.code == "format":
            return f"The plain text has marks of {self.found}; handed in as {self.found} its formats would be kept."
        return f"The article does not read as German but as {_NAMES[self.found]}; Gemello translates from German."


def find_doubts(texts: Iterable[str], media_type: str) -> tuple[Doubt, ...]:
    """What is odd about an article of these `texts`, a block each, handed in as `media_type`."""
    blocks = list(texts)
    language = _foreign_language(blocks)
    marks = _marked_as("\n".join(blocks)) if media_type == "text/plain" else None
    return tuple(Doubt(code, found) for code, found in (("language", language), ("format", marks)) if found is not None)


def _foreign_language(blocks: Iterable[str]) -> str | None:
    """The code of the language the article seems to be in; None if it may well be German."""
    words = [match.group().lower() for block in blocks for match in _WORD.finditer(block)][:_LOOKED_AT]
    if len(words) < _FEWEST:
        return None
    shares = Counter({code: sum(word in small for word in words) / len(words) for code, small in _OF_LANGUAGE.items()})
    german = shares.pop("de")
    if german >= _GERMAN_ENOUGH:
        return None
    (code, share), *_ = shares.most_common(1)
    return code if share >= _FOREIGN_ENOUGH else None


def _marked_as(text: str) -> str | None:
    for media_type, mark in (("text/html", _TAG), ("text/markdown", _MARKDOWN)):
        if len(mark.findall(text)) >= _MARKS:
            return media_type
    return None
