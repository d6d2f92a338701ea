"""Gender-inclusive short forms of persons in the plural, and alone in the singular, written out as the policy says.

Every sign in use is read: ``Bürger*innen :innen _innen ·innen !innen /-innen /innen (innen) BürgerInnen``.
Miniature: ``mit den Amtskolleg*innen`` reads ``mit den Amtskolleginnen und Amtskollegen``; ``Bürger*innenrat`` reads ``Bürgerrat``.
Refuses short forms of articles and adjectives: `gender_phrases` joins those with their noun.
"""

import re

from service.linguistics.edits import Edit, substitute, trim_edit
from service.linguistics.gender_policy import GenderPolicy, write_plural, write_singular
from service.linguistics.persons import inflect_person

SIGN = r"(?:[*:_·•‧!]|/-?)"
STEM = r"(?<![^\W_])[A-ZÄÖÜ](?:[^\W_]|-(?=[^\W_])){0,60}?"  # no German noun is longer
_PLURAL = re.compile(
    rf"(?P<stem>{STEM})(?:{SIGN}innen|\(-?innen\)|\(inn\)en|(?<=[a-zäöüß])Innen)"
    r"(?P<rest>[a-zäöüß]{3,}|-[A-ZÄÖÜa-z][^\W_]*|-(?=\s))?(?![^\W_])"
)
_ADJECTIVE = re.compile(rf"(?<![^\W_])(?P<stem>[a-zäöüß]{{2,40}}?){SIGN}innen-?(?P<rest>[a-zäöüß]{{3,}})(?![^\W_])")
_TRADES = re.compile(rf"(?<![^\W_])(?P<trade>[A-ZÄÖÜ][^\W_]{{1,40}}?)(?:mann{SIGN}frau|frau{SIGN}mann)(?![^\W_])")
_PAIR = re.compile(
    r"(?<![\w-])(?:(?P<one>[A-ZÄÖÜ][\w-]{1,60}?)innen(?P<joint> ?/ ?| und | & | oder )(?P<two>[A-ZÄÖÜ][\w-]{1,60})"
    r"|(?P<first>[A-ZÄÖÜ][\w-]{1,60})(?P<link> ?/ ?| und | & | oder )(?P<second>[A-ZÄÖÜ][\w-]{1,60}?)innen)(?![\w-])"
)
_SINGULAR_PAIR = re.compile(
    r"(?<![\w-])(?:(?P<one>[A-ZÄÖÜ][\w-]{1,60}?)in ?/ ?(?P<two>[A-ZÄÖÜ][\w-]{2,60})"
    r"|(?P<first>[A-ZÄÖÜ][\w-]{2,60}) ?/ ?(?P<second>[A-ZÄÖÜ][\w-]{1,60}?)in)(?![\w-])"
)
SINGULAR = rf"(?P<person>{STEM})(?:{SIGN}in|\(-?in\)|(?<=er|or|nt|st|at|ar)In)(?![^\W_]|-\w)"
_SINGULAR = re.compile(SINGULAR)
_NO_PERSONS = frozenset({"Linked", "Check", "Log", "Plug", "Opt", "Drive", "Walk", "Sit", "Built"})
_CONTEXT, _RECENT = 160, 8  # characters, and double forms, before a plural that may tell its case


def expand_plurals(text: str, policy: GenderPolicy) -> list[Edit]:
    """``Bürger*innen`` as ``Bürgerinnen und Bürger``; in a compound only its masculine stem."""
    edits: list[Edit] = []
    for match in _PLURAL.finditer(text):
        written = _plural(_read_before(text, edits[-_RECENT:], match.start()), match, policy)
        edits += [trim_edit(match, written)] if written != match.group() else []
    return edits


def expand_adjectives(text: str, policy: GenderPolicy) -> list[Edit]:  # noqa: ARG001 - a double form inside a word helps nobody
    """``bürger*innennah`` as ``bürgernah``."""
    return substitute(text, _ADJECTIVE, lambda match: f"{match['stem']}{match['rest']}")


def expand_singulars(text: str, policy: GenderPolicy) -> list[Edit]:
    """``Lehrer*in`` without a short form before it as ``Lehrerin oder Lehrer``."""
    return substitute(text, _SINGULAR, lambda match: _singular(match, policy))


def expand_trades(text: str, policy: GenderPolicy) -> list[Edit]:
    """``Kaufmann/-frau`` and ``Feuerwehrmann*frau`` as ``Kauffrau oder Kaufmann``."""
    masculine = policy is GenderPolicy.MASCULINE
    return substitute(
        text, _TRADES, lambda match: f"{'' if masculine else match['trade'] + 'frau oder '}{match['trade']}mann"
    )


def rewrite_pairs(text: str, policy: GenderPolicy) -> list[Edit]:
    """``Schüler/Schülerinnen`` as the double form; where that is not the policy, one written out gives way to it too."""
    if "innen" not in text:  # as nearly always; the pattern looks at every noun
        return []
    return substitute(text, _PAIR, lambda match: _pair(text, match, policy))


def rewrite_singular_pairs(text: str, policy: GenderPolicy) -> list[Edit]:
    """``Bürgermeisterin/Bürgermeister`` as ``Bürgermeisterin oder Bürgermeister``."""
    return substitute(text, _SINGULAR_PAIR, lambda match: _singular_pair(match, policy)) if "in" in text else []


def is_person(stem: str) -> bool:
    """False for words that only look like a feminine with a capital I: ``LinkedIn``."""
    return stem not in _NO_PERSONS


def _read_before(text: str, edits: list[Edit], end: int) -> str:
    """The words before `end` with the edits made: in a list, the first double form tells the case of the next."""
    start = max(0, end - _CONTEXT)
    before, done = "", start
    for edit in edits:
        if edit.start >= start:
            before, done = before + text[done : edit.start] + edit.replacement, edit.end
    return before + text[done:end]


def _plural(before: str, match: re.Match[str], policy: GenderPolicy) -> str:
    if not is_person(match["stem"]):
        return match.group()
    person = inflect_person(match["stem"])
    rest = match["rest"]
    if not rest:
        return write_plural(person, policy, before)
    if re.fullmatch(r"-[a-zäöüß]+", rest):  # "Nutzer*innen-freundlich"
        return f"{person.masculine_plural.lower()}{rest[1:]}"
    return f"{person.masculine_plural}{rest}"  # a double form inside a compound helps nobody


def _pair(text: str, match: re.Match[str], policy: GenderPolicy) -> str:
    written, masculine = match["one"] or match["second"], match["two"] or match["first"]
    person = inflect_person(written)
    joint = (match["joint"] or match["link"]).strip()
    if masculine not in (person.masculine_plural, person.masculine_dative_plural):
        return match.group()
    if policy is GenderPolicy.DOUBLE and joint != "/":
        return match.group()
    if policy is GenderPolicy.DOUBLE:
        return f"{written}innen und {masculine}"
    dative = masculine != person.masculine_plural
    return write_plural(person, policy, "den " if dative else text[max(0, match.start() - _CONTEXT) : match.start()])


def _singular_pair(match: re.Match[str], policy: GenderPolicy) -> str:
    person = inflect_person(match["one"] or match["second"])
    masculine = match["two"] or match["first"]
    if masculine not in {person.masculine_in(case) for case in ("nominative", "genitive", "dative")}:
        return match.group()
    return masculine if policy is GenderPolicy.MASCULINE else f"{person.feminine} oder {masculine}"


def _singular(match: re.Match[str], policy: GenderPolicy) -> str:
    stem = match["person"]
    return write_singular(inflect_person(stem), policy) if is_person(stem) else match.group()
