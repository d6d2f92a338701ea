from service.web.pages.report import view_report

SOURCE = {"blocks": 3, "codes": {"opening:<b>": 2, "closing:</b>": 2}, "addresses": ["a.de", "b.de"], "links": ["x"]}


def test_what_has_names_says_which_of_them_are_lost():
    target = {"blocks": 3, "codes": {"opening:<b>": 2}, "addresses": ["b.de"], "links": ["x"]}
    counts = {count.name: count for count in view_report({"source": SOURCE, "target": target}).counts}
    assert (counts["blocks"].source, counts["blocks"].kept) == (3, True)
    assert (counts["codes"].source, counts["codes"].target, counts["codes"].kept) == (4, 2, False)
    assert counts["addresses"].lost == ("a.de",)


def test_findings_come_most_grave_first_then_in_the_order_of_the_article():
    issues = [
        {"segment": 4, "check": "quotes", "severity": "minor", "message": "m"},
        {"segment": 2, "check": "numbers", "severity": "major", "message": "m"},
        {"segment": 9, "check": "empty", "severity": "critical", "message": "m"},
        {"segment": 1, "check": "terms", "severity": "major", "message": "m"},
    ]
    report = view_report({"issues": issues})
    assert [finding.segment for finding in report.findings] == [9, 1, 2, 4]
    assert report.grave == 3


def test_a_report_of_another_version_is_shown_as_far_as_it_is_known():
    report = view_report({"ok": True, "target": {"unreadable": "why"}, "terms": None, "placement": {"alignment": 2}})
    assert (report.ok, report.unreadable, report.terms, report.placements) == (True, "why", {}, (("alignment", 2),))
    assert view_report({}).findings == ()
