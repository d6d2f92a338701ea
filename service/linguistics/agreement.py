"""An agreed form set into a French or Italian sentence in the place of other words; refuses every place it cannot mend.

What stands before the place is its determiner, which takes gender, number and elision of the form: ``du [bureau local]`` and
``mairie`` make ``de la mairie``. Refused are, among others, a place after a word that is no determiner (``le nouveau [bureau]``),
before an adjective that no longer agrees, and a change of number where a verb may depend on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.grammar import Grammar, Number
from service.domain.language import Language
from service.linguistics.counting import ends_in_count
from service.linguistics.determiners import Determiner, read_determiner, write_determiner
from service.linguistics.edits import Edit
from service.linguistics.lexicon import read_words
from service.linguistics.nouns import read_grammar

Span = tuple[int, int]
Form = tuple[str, Grammar | None]  # a form and its grammar, None if that is to be told by its noun

CONTEXT = 80  # characters on either side of a place that are looked at, so that time grows with the text
MOST_WORDS = 4  # a place that holds more is no term but half a sentence
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*[’']?")
_FIRST = re.compile(r"^[^\W_]+(?:[’']\s*|\s+)")
_LAST = re.compile(r"\s+[^\W_]+[’']?$")
_PREPOSITION = {
    Language.FRENCH: re.compile(
        r"(?:^|[\s’'])(?:de|d[’']|à|en|dans|par|pour|sur|sous|avec|sans|vers|chez|entre|devant|depuis|contre)\s*$",
        re.IGNORECASE,
    ),
    Language.ITALIAN: re.compile(
        r"(?:^|[\s’'])(?:di|a|da|in|su|con|per|tra|fra|presso|verso|davanti a|dopo|contro|sotto)\s+$", re.IGNORECASE
    ),
}
_BARE = {  # prepositions after which a noun may stand without an article
    Language.FRENCH: re.compile(r"(?:^|[\s’'])(?:de|d[’']|en|sans)\s*$", re.IGNORECASE),
    Language.ITALIAN: re.compile(r"(?:^|[\s’'])(?:di|in|senza)\s+$", re.IGNORECASE),
}
_ADJECTIVE = {
    Language.FRENCH: re.compile(
        r"(?:ale?s?|aux|elle?s?|els?|ifs?|ives?|iques?|aires?|aise?s?|oise?s?|eux|euses?|ien(?:ne)?s?)$"
    ),
    Language.ITALIAN: re.compile(r"(?:al[ei]|ic[oai]|iche|iv[oaie]|es[ei]|an[oaie]|ari[oae]?|os[oaie]|bil[ei])$"),
}
_ALL = re.compile(
    r"(?:tou(?:t|te|s|tes)|tutt[oaie]|entramb[ie])\s+$", re.IGNORECASE
)  # agrees with the noun after the article
_OPENS = re.compile(
    r"(?:^|[.:;!?«“\"„(–—-]\s*|,\s+)$"
)  # nothing before, or a mark: a noun may begin there without an article


@dataclass(frozen=True, slots=True)
class _Place:
    """The text of the sentence before, in and after the place."""

    before: str
    held: str
    after: str
    start: int  # of all this in its text


def set_form(
    text: str, place: Span, forms: Sequence[Form], number: Number | None, language: Language, *, bare: bool = True
) -> list[Edit] | None:
    """The edits of `text` that set the first of `forms` that fits into `place`; None where that is not safe.

    `number` is what the source says, None if it does not tell; `bare` if the source has no article there either.
    """
    core = _look_at(text, place, language)
    known = _read_known(core, language, bare=bare)
    chosen = known.choose(forms, number, language) if known else None
    if known is None or chosen is None or not _goes_on(core.after, chosen[0], language, known.is_alike(chosen[1])):
        return None
    return _fit(core, known, *chosen, language)


def end_in_form(
    text: str, place: Span, forms: Sequence[Form], number: Number | None, language: Language, *, bare: bool = True
) -> list[Edit] | None:
    """The edits as of `set_form` for a text of which nothing after the place will stay: no verb or adjective has to agree."""
    core = _look_at(text, place, language)
    known = _read_known(core, language, bare=bare)
    chosen = known.choose_freely(forms, number, language) if known else None
    return _fit(core, known, *chosen, language) if known and chosen else None


def _look_at(text: str, place: Span, language: Language) -> _Place:
    """The place and what stands around it, small words at its edges left out."""
    start, end = max(0, place[0] - CONTEXT), place[1] + CONTEXT
    return _peel(_Place(text[start : place[0]], text[slice(*place)], text[place[1] : end], start), language)


def _read_known(core: _Place, language: Language, *, bare: bool) -> "_Known | None":
    """What the words in the place tell; None where they are not to be replaced."""
    words = _WORD.findall(core.held)
    if not words or len(words) > MOST_WORDS or re.search(r"[\d.,;:!?()«»“”\"]", core.held):
        return None
    determiner = read_determiner(core.before, language)
    counted = determiner is None and ends_in_count(core.before, language)
    if determiner is None and not counted and not _may_stand_bare(core.before, language, opening=bare):
        return None
    governed = _is_governed(core.before, determiner, language)
    return _Known(determiner, read_grammar(core.held, language), governed, counted)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the words in the place tell of themselves."""

    determiner: Determiner | None
    grammar: Grammar | None  # of the words that stand there
    governed: bool  # by a preposition: no verb depends on it
    counted: bool  # a number stands before them, so they are plural

    @property
    def number(self) -> Number | None:
        if self.determiner is not None and self.determiner.number is not None:
            return self.determiner.number
        if self.counted:
            return Number.PLURAL
        return self.grammar.number if self.grammar else None

    def is_alike(self, grammar: Grammar) -> bool:
        """True if what agreed with the words agrees with the form too."""
        gender = self.determiner.gender if self.determiner and self.determiner.gender else None
        gender = gender or (self.grammar.gender if self.grammar else None)
        return gender is grammar.gender and self.number is grammar.number

    def choose(self, forms: Sequence[Form], number: Number | None, language: Language) -> tuple[str, Grammar] | None:
        """The first form in the right number; a verb that stands already decides, else the source does."""
        wanted = self._expect(forms, number, language)
        if number is not None and number is not wanted:
            if not self.governed:
                return None
            wanted = number
        return _find_form(forms, wanted, language)

    def choose_freely(
        self, forms: Sequence[Form], number: Number | None, language: Language
    ) -> tuple[str, Grammar] | None:
        """The first form in the right number; the source decides, and what stands there where it does not tell.

        Forms that are plural alone (``sapeurs-pompiers``) are right for a singular too.
        """
        wanted = number or self._expect(forms, number, language)
        if self.counted and wanted is not Number.PLURAL:
            return None
        return _find_form(forms, wanted, language) or (
            _find_form(forms, Number.PLURAL, language) if wanted is Number.SINGULAR else None
        )

    def _expect(self, forms: Sequence[Form], number: Number | None, language: Language) -> Number | None:
        """The number that fits what stands there."""
        expected = self.number or number
        if number is None and self.governed and expected is not Number.PLURAL:
            preferred = _read_form(*forms[0], language)  # ``Bürger`` alone are mostly many: its first form says so
            return preferred.number if preferred else expected
        return expected


def _find_form(forms: Sequence[Form], number: Number | None, language: Language) -> tuple[str, Grammar] | None:
    """The first form of a number, any if that is None, whose grammar is known."""
    for form, told in forms:
        grammar = _read_form(form, told, language)
        if grammar is not None and number in {None, grammar.number}:
            return form, grammar
    return None


def _read_form(form: str, told: Grammar | None, language: Language) -> Grammar | None:
    return told or read_grammar(form, language)


def _fit(core: _Place, known: _Known, form: str, grammar: Grammar, language: Language) -> list[Edit] | None:
    start = core.start + len(core.before)
    edits = [Edit(start, start + len(core.held), _in_case_of(core, form))]
    if known.determiner is not None:
        article = write_determiner(known.determiner, form, grammar, language)
        agrees = known.is_alike(grammar) or not _ALL.search(core.before[: known.determiner.start])
        if article is None or not agrees:
            return None
        edits.insert(0, Edit(core.start + known.determiner.start, start, article))
    return edits


def _in_case_of(core: _Place, form: str) -> str:
    """The form with the capitals of the words it replaces: all of them, or the first of the sentence."""
    if len(core.held) > 1 and core.held.isupper():
        return form.upper()
    begins = core.held[:1].isupper() and not any(character.isalpha() for character in core.before)
    return form[:1].upper() + form[1:] if begins else form


def _peel(place: _Place, language: Language) -> _Place:
    """The place without the small words at its edges, which belong to the sentence and not to the term."""
    before, held, after = place.before, place.held, place.after
    while (match := _FIRST.match(held)) and _is_small(match.group(), language):
        before, held = before + match.group(), held[match.end() :]
    while (match := _LAST.search(held)) and _is_small(match.group(), language):
        held, after = held[: match.start()], match.group() + after
    return _Place(before, held, after, place.start)


def _is_small(word: str, language: Language) -> bool:
    bare = word.strip(" ’'\u00a0\u202f").lower()
    return bare in read_words(f"following_{language}.txt") or bare in read_words("predicates.txt")


def _may_stand_bare(before: str, language: Language, *, opening: bool) -> bool:
    """True where a noun may stand without a determiner."""
    return bool((opening and _OPENS.search(before)) or _BARE[language].search(before))


def _is_governed(before: str, determiner: Determiner | None, language: Language) -> bool:
    if determiner is None:
        return _PREPOSITION[language].search(before) is not None
    return bool(determiner.preposition) or _PREPOSITION[language].search(before[: determiner.start]) is not None


def _goes_on(after: str, form: str, language: Language, alike: bool) -> bool:  # noqa: FBT001 - what follows may depend on it
    """True if what follows still agrees with the form, and does not say part of it again."""
    following = after.lstrip(" ")
    word = _WORD.match(following)
    if word is None or following == after:
        return following[:1] not in {"-", "’", "'"} and not following[:1].isalnum()
    first = re.split(r"[’']", word.group())[0].lower()
    if first in read_words("predicates.txt"):
        return alike
    if first in read_words(f"following_{language}.txt"):
        return True
    stems = {each.lower()[:4] for each in _WORD.findall(form)}
    says_more = (
        " " in form and _ADJECTIVE[language].search(first) is not None
    )  # ``conseil municipal`` before ``communal``
    return alike and first[:4] not in stems and not says_more
