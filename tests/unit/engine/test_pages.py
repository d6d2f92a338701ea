"""HTML through extraction, placement and merge: what a page may do inside a sentence, with alignments that a person wrote."""

from dataclasses import dataclass, field

import pytest

from service.domain.language import Language
from service.engine.codes import place_codes
from service.engine.spans import strip_codes
from service.formats.html import Html
from tests.unit.engine.placement_examples import PAGES, align, read_blocks


@dataclass
class Page:
    rule: str
    source: list[str] = field(default_factory=list)
    blocks: list[list[str]] = field(default_factory=list)  # translation and links
    wanted: list[str] = field(default_factory=list)


def read_page(lines: list[str]) -> Page:
    page = Page(lines[0].removeprefix("= "))
    for line in lines[1:]:
        kind, _, text = line.partition(" ")
        if kind == "de":
            page.source.append(text)
        elif kind == "out":
            page.wanted.append(text)
        elif kind == "fr":
            page.blocks.append([text])
        else:
            page.blocks[-1].append(line)
    return page


@pytest.mark.parametrize("page", [*map(read_page, read_blocks(PAGES))], ids=lambda page: page.rule)
def test_a_page_comes_back_with_its_codes_in_place(page):
    article = Html().extract("\n".join(page.source).encode())
    targets = {}
    for index, (unit, (target, links)) in enumerate(zip(article.units, page.blocks, strict=True)):
        alignment = align(strip_codes(unit.content).text, target, links)
        targets[index] = place_codes(unit.content, target, alignment, Language.FRENCH).content

    assert Html().merge(article, targets).decode() == "\n".join(page.wanted)
