"""The language knowledge of this room as the pipeline asks for it; refuses rules of its own."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from service.domain.change import Rewriting, Substitution
from service.domain.content import Content
from service.domain.double_form import DoubleForm
from service.domain.language import Language
from service.domain.term import Term
from service.domain.translation import Draft
from service.domain.unit import Ignorable, Role, Segment
from service.linguistics import finishing, german, segmenter, shields, term_marks
from service.linguistics.datelines import word_dateline_in
from service.linguistics.double_forms import find_double_forms
from service.linguistics.edits import Edit
from service.linguistics.figure_exchange import exchange_figures
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.headlines import recase_words
from service.linguistics.labels import word_labels
from service.linguistics.people import name_people
from service.linguistics.profiles import DEFAULT_PROFILES, Typography
from service.linguistics.protected import in_prose
from service.linguistics.rewriting import NamedRule, rewrite
from service.linguistics.term_wording import word_term

_RULES = (
    "german",
    "edits",
    "rewriting",
    "lexicon",
    "protected",
    "shields",
    "people",
    "contacts",
    "terms",
    "term_forms",
    "characters",
    "dates",
    "headlines",
    "abbreviations",
    "beside_figures",
    "offices",
    "prices",
    "weekdays",
    "years",
    "adjectives",
    "persons",
    "gender",
    "gender_phrases",
    "gender_policy",
)


class LanguageCare:
    """Splits, prepares and finishes; satisfies the pipeline's `Linguistics`."""

    def __init__(
        self, profiles: Iterable[Typography] = DEFAULT_PROFILES, policies: Mapping[Language, GenderPolicy] | None = None
    ) -> None:
        self.preparation_version = digest_rules()
        self._profiles = {profile.language: profile for profile in profiles}
        self._policies = dict(policies or {})

    def split(self, content: Content, role: Role) -> tuple[Segment | Ignorable, ...]:
        """A unit's content in sentences; joined they are the content (invariant 2)."""
        return segmenter.split(content, role)

    def gender_policy(self, language: Language) -> GenderPolicy:
        """How persons of both genders are written for translation into `language`."""
        return self._policies.get(language, GenderPolicy.DOUBLE)

    def shield(self, content: Content, role: Role, terms: Sequence[Term] = ()) -> Content:
        """A content with addresses, telephone and account numbers and the kept `terms` as standalone codes."""
        return shields.shield(content, terms, role)

    def prepare(self, content: Content, role: Role, language: Language, terms: Sequence[Term] = ()) -> Rewriting:
        """A segment as the engine should read it: the same codes in the same order, and shields (standalone codes)."""
        return german.prepare(shields.shield(content, terms, role), role, self.gender_policy(language))

    def name_people(self, text: str, language: Language) -> Sequence[Term]:
        """The persons named in a text, as terms that stay as they are."""
        return name_people(text, language)

    def find_double_forms(self, source: Content, prepared: Rewriting, language: Language) -> Sequence[DoubleForm]:
        """The persons a segment names in both genders; none where the policy for `language` is not the double form."""
        wanted = self.gender_policy(language) is GenderPolicy.DOUBLE
        return find_double_forms(source.text, prepared) if wanted else ()

    def word(self, prepared: Content, role: Role, language: Language, terms: Sequence[Term] = ()) -> Content | None:
        """A prepared segment that needs no model: labels in their agreed wording, a dateline; None for any other."""
        labels = word_labels(prepared, language)
        if labels is not None or role is not Role.DATELINE:
            return labels
        return word_dateline_in(prepared, language, terms)

    def word_term(self, text: str, term: Term) -> str | None:
        """The agreed form for a text that is one of its terms, with article and number; None if it says more."""
        return word_term(text, term)

    def shield_again(self, prepared: Content, names: Sequence[Term] = ()) -> Content:
        """A prepared segment for a second attempt: its figures and `names` shielded too."""
        return shields.shield_again(prepared, names)

    def recase(self, prepared: Content) -> Rewriting:
        """A prepared segment for another attempt: single words in capitals (``ACHTUNG: Glatteis``) re-cased too."""
        return rewrite(prepared, [NamedRule("capitals", in_prose(recase_words))])

    def mark_terms(self, prepared: Content, terms: Sequence[Term]) -> Content:
        """A prepared segment with a pair of codes around each of `terms`."""
        return term_marks.mark_terms(prepared, terms)

    def set_terms(
        self, draft: Draft, text: str, marked: Content, terms: Sequence[Term], language: Language
    ) -> tuple[Content, tuple[Term, ...]]:
        """The content of the draft of a marked segment, agreed forms set in where that is safe, and for which terms."""
        fitted = term_marks.fit_spaces(draft.content, text)
        if fitted is None:
            return draft.content, ()
        return term_marks.set_terms(fitted, marked, terms, language, draft.displaced)

    def open_with_terms(
        self, draft: Draft, text: str, marked: Content, terms: Sequence[Term], language: Language
    ) -> tuple[str, tuple[Term, ...]]:
        """How the draft of a marked segment begins, up to an agreed form in the place of other words, and the terms in it."""
        fitted = term_marks.fit_spaces(draft.content, text)
        if fitted is None:
            return "", ()
        return term_marks.open_with_terms(fitted, marked, terms, language, draft.displaced)

    def take_marks_off(
        self, content: Content, marked: Content, terms: Sequence[Term]
    ) -> tuple[Content, dict[Term, tuple[int, int]]]:
        """The content without marks, and where the words for those of `terms` stand that were not set in."""
        return term_marks.take_marks_off(content, marked, terms)

    def exchange(self, draft: Content, figures: Sequence[Substitution]) -> Rewriting:
        """A draft with some of its figures exchanged."""
        edits = [Edit(each.start, each.end, each.written) for each in figures]
        return rewrite(draft, [NamedRule("figures", lambda _text: edits)])

    def exchange_figures(self, target: Content, old: str, new: str, language: Language) -> Content | None:
        """The translation of the text `old` for `new`, which differs in digits alone; None where that is not certain."""
        return exchange_figures(target, old, new, language)

    def finish(self, draft: Content, source: Content, role: Role, language: Language) -> Rewriting:
        """A draft as its language is written, shields taken off; one without a profile is not rewritten."""
        profile = self._profiles.get(language)
        drawn = shields.draw_in(draft, source.text)
        apart = [Edit(at, at, between) for at, between in shields.find_touching(drawn.content)]
        bare = rewrite(shields.unshield(drawn.content), [NamedRule("spaces", lambda _text: apart)])
        changes = drawn.changes + bare.changes
        if profile is None:
            return Rewriting(bare.content, changes)
        finished = finishing.finish(bare.content, source, role, profile)
        return Rewriting(finished.content, changes + finished.changes)


@cache
def digest_rules() -> str:
    """``prepare-`` and 12 hex digits over the rules and lists that decide what `prepare` answers."""
    digest = hashlib.sha256()
    room = files("service.linguistics")
    lists = sorted(room.joinpath("data").iterdir(), key=lambda entry: entry.name)
    for entry in (*(room.joinpath(f"{name}.py") for name in _RULES), *lists):
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return f"prepare-{digest.hexdigest()[:12]}"
