"""Gender-inclusive short forms of articles, pronouns and adjectives, written out together with their noun.

Miniatures: ``ein*e engagierte*r Lehrer*in`` reads ``eine engagierte Lehrerin oder ein engagierter Lehrer``;
``jede*r`` reads ``jede und jeder``; ``zum*zur Bürgermeister*in`` reads ``zur Bürgermeisterin oder zum Bürgermeister``.
Refuses plurals and nouns without such an article: those are in `gender`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.linguistics.edits import Edit
from service.linguistics.gender import SIGN, SINGULAR, is_person
from service.linguistics.gender_policy import GenderPolicy, neutral_singular
from service.linguistics.lexicon import read_words
from service.linguistics.persons import Person, inflect_person

_NOMINATIVE, _GENITIVE, _DATIVE, _ACCUSATIVE = "nominative", "genitive", "dative", "accusative"
_ENDINGS_OF_PAIRS = (  # of "ein", "sein": feminine, masculine, case of the masculine
    ("e", "er", _NOMINATIVE),
    ("e", "", _NOMINATIVE),
    ("e", "en", _ACCUSATIVE),
    ("er", "em", _DATIVE),
    ("er", "es", _GENITIVE),
)
_PRONOUNS = ("ein", "kein", "jed", "dies", "jen", "welch", "manch", "unser", "mein", "sein", "ihr")
_PAIRS = {  # feminine, masculine of two full words with a sign between them, in either order
    " ".join(sorted((feminine, masculine))): (feminine, masculine, case)
    for feminine, masculine, case in (
        ("die", "der", _NOMINATIVE),
        ("die", "den", _ACCUSATIVE),
        ("der", "dem", _DATIVE),
        ("der", "des", _GENITIVE),
        ("zur", "zum", _DATIVE),
        ("sie", "er", _NOMINATIVE),
        ("sie", "ihn", _ACCUSATIVE),
        ("ihr", "ihm", _DATIVE),
        ("ihr", "sein", _NOMINATIVE),
        *((f"ihr{ending}", f"sein{ending}", _NOMINATIVE) for ending in ("e", "en", "em", "er", "es")),
        *((f"{root}{one}", f"{root}{two}", case) for root in _PRONOUNS for one, two, case in _ENDINGS_OF_PAIRS),
    )
}
_WORDS = "|".join(sorted({word for pair in _PAIRS for word in pair.split()}, key=len, reverse=True))
_ARTICLES = read_words("articles.txt")
_TOKEN = re.compile(
    rf"(?<!\w)(?:(?P<one>(?i:{_WORDS}))[*:_/!](?P<two>{_WORDS})(?![^\W_])"
    rf"|(?P<base>[^\W\d_]{{2,}})(?:(?P<sign>{SIGN})(?P<ending>[ernms])|\((?P<bracket>[ernms])\))(?![^\W_]|[*:_/!]\w)"
    rf"|{SINGULAR})"
)
_STRONG_ARTICLES = frozenset({"der", "jeder", "dieser", "jener", "welcher", "mancher"})
_NOMINAL = re.compile(r"\s(?:[a-zäöüß]+en?\s)?[A-ZÄÖÜ]\w*(?:te|nde|ige|ene)n?\b")
_BETWEEN = re.compile(r" ((?:[a-zäöüß]{2,}en? ){0,2})")
_VERBS = read_words("verbs.txt")  # end like adjectives
_ENDINGS = {  # short ending: what the word before it ends in, then the endings of both genders, and the case of the masculine
    "e": (("en", "e", "en", _ACCUSATIVE), ("", "e", "", _NOMINATIVE)),
    "r": (("em", "er", "em", _DATIVE), ("es", "er", "es", _GENITIVE), ("e", "e", "er", _NOMINATIVE)),
    "n": (("er", "er", "en", _DATIVE), ("e", "e", "en", _ACCUSATIVE)),
    "m": (("er", "er", "em", _DATIVE), ("e", "er", "em", _DATIVE)),
    "s": (("er", "er", "es", _GENITIVE), ("e", "er", "es", _GENITIVE)),
}


@dataclass(frozen=True, slots=True)
class _Form:
    """One short form: where it stands and what it reads in either gender."""

    start: int
    end: int
    feminine: str
    masculine: str
    case: str  # of the masculine
    is_article: bool
    is_person: bool = False
    is_doubtful: bool = False  # alone, it may mean two things rather than two genders: "den/die Server", "diese(r)"

    @property
    def is_noun(self) -> bool:
        """Persons, and adjectives that stand for one: ``Angestellte*r``."""
        return self.is_person or (not self.is_article and self.feminine[0].isupper())


def expand_phrases(text: str, policy: GenderPolicy) -> list[Edit]:
    """Every short form of an article, pronoun or adjective, with the noun it belongs to, as one phrase of the policy."""
    return [
        Edit(chain[0].start, chain[-1].end, _phrase(text, chain, policy))
        for chain in _chains(text)
        if len(chain) > 1 or _stands_alone(text, chain[0])
    ]


def _stands_alone(text: str, form: _Form) -> bool:
    """True if a form without a marked noun is still one: ``der/die Beauftragte``. A person alone is `gender`'s business."""
    return not form.is_person and (not form.is_doubtful or _NOMINAL.match(text, form.end) is not None)


def _chains(text: str) -> Iterator[list[_Form]]:
    """The short forms of `text`, those that belong together in one list: article, adjectives, noun."""
    chain: list[_Form] = []
    for form in filter(None, map(_form, _TOKEN.finditer(text))):
        if chain and not _continues(text, chain, form):
            yield chain
            chain = []
        chain.append(form)
    if chain:
        yield chain


def _continues(text: str, chain: list[_Form], form: _Form) -> bool:
    gap = _BETWEEN.fullmatch(text, chain[-1].end, form.start)
    ended = chain[-1].is_person or (chain[-1].is_noun and len(chain) > 1)
    return bool(gap) and not ended and not form.is_article and not _VERBS.intersection(gap[1].split() if gap else ())


def _form(match: re.Match[str]) -> _Form | None:
    if match["person"]:
        form = _Form(*match.span(), match["person"], "", "", is_article=False, is_person=True)
        return form if is_person(match["person"]) else None
    if match["one"]:
        return _pair(match)
    return _suffixed(match)


def _pair(match: re.Match[str]) -> _Form | None:
    pair = " ".join(sorted((match["one"].lower(), match["two"].lower())))
    if pair not in _PAIRS:
        return None
    doubtful = "/" in match.group() and pair.split()[0] in ("dem", "den", "der")
    return _Form(*match.span(), *_PAIRS[pair], is_article=True, is_doubtful=doubtful)


def _suffixed(match: re.Match[str]) -> _Form | None:
    base, ending = match["base"], match["ending"] or match["bracket"]
    article = base.lower() in _ARTICLES
    doubtful = bool(match["bracket"]) or match["sign"].startswith("/")  # "Straße(n)", "und/s" are no gender forms
    if not article and (ending == "e" or (doubtful and (ending != "r" or not base.endswith("e")))):
        return None
    for written, feminine, masculine, case in _ENDINGS[ending]:
        if base.endswith(written):
            root = base.removesuffix(written)
            alone = not doubtful or base.lower() == "jede" or not (article or base[0].islower())
            forms = (root + feminine, root + masculine, case)
            return _Form(*match.span(), *forms, is_article=article, is_doubtful=not alone)
    return None


def _phrase(text: str, chain: list[_Form], policy: GenderPolicy) -> str:
    """The feminine phrase, "oder" (after ``jede*r``: "und"), the masculine phrase; or the one that stands for both."""
    feminine, masculine = _both(text, chain)
    if policy is GenderPolicy.MASCULINE:
        return _with_initial(masculine, raised=text[chain[0].start].isupper())
    neutral = _neutral(chain) if policy is GenderPolicy.EPICENE else ""
    if neutral:
        return feminine.removesuffix(_noun(chain[-1]).feminine) + neutral
    return (" und " if chain[0].feminine.lower() in ("jede", "jeder") else " oder ").join((feminine, masculine))


def _neutral(chain: list[_Form]) -> str:
    """The noun for both genders that fits the feminine phrase: "eine neue Lehrkraft"."""
    persons = [form for form in chain if form.is_noun]
    return neutral_singular(_noun(chain[-1])) if persons == chain[-1:] and chain[-1].is_person else ""


def _both(text: str, chain: list[_Form]) -> tuple[str, str]:
    """The phrase in the feminine and in the masculine."""
    first, case = chain[0], chain[0].case
    feminine, masculine = [], []
    for number, form in enumerate(chain):
        gap = text[chain[number - 1].end : form.start] if number else ""
        feminine += [gap, _noun(form).feminine if form.is_person else form.feminine]
        masculine += [_agreeing(gap, first, case), _masculine(form, first, case)]
    phrases = "".join(feminine), "".join(masculine)
    if not first.is_article and len(chain) == 1:
        return phrases
    raised = text[first.start].isupper()
    polite = raised and first.start > 0 and first.feminine.startswith("Ihr")
    titled = raised and first.feminine.lower() == "erste" and not first.is_article  # "Erste*r Bürgermeister*in"
    return _with_initial(phrases[0], raised=raised), _with_initial(phrases[1], raised=polite or titled)


def _masculine(form: _Form, first: _Form, case: str) -> str:
    """The word in the masculine: ``ein Angestellter``, but ``jeder Angestellte``."""
    if form.is_person:
        return _noun(form).masculine_in(case)
    weak = form is not first and first.masculine.lower() in _STRONG_ARTICLES and form.masculine.endswith("er")
    return form.masculine[:-1] if weak else form.masculine


def _noun(form: _Form) -> Person:
    return inflect_person(form.feminine)


def _agreeing(gap: str, article: _Form, case: str) -> str:
    """The adjectives between, as the masculine article wants them: ``eine neue`` but ``ein neuer``."""
    if case != "nominative":
        return re.sub(r"e\b", "en", gap)
    return re.sub(r"e\b", "er", gap) if article.masculine.lower().endswith(("ein", "ihr", "unser")) else gap


def _with_initial(phrase: str, *, raised: bool) -> str:
    return (phrase[0].upper() if raised else phrase[0].lower()) + phrase[1:]
