import pytest

from service.domain.content import Content
from service.domain.double_form import DoubleForm
from service.domain.issue import Severity
from service.domain.language import TARGETS, Language
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.language_care import LanguageCare
from service.quality.genders import check_genders
from service.quality.person_nouns import _read_entries, find_wording, is_pair
from tests.unit.quality.gender_examples import FILES, count_findings, find_issues, read_sentences

ROWS = [row for name in FILES for row in read_sentences(name)]


@pytest.mark.parametrize(("language", "source", "target", "expected"), ROWS, ids=lambda value: value[:40])
def test_both_genders_are_asked_for_where_the_source_names_both(language, source, target, expected):
    issues = find_issues(language, source, target)
    if expected == "ok":
        assert issues == []
    else:
        assert issues
        assert expected in issues[0].message


@pytest.mark.parametrize("name", FILES)
def test_half_of_the_sentences_are_right_and_few_are_judged_wrongly(name):
    rows, count = read_sentences(name), count_findings(name)
    assert 0.4 <= sum(row[-1] == "ok" for row in rows) / len(rows) <= 0.6
    assert count.right >= 0.95 * (count.right + count.missed)
    assert count.false <= 0.05 * count.total


def test_an_issue_tells_its_place_in_source_and_target():
    source, target = "Alle Bürger*innen kommen.", "Tous les citoyens viennent."
    (issue,) = find_issues("fr", source, target)
    assert target[issue.start : issue.end] == "citoyens"
    assert source[issue.source_start : issue.source_end] == "Bürger*innen"


@pytest.mark.parametrize("policy", [GenderPolicy.EPICENE, GenderPolicy.MASCULINE])
def test_no_other_policy_asks_for_both_genders(policy):
    care = LanguageCare(policies=dict.fromkeys(TARGETS, policy))
    for language, source, target, _ in ROWS:
        assert find_issues(language, source, target, care) == []


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("Les citoyens viennent.", Severity.MINOR),
        ("Les citoyennes viennent.", Severity.MAJOR),
        ("Les citoyens et les citoyens viennent.", Severity.MAJOR),
        ("Ils viennent.", Severity.MINOR),
    ],
)
def test_the_masculine_alone_is_lighter_than_people_left_out(target, severity):
    assert [issue.severity for issue in find_issues("fr", "Die Bürger*innen kommen.", target)] == [severity]


@pytest.mark.parametrize("written", ["citoyen·ne·s", "citoyen.ne.s", "citoyen(ne)s", "citoyen-ne-s", "citoyen/ne/s"])
def test_a_short_form_names_both_genders(written):
    both = [DoubleForm("Bürgerinnen und Bürger", "bürger", 0, 12)]
    assert check_genders(both, Content(f"Les {written} viennent."), Language.FRENCH) == []


def test_one_word_that_means_all_answers_one_double_form():
    source = "Die Gärtner*innen und die Bäcker*innen kommen."
    assert len(find_issues("fr", source, "Les gens et les autres viennent.")) == 1
    assert find_issues("fr", source, "Les gens et le personnel viennent.") == []


def test_an_empty_target_is_left_to_its_own_check():
    assert find_issues("fr", "Alle Bürger*innen kommen.", "") == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "directrices", "directeurs"),
        ("fr", "citoyenne", "citoyen"),
        ("fr", "cuisinières", "cuisiniers"),
        ("fr", "sportives", "sportifs"),
        ("fr", "provinciales", "provinciaux"),
        ("it", "lettrici", "lettori"),
        ("it", "cittadina", "cittadino"),
        ("it", "colleghe", "colleghi"),
        ("it", "amiche", "amici"),
        ("it", "giornaliste", "giornalisti"),
        ("it", "studentessa", "studente"),
    ],
)
def test_feminine_and_masculine_are_paired_by_their_endings(language, one, other):
    code = Language.parse(language)
    assert is_pair(one, other, code)
    assert not is_pair(other, one, code)
    assert not is_pair(one, one, code)


@pytest.mark.parametrize("language", TARGETS)
def test_every_listed_noun_has_forms_of_both_genders(language):
    for persons in _read_entries():
        wording = find_wording(persons, language)
        assert wording.nouns or wording.meaning_all
        assert [noun for noun in wording.nouns if not (noun.feminine and noun.masculine)] == []
