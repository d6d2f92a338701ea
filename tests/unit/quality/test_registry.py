import service.quality
from service.domain.content import Content
from service.domain.language import Language
from service.quality import CHECKS


def test_every_check_has_a_public_title_of_one_line():
    for check in CHECKS:
        title = (check.__doc__ or "").splitlines()[0]
        assert title.endswith(".")
        assert len(title) < 80


def test_a_faithful_translation_raises_no_issue():
    source, target = Content("Die Stadt lädt zum Fest ein."), Content("La città invita alla festa.")
    assert [check(source, target, Language.ITALIAN) for check in CHECKS] == [None] * len(CHECKS)


def test_an_empty_target_is_reported_first():
    issues = [check(Content("Ja."), Content(" "), Language.FRENCH) for check in service.quality.CHECKS]
    assert next(issue for issue in issues if issue).check == "empty"
