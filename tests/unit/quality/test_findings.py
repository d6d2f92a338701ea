import ast
from pathlib import Path

import pytest

from service.domain.findings import FINDINGS
from service.domain.issue import Issue, Severity
from service.domain.language import Language
from service.quality import CHECKS
from tests.unit.linguistics.examples import content_of, read_examples

SERVICE = Path(__file__).parents[3] / "service"
ELSEWHERE = {"terms", "placement", "genders"}  # checks that read more than the two texts: examples of their own


def _issues():
    for check in CHECKS:
        for language, source, target, _ in read_examples(f"quality/{check.__name__.removeprefix('check_')}.txt"):
            issue = check(content_of(source), content_of(target), Language.parse(language))
            if issue is not None:
                yield issue


def test_every_finding_there_can_be_stands_in_an_example():
    known = {code for code in FINDINGS if code.partition(".")[0] not in ELSEWHERE}
    assert {issue.code for issue in _issues()} == known


def test_what_an_issue_names_stands_in_its_message():
    for issue in _issues():
        for name, value in issue.facts:
            assert all(part in issue.message for part in value.split(", ")), (name, issue)


def test_no_issue_is_made_without_its_kind():
    made = [
        (path.name, node.lineno)
        for path in SERVICE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Issue"
        if not any(each.arg in {"kind", None} for each in node.keywords)
    ]
    assert made == []


def test_a_finding_that_is_not_listed_or_lacks_a_fact_cannot_be_made():
    for kind, facts in (("gone", ()), ("missing", ()), ("missing", (("lost", "7"),))):
        with pytest.raises(ValueError, match=r"findings\.py"):
            Issue("numbers", Severity.MAJOR, "m", kind=kind, facts=facts)
