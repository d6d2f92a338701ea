"""One segment in an editor's hands: its field, what the memory offers for it, what is wrong; refuses to save anything."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.domain.notation import list_codes, write_notation
from service.domain.records import Rendering, StoredTranslation
from service.web.pages.offers import Offer, find_offers
from service.web.pages.texts import translate


@dataclass(frozen=True, slots=True)
class Edit:
    """A segment that is open."""

    number: int  # from 0
    text: str  # in notation, as it stands or as it was typed
    codes: tuple[str, ...]  # those of its source, each to be written once
    seen: str  # ETag of the translation it was read in
    problem: str = ""  # why it was not taken
    offers: tuple[Offer, ...] = ()  # of the memory
    taken: bool = False  # the text comes out of the memory and is not saved yet
    replaced: str = ""  # what the editor had typed before that


def begin_edit(found: StoredTranslation, rendering: Rendering, number: int | None) -> Edit | None:
    """The segment with that number to be rewritten; None if there is none."""
    if number is None or not 0 <= number < len(rendering.segments):
        return None
    segment = rendering.segments[number]
    codes = tuple(list_codes(write_notation(segment.source, segment.source)))
    offers = find_offers(found, rendering, number).get(number, ())
    return Edit(number, write_notation(segment.target.content, segment.source), codes, found.etag or "", offers=offers)


def exchange_text(edit: Edit, form: Mapping[str, str]) -> Edit:
    """The segment with the text of the offer `unit` in its field or, without one, with what such a text had `replaced`.

    What the editor had typed into the field is kept beside it; a text that stands elsewhere need not be.
    """
    typed, replaced = (form.get(name, "").replace("\r\n", "\n") for name in ("target", "replaced"))
    edit = replace(edit, seen=form.get("seen", edit.seen))
    offered = {offer.unit: offer.text for offer in edit.offers}
    if "unit" in form and form["unit"] not in offered:
        return replace(edit, text=typed or edit.text, replaced=replaced, problem=translate("match.gone"))
    text = offered[form["unit"]] if "unit" in form else replaced
    elsewhere = {"", edit.text.strip(), *(each.strip() for each in offered.values())}
    kept = replaced if typed.strip() in elsewhere else typed
    return replace(edit, text=text, taken="unit" in form, replaced="" if kept == text else kept)
