"""How a German segment is made ready for the engine: the rules in their order.

Refuses anything about the target language but its gender policy.
"""

from collections.abc import Callable

from service.domain.change import Rewriting
from service.domain.content import Content
from service.domain.unit import Role
from service.linguistics.abbreviations import (
    expand_abbreviations,
    spell_out_euro,
    spell_out_streets,
)
from service.linguistics.adjectives import write_adjectives
from service.linguistics.beside_figures import spell_out_beside_figures
from service.linguistics.characters import compose_letters, join_broken_words, plain_spaces, remove_invisible
from service.linguistics.dates import spell_out_dates, spell_out_from, spell_out_spans
from service.linguistics.edits import Edit, Rule
from service.linguistics.gender import (
    expand_adjectives,
    expand_plurals,
    expand_singulars,
    expand_trades,
    rewrite_pairs,
    rewrite_singular_pairs,
)
from service.linguistics.gender_phrases import expand_phrases
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.headlines import recase_capitals, recase_titles
from service.linguistics.offices import spell_out_council, spell_out_mayor
from service.linguistics.prices import write_euros, write_points, write_rates, write_whole_prices
from service.linguistics.protected import in_prose
from service.linguistics.rewriting import NamedRule, rewrite
from service.linguistics.weekdays import spell_out_weekday_rows, spell_out_weekdays
from service.linguistics.years import write_years

CHARACTERS: tuple[Rule, ...] = (compose_letters, remove_invisible, plain_spaces, join_broken_words)
CAPITALS: tuple[Rule, ...] = (recase_capitals,)
TITLES: tuple[Rule, ...] = (recase_capitals, recase_titles)
DATES: tuple[Rule, ...] = (
    spell_out_weekday_rows,
    spell_out_weekdays,
    spell_out_from,
    spell_out_spans,
    spell_out_dates,
    write_years,
)
ABBREVIATIONS: tuple[Rule, ...] = (
    write_whole_prices,
    write_rates,
    write_euros,
    write_points,
    spell_out_euro,
    spell_out_mayor,
    spell_out_council,
    spell_out_beside_figures,
    spell_out_streets,
    expand_abbreviations,
    write_adjectives,
)
GENDER: tuple[Callable[[str, GenderPolicy], list[Edit]], ...] = (
    rewrite_pairs,
    rewrite_singular_pairs,
    expand_phrases,
    expand_trades,
    expand_adjectives,
    expand_plurals,
    expand_singulars,
)
_HEADLINES = frozenset({Role.HEADLINE, Role.SUBHEADING})


def prepare(content: Content, role: Role, policy: GenderPolicy = GenderPolicy.DOUBLE) -> Rewriting:
    """The segment as the engine should read it, the same codes in the same order, and what was changed."""
    return rewrite(content, _rules(role, policy))


def _rules(role: Role, policy: GenderPolicy) -> list[NamedRule]:
    named: list[tuple[str, tuple[Rule, ...]]] = [
        ("capitals", TITLES if role in _HEADLINES else CAPITALS),
        ("dates", DATES),
        ("abbreviations", ABBREVIATIONS),
        ("gender", tuple(_under(policy, rule) for rule in GENDER)),
    ]
    prose = [NamedRule(name, in_prose(rule)) for name, rules in named for rule in rules]
    return [*(NamedRule("characters", rule) for rule in CHARACTERS), *prose]


def _under(policy: GenderPolicy, rule: Callable[[str, GenderPolicy], list[Edit]]) -> Rule:
    return lambda text: rule(text, policy)
