"""What a check found, in the language of the page; refuses to know findings that nobody wrote a text for."""

from collections.abc import Mapping

from service.domain.findings import FINDINGS
from service.web.pages.texts import language, read_texts, translate

NAMED = {"unit": "amount"}  # facts that are themselves names, and the table of their texts


def tell_issue(code: str, facts: Mapping[str, str]) -> str:
    """The finding as a sentence; "" for one that another version of Gemello knew, whose English message has to do."""
    if set(facts) != set(FINDINGS.get(code, ())) or f"issue.{code}" not in read_texts(language()):
        return ""
    named = {name: translate(f"{NAMED[name]}.{value}") if name in NAMED else value for name, value in facts.items()}
    return translate(f"issue.{code}", **named) if named else translate(f"issue.{code}")
