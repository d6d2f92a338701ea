import re

import pytest

from tests.unit.linguistics.article_examples import (
    ARTICLES,
    BY_HAND,
    NAMES,
    golden,
    read_drafts,
    read_passages,
    sources,
)


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_prepared_and_finished_as_its_golden_file_says(name):
    assert golden(name) == (ARTICLES / f"{name}.golden.txt").read_text(encoding="utf-8"), (
        "run: python -m tests.unit.linguistics.article_examples --packages DIRECTORY"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_segment_of_an_article_has_a_draft_in_every_language_and_no_draft_is_of_another(name):
    assert {(row.language, row.source) for row in read_drafts(name)} == sources(name)


@pytest.mark.parametrize("name", NAMES)
def test_drafts_say_who_wrote_them_and_some_are_as_a_good_model_would_answer(name):
    assert {row.drafted_by.split()[0] for row in read_drafts(name)} <= {"starter", "wording", BY_HAND.split()[0]}
    assert any(row.drafted_by == BY_HAND for row in read_drafts(name))
    assert any(row.drafted_by.startswith("starter ") for row in read_drafts(name))


@pytest.mark.parametrize("name", NAMES)
def test_what_an_article_hides_from_the_model_stands_in_its_finished_translation(name):
    for each in read_passages(name):
        for hidden in re.findall(r"\{([^{}]*)\}", each.draft):
            assert hidden in each.finished


def test_there_is_an_article_for_every_group_of_rules():
    assert {path.name.split(".")[0] for path in ARTICLES.glob("*.txt")} == set(NAMES)
