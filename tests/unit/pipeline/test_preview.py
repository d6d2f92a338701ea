import pytest

from service.domain.unit import Role
from service.pipeline.preview import CUT_AT_MOST, Mark
from tests.applications import application_with_fake_engine

ARTICLE = """# Neues aus dem Rathaus

Der **Rat** tagt. Mehr unter www.stadt.de/a_b oder 07141/910-2100.

Foto: Stadt Ludwigsburg

---

www.stadt.de
"""


@pytest.fixture
def preview(tmp_path):
    gemello = application_with_fake_engine(tmp_path)
    yield lambda text, media_type="text/markdown": gemello.previews.preview(text.encode(), media_type)
    gemello.close()


def marked(block, mark):
    return [stretch.text for part in (*block.segments, block.kept) for stretch in part if stretch.mark is mark]


def test_blocks_come_in_order_with_their_roles_and_segments(preview):
    understood = preview(ARTICLE)
    assert [block.role for block in understood.blocks[:3]] == [Role.HEADLINE, Role.PARAGRAPH, Role.CAPTION]
    assert [len(block.segments) for block in understood.blocks[:3]] == [1, 2, 1]
    assert understood.cut
    assert understood.segments == sum(len(block.segments) for block in understood.blocks)


def test_codes_and_what_stays_as_it_is_are_told_from_the_words(preview):
    _, paragraph, caption, *_ = preview(ARTICLE).blocks
    assert (marked(paragraph, Mark.OPENING), marked(paragraph, Mark.CLOSING)) == (["**"], ["**"])
    assert marked(paragraph, Mark.KEPT) == ["www.stadt.de/a_b", "07141/910-2100"]
    assert marked(caption, Mark.KEPT) == ["Stadt Ludwigsburg"]


def test_the_stretches_of_a_segment_are_its_text_to_the_letter(preview):
    paragraph = preview(ARTICLE).blocks[1]
    texts = ["".join(stretch.text for stretch in segment) for segment in paragraph.segments]
    assert texts == ["Der **Rat** tagt.", "Mehr unter www.stadt.de/a_b oder 07141/910-2100."]


def test_a_very_long_article_is_shown_by_blocks_without_making_anybody_wait(preview):
    understood = preview("Der Rat tagt. " * (CUT_AT_MOST // 14 + 1), "text/plain")
    assert (understood.cut, understood.segments, len(understood.blocks)) == (False, 0, 1)
    assert understood.blocks[0].kept[0].text.startswith("Der Rat tagt.")
