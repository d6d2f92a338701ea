"""The marked sentences that placement is measured on, and the measure itself."""

import pytest

from benchmarks.marked import count_right, find_faults, mark, read_examples, show, without_codes


def test_every_marked_sentence_keeps_the_rules_of_the_notation():
    examples = read_examples()
    assert len(examples) >= 300
    assert {example.language for example in examples} == {"fr", "it"}
    assert all(not find_faults(example.source, example.wanted) for example in examples)


def test_an_entry_that_loses_a_code_is_refused_by_name(tmp_path):
    (tmp_path / "links.txt").write_text("de Der <a>Rat</a>.\nfr Le conseil.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"links\.txt 1 fr"):
        read_examples(tmp_path)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Le formulaire est sur <url/>.", "Le formulaire est sur."),
        ("<img/> Accès <br/>en bus", "Accès en bus"),
        ("Est-elle sûre<fn/> ?", "Est-elle sûre ?"),
        ("le site (<url/>) est <b>neuf</b>", "le site () est neuf"),
        ("de <name1/> à <name2/>.", "de à."),
    ],
)
def test_the_translation_is_given_as_a_model_writes_it_that_sees_no_codes(marked, plain):
    assert without_codes(marked) == plain


def test_a_code_is_right_when_both_its_ends_are():
    wanted = mark("Le <b>conseil</b> siège<fn/>.")
    assert count_right(wanted, wanted) == 2
    assert count_right(mark("Le <b>conseil siège</b><fn/>."), wanted) == 1
    assert count_right(mark("Le conseil siège."), wanted) == 0
    assert show(wanted) == "Le <b>conseil</b> siège<fn/>."


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("Le conseil.", "lost"),
        ("Le <b><i>conseil</b></i>.", "crossed"),
        ("Le con<b>s</b><i>eil</i>.", "word cut"),
        ("Le<b> conseil</b><i></i>.", "blank inside"),
    ],
)
def test_faults_are_found_whatever_the_right_place_is(target, fault):
    source = mark("Der <b>Rat</b> <i>tagt</i>.")
    ids = {"b": 1, "i": 2}
    assert fault in find_faults(source, mark(target, ids))
