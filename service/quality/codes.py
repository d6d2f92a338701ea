"""Is every inline code of the source in the target exactly once, well nested (invariant 4)? Refuses to say where it should stand."""

from collections import Counter

from service.domain.content import Content, InlineCode, is_well_nested
from service.domain.issue import Issue, Severity
from service.domain.language import Language


def check_codes(source: Content, target: Content, language: Language) -> Issue | None:  # noqa: ARG001
    """Formatting or links lost, doubled or crossed."""
    given, found = Counter(source.codes), Counter(target.codes)
    if given != found:
        told = [f"{_name(code)} is missing" for code in given - found] + [
            f"{_name(code)} is too much" for code in found - given
        ]
        lost, doubled = (", ".join(code.data for code in each) for each in (given - found, found - given))
        facts = tuple((name, value) for name, value in (("missing", lost), ("added", doubled)) if value)
        kind = "changed" if lost and doubled else "missing" if lost else "added"
        return Issue("codes", Severity.CRITICAL, f"{'; '.join(told)}.", kind=kind, facts=facts)
    if is_well_nested(source) and not is_well_nested(target):
        return Issue(
            "codes", Severity.CRITICAL, "The formatting of the translation is not well nested.", kind="crossed"
        )
    return None


def _name(code: InlineCode) -> str:
    return f"{code.kind} code {code.id} ({code.data})"
