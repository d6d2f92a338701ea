"""The structure report says what went in, what came out, and where a person must look."""

import re
from pathlib import Path

import pytest

from service.cli.report_summary import summarise
from service.domain.article import Outline
from service.domain.content import Content
from service.domain.language import Language
from service.domain.translation import Draft
from service.formats.html import Html
from service.formats.registry import Formats
from service.linguistics.language_care import LanguageCare
from service.linguistics.termbase import Termbase
from service.pipeline.translate_article import translate_article
from service.pipeline.work import Tools
from service.quality import CHECKS
from tests.fakes import FakeCache, FakeEngine

PAGE = Path(__file__).parents[3] / "docs/report.md"
FR = Language.FRENCH
ARTICLE = """# Das Fest beginnt

Am 12. Mai kommen ca. **70.000** Gäste aus [Bergamo](https://bergamo.it), so ![Das Schloss](s.jpg) viele.

Mehr auf https://stadt.de/fest.
"""


class Misplacing(FakeEngine):
    """Says that every code was placed by guess, or by a phrase, as `rung` has it."""

    rung = "segment"

    def translate(self, requests):
        drafts = super().translate(requests)
        ids = [tuple(dict.fromkeys(code.id for code in request.content.codes)) for request in requests]
        kinds = {"segment": "displaced", "phrase": "phrased"}
        return [
            Draft(draft.content, draft.score, self.rung if own else "none", **{kinds[self.rung]: own})
            for draft, own in zip(drafts, ids, strict=True)
        ]


class NoOwnTerms:
    """A city that has entered no term: those that ship count."""

    def version(self):
        return 0

    def read(self):
        return 0, ()


def reported(article, engine=None, form=None, checks=CHECKS, terms=None):
    kit = Tools(engine or FakeEngine(), FakeCache(), LanguageCare(), checks, terms=terms)
    form = form or Formats().find("markdown")
    return translate_article(article.encode(), form, (FR,), kit, lambda *_: None)[FR].report


DOUBT = {"doubts[].code", "doubts[].found", "doubts[].message"}


def paths(value, path=""):
    """The keys of a JSON value, dotted; ``[]`` for the items of a list."""
    if isinstance(value, dict):
        return {path} | {each for key, inner in value.items() for each in paths(inner, f"{path}.{key}".lstrip("."))}
    if isinstance(value, list):
        return {each for inner in value for each in paths(inner, f"{path}[]")}
    return {path}


def test_the_documented_keys_are_the_real_keys():
    documented = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    optional = {"differences[]", *DOUBT}  # of this article, which is kept and as it should be
    real = {
        re.sub(
            r"^(attempts)\.[^.]+",
            r"\1.*",
            re.sub(r"^(source\.codes|target\.codes|placement|issues\[\]\.facts)\..+", r"\1.*", path),
        )
        for path in paths(reported(ARTICLE, Misplacing(), terms=Termbase(NoOwnTerms())))
    }
    holders = {path for path in real if any(other.startswith((f"{path}.", f"{path}[")) for other in real)}
    assert sorted(set(documented)) == sorted(documented)
    assert set(documented) - optional == real - (holders - {"source", "target"}) - {""}


def test_an_article_that_is_not_what_it_was_handed_in_as_is_told():
    foreign = "Le conseil municipal se réunit lundi à la mairie et la séance est publique pour tous les habitants."
    report = reported(f"<p>{foreign}</p>\n<p>Venez !</p>", form=Formats().find("text/plain"))
    assert [(doubt["code"], doubt["found"]) for doubt in report["doubts"]] == [
        ("language", "fr"),
        ("format", "text/html"),
    ]
    assert {path for path in paths(report) if path.startswith("doubts[].")} == DOUBT
    assert reported(ARTICLE)["doubts"] == []


def test_links_images_and_blank_lines_are_counted_on_both_sides():
    report = reported(ARTICLE)
    for side in (report["source"], report["target"]):
        assert side["links"] == ["https://bergamo.it"]
        assert side["images"] == ["s.jpg"]
        assert side["blank_lines"] == 2
    assert (report["structure_kept"], report["differences"]) == (True, [])


def test_a_layout_without_blank_lines_reports_none():
    assert "blank_lines" not in reported("<p>Der Rat tagt.</p>\n\n", form=Html())["source"]


def test_plain_text_has_its_blocks_when_its_stretches_are_there_whatever_a_reader_of_german_sees():
    class Numbering(FakeEngine):
        def translate(self, requests):
            number = Draft(Content("2026"), -0.5)  # no word: a reader sees no block
            drafts = super().translate(requests)
            return [number if "Haus" in draft.content.text else draft for draft in drafts]

    article = "Neues Haus in der Stadt\n\nDer Rat tagt am Montag im neuen Rathaus der Stadt.\n"
    report = reported(article, Numbering(), form=Formats().find("text"), checks=())
    assert report["source"]["blocks"] == report["target"]["blocks"]
    assert report["structure_kept"]


def test_plain_text_that_lost_a_stretch_differs():
    class Losing(type(Formats().find("text"))):
        def merge(self, article, targets, language=None):
            return super().merge(article, targets, language).replace(b"\n\n", b"\n")

    article = "Neues Haus in der Stadt\n\nDer Rat tagt am Montag im neuen Rathaus der Stadt.\n"
    assert {"blank_lines", "blocks"} & set(reported(article, form=Losing(), checks=())["differences"])


def test_a_lost_link_is_named_as_a_difference_and_needs_a_person():
    class Losing(Html):
        def outline(self, article):
            return Outline() if "FR " in article.skeleton.original else super().outline(article)

    report = reported('<p>Mehr <a href="/fest">zum Fest</a></p>', form=Losing(), checks=())
    assert (report["ok"], report["structure_kept"], report["differences"]) == (False, False, ["links"])


@pytest.mark.parametrize("rung", ["segment", "phrase"])
def test_codes_are_counted_by_the_rung_that_placed_them(rung):
    engine = Misplacing()
    engine.rung = rung
    report = reported(ARTICLE, engine)
    assert report["codes"] == {"total": 3, "standalone": 1, "alignment": 0, "phrase": 0, "segment": 0, "person": 0} | {
        rung: 3
    }
    assert report["placement"] == {rung: 1}


def test_a_code_that_no_rung_names_was_placed_along_the_alignment():
    assert reported(ARTICLE)["codes"]["alignment"] == 3


def test_numbers_stand_beside_each_other():
    class Miscounting(FakeEngine):
        def translate(self, requests):
            return [
                Draft(
                    Content(
                        *(p.replace("70.000", "7,000 et 9") if isinstance(p, str) else p for p in draft.content.parts)
                    ),
                    draft.score,
                )
                for draft in super().translate(requests)
            ]

    report = reported("Es kamen 12 von 70.000 Gästen.", Miscounting(), checks=())
    assert report["numbers"] == {"total": 2, "kept": 1}
    assert report["per_segment"][0]["numbers"] == [
        {"source": "12", "target": "12", "ok": True},
        {"source": "70.000", "target": None, "ok": False},
        {"source": None, "target": "7,000", "ok": False},
        {"source": None, "target": "9", "ok": False},
    ]


def test_a_segment_tells_what_the_model_was_not_shown():
    report = reported(ARTICLE)
    assert [each["shielded"] for each in report["per_segment"]][-1] == ["https://stadt.de/fest"]


def test_an_issue_about_a_code_says_where_in_the_target_it_stands():
    report = reported("Der **Rat** tagt.", Misplacing(), checks=())
    (issue,) = report["issues"]
    assert issue["message"].startswith("** could not be placed")
    assert (issue["start"], issue["end"]) == (len("FR Der "), len("FR Der Rat"))


def test_an_issue_about_a_shield_says_where_its_text_stands():
    report = reported("Mehr auf https://stadt.de heute.", Misplacing(), checks=())
    (issue,) = report["issues"]
    assert "FR Mehr auf https://stadt.de"[issue["start"] : issue["end"]] == "https://stadt.de"


def test_the_summary_is_one_line_with_what_matters():
    assert summarise(reported(ARTICLE, checks=())) == (
        "fr: 4 blocks, 4 segments, 3 codes (3 alignment), 2 of 2 numbers, structure kept, no issues; to read first: 2, 1, 0"
    )
    assert summarise(reported("Der **Rat** tagt.", Misplacing(), checks=())) == (
        "fr: 1 block, 1 segment, 1 code (1 segment), structure kept, 1 issue: 1 placement; to read first: 0"
    )


def test_a_double_form_that_was_lost_has_its_place_in_the_source():
    (issue,) = [each for each in reported("Alle Bürger*innen kommen.\n")["issues"] if each["check"] == "genders"]
    assert "Alle Bürger*innen kommen."[issue["source_start"] : issue["source_end"]] == "Bürger*innen"
    assert (issue["start"], issue["severity"]) == (None, "minor")
