"""The page of a finished translation: report, segments, what a person may do to it; refuses to do it."""

from flask import render_template

from service.domain.records import Rendering, StoredTranslation, TokenRole
from service.web.current import caller, gemello
from service.web.disclosure import disclosure
from service.web.pages.editing import Edit
from service.web.pages.offers import find_offers
from service.web.pages.report import view_report
from service.web.pages.side_by_side import list_packages, pair_segments


def show_review(found: StoredTranslation, rendering: Rendering, edit: Edit | None = None) -> str:
    """The page, with one segment open for rewriting if `edit` says so, else with the memory's offers at each."""
    approval = gemello().desk.approval(found)
    may_edit = caller().role is TokenRole.EDITOR and approval is None
    report, pairs = view_report(rendering.report), pair_segments(rendering)
    return render_template(
        "translation.html",
        article=gemello().articles.get(found.article),
        found=found,
        edit=edit,
        offers=find_offers(found, rendering, None) if may_edit and edit is None else {},
        approval=approval,
        acts=gemello().desk.reviews.list(found.article, found.language),
        disclosure=disclosure(found),
        report=report,
        first=[each for each in report.first if pairs[each.segment].waits and approval is None],
        pairs=pairs,
        packages=list_packages(rendering),
    )
