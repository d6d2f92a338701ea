"""How a German segment is made ready for the engine: the rules in their order. Refuses anything about the target language."""

from service.domain.content import Content
from service.domain.unit import Role
from service.linguistics.abbreviations import expand_abbreviations, spell_out_euro, spell_out_mayor
from service.linguistics.characters import compose_letters, plain_spaces, remove_invisible
from service.linguistics.dates import spell_out_dates
from service.linguistics.edits import Rule, apply_rule
from service.linguistics.gender import expand_plurals, expand_singulars, expand_trades
from service.linguistics.gender_phrases import expand_phrases
from service.linguistics.headlines import recase_capitals, recase_titles
from service.linguistics.protected import in_prose

CHARACTERS: tuple[Rule, ...] = (compose_letters, remove_invisible, plain_spaces)
HEADLINES: tuple[Rule, ...] = (in_prose(recase_capitals), in_prose(recase_titles))
PROSE: tuple[Rule, ...] = (
    in_prose(recase_capitals),
    in_prose(spell_out_dates),
    in_prose(spell_out_euro),
    in_prose(spell_out_mayor),
    in_prose(expand_abbreviations),
    in_prose(expand_phrases),
    in_prose(expand_trades),
    in_prose(expand_plurals),
    in_prose(expand_singulars),
)
_TITLES = frozenset({Role.HEADLINE, Role.SUBHEADING})


def prepare(content: Content, role: Role) -> Content:
    """The segment as the engine should read it: the same codes in the same order."""
    for rule in (*CHARACTERS, *(HEADLINES if role in _TITLES else ()), *PROSE):
        content = apply_rule(content, rule)
    return content
