"""How a German segment is made ready for the engine: the rules in their order. Refuses anything about the target language."""

from service.domain.content import Content
from service.domain.unit import Role
from service.linguistics.characters import compose_letters, plain_spaces, remove_invisible
from service.linguistics.edits import Rule, apply_rule

RULES: tuple[Rule, ...] = (
    compose_letters,
    remove_invisible,
    plain_spaces,
)


def prepare(content: Content, role: Role) -> Content:  # noqa: ARG001
    """The segment as the engine should read it: the same codes in the same order."""
    for rule in RULES:
        content = apply_rule(content, rule)
    return content
