"""The page of a finished translation: report, segments, what a person may do to it; refuses to do it."""

from dataclasses import dataclass

from flask import render_template

from service.domain.notation import list_codes, write_notation
from service.domain.records import Rendering, StoredTranslation
from service.web.current import gemello
from service.web.disclosure import disclosure
from service.web.pages.report import view_report
from service.web.pages.side_by_side import list_packages, pair_segments


@dataclass(frozen=True, slots=True)
class Edit:
    """One segment in the editor's hands."""

    number: int  # from 0
    text: str  # in notation, as it stands or as it was typed
    codes: tuple[str, ...]  # those of its source, each to be written once
    seen: str  # ETag of the translation it was read in
    problem: str = ""  # why it was not taken


def begin_edit(found: StoredTranslation, rendering: Rendering, number: int | None) -> Edit | None:
    """The segment with that number to be rewritten; None if there is none."""
    if number is None or not 0 <= number < len(rendering.segments):
        return None
    segment = rendering.segments[number]
    codes = tuple(list_codes(write_notation(segment.source, segment.source)))
    return Edit(number, write_notation(segment.target.content, segment.source), codes, found.etag or "")


def show_review(found: StoredTranslation, rendering: Rendering, edit: Edit | None = None) -> str:
    """The page, with one segment open for rewriting if `edit` says so."""
    approval = gemello().desk.approval(found)
    return render_template(
        "translation.html",
        article=gemello().articles.get(found.article),
        found=found,
        edit=edit,
        approval=approval,
        acts=gemello().desk.reviews.list(found.article, found.language),
        disclosure=disclosure(found),
        report=view_report(rendering.report),
        pairs=pair_segments(rendering),
        packages=list_packages(rendering),
    )
