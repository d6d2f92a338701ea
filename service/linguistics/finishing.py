"""Finishes a draft in its language: sentence form, then typography, outside addresses and code; refuses to choose a profile."""

from collections.abc import Sequence
from functools import partial, reduce

from service.domain.content import Content
from service.domain.language import Language
from service.domain.unit import Role
from service.linguistics import french, italian
from service.linguistics.edits import Rule, apply_rule
from service.linguistics.profiles import Typography
from service.linguistics.protected import in_prose
from service.linguistics.sentence_form import drop_final_stop, raise_initial

_ROUNDS = 4
_LANGUAGES = {Language.FRENCH: french.rules_for, Language.ITALIAN: italian.rules_for}


def finish(draft: Content, source: Content, role: Role, profile: Typography) -> Content:
    """The draft as a press office of the profile's language would set it; finishing twice changes nothing more."""
    form: tuple[Rule, ...] = (
        partial(drop_final_stop, source=source.text, role=role),
        partial(raise_initial, source=source.text),
    )
    rules = _LANGUAGES[profile.language](source.text, profile)
    return _settle(draft, [in_prose(rule) for rule in (*form, *rules)])


def _settle(draft: Content, rules: Sequence[Rule]) -> Content:
    """The rules applied until they change nothing more; the draft itself if they never agree (``"„'`` is no quotation)."""
    finished = draft
    for _ in range(_ROUNDS):
        before, finished = finished, reduce(apply_rule, rules, finished)
        if finished == before:
            return finished
    return draft
