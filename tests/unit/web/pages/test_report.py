from service.web.pages.report import Urgent, view_report

SOURCE = {"blocks": 3, "codes": {"opening:<b>": 2, "closing:</b>": 2}, "addresses": ["a.de", "b.de"], "links": ["x"]}


def test_what_has_names_says_which_of_them_are_lost():
    target = {"blocks": 3, "codes": {"opening:<b>": 2}, "addresses": ["b.de"], "links": ["x"]}
    counts = {count.name: count for count in view_report({"source": SOURCE, "target": target}).counts}
    assert (counts["blocks"].source, counts["blocks"].kept) == (3, True)
    assert (counts["codes"].source, counts["codes"].target, counts["codes"].kept) == (2, 2, False)
    assert counts["addresses"].lost == ("a.de",)


def test_numbers_are_counted_and_what_neither_side_has_is_not():
    report = {
        "source": {"images": [], "blocks": 1},
        "target": {"images": [], "blocks": 1},
        "numbers": {"total": 3, "kept": 2},
    }
    assert [(count.name, count.source, count.target) for count in view_report(report).counts] == [
        ("blocks", 1, 1),
        ("numbers", 3, 2),
    ]


def test_what_was_rewritten_before_the_machine_read_it_is_told_but_for_what_nobody_sees():
    changes = [
        {"rule": "gender", "start": 0, "before": "Bürger*innen", "after": "Bürgerinnen und Bürger"},
        {"rule": "characters", "start": 9, "before": "\u00ad", "after": ""},
    ]
    readings = view_report({"per_segment": [{"segment": 4, "preparation": changes}]}).readings
    assert readings == {4: (("Bürger*innen", "Bürgerinnen und Bürger"),)}


def test_segments_to_read_first_keep_their_order_and_old_reports_have_none():
    assert view_report({"review": [{"segment": 7, "reason": "length"}, {"segment": 2}]}).first == (
        Urgent(7, "length"),
        Urgent(2, ""),
    )
    assert view_report({}).first == ()


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
    report = view_report(
        {"ok": True, "target": {"unreadable": "why"}, "terms": None, "codes": {"total": 3, "alignment": 2}}
    )
    assert (report.ok, report.unreadable, report.terms, report.placements) == (True, "why", {}, (("alignment", 2),))
    assert view_report({}).findings == ()


def test_care_is_asked_for_only_where_confidence_was_measured_and_is_low():
    told = [{"segment": number, "confidence": value} for number, value in enumerate((0.0, 0.4, 1.0, None))]
    measured = view_report({"per_segment": told, "confidence_calibrated": True})
    assert [measured.is_doubtful(number) for number in range(5)] == [True, False, False, False, False]
    assert not view_report({"per_segment": told, "confidence_calibrated": False}).is_doubtful(0)
