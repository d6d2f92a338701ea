"""Finishes a draft in its language: sentence form, then typography, outside addresses and code; refuses to choose a profile.

What each rule changed is written down, so that a reader can take it back.
"""

from collections.abc import Sequence
from functools import partial

from service.domain.change import Change, Rewriting
from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.linguistics import french, italian
from service.linguistics.profiles import Typography
from service.linguistics.protected import in_prose
from service.linguistics.rewriting import NamedRule, rewrite
from service.linguistics.sentence_form import drop_final_stop, raise_initial

_ROUNDS = 4
_LANGUAGES = {Language.FRENCH: french.rules_for, Language.ITALIAN: italian.rules_for}


def finish(draft: Content, source: Content, role: Role, profile: Typography) -> Rewriting:
    """The draft as a press office of the profile's language would set it; finishing twice changes nothing more."""
    form = (
        NamedRule("sentence form", partial(drop_final_stop, source=source.text, role=role)),
        NamedRule("sentence form", partial(raise_initial, source=source.text)),
    )
    rules = _LANGUAGES[profile.language](source.text, profile)
    return _settle(draft, [NamedRule(each.name, in_prose(each.rule)) for each in (*form, *rules)])


def _settle(draft: Content, rules: Sequence[NamedRule]) -> Rewriting:
    """The rules applied until they change nothing more; the draft itself if they never agree (``"„'`` is no quotation)."""
    finished, changes = draft, list[Change]()
    for _ in range(_ROUNDS):
        rewriting = rewrite(finished, rules)
        if not rewriting.changes:
            return Rewriting(finished, tuple(changes))
        finished = rewriting.content
        changes += rewriting.changes
    return Rewriting(draft)
