import threading

from service.domain.change import Rewriting
from service.domain.content import CodeKind, Content, InlineCode
from service.domain.language import TARGETS, Language
from service.domain.unit import Role
from service.linguistics import language_care
from service.linguistics.gender_policy import GenderPolicy
from service.linguistics.language_care import LanguageCare
from service.linguistics.profiles import FRENCH_EU, ITALIAN_ITALY


def test_the_profile_is_chosen_by_the_constructor():
    draft, source = Content('"Oui" !'), Content("„Ja“!")
    french = LanguageCare(profiles=(FRENCH_EU, ITALIAN_ITALY)).finish(draft, source, Role.PARAGRAPH, Language.FRENCH)
    assert french.content.text == "«Oui»!"


def test_a_language_without_a_profile_stays_as_the_engine_gave_it():
    draft = Content('"Yes" !')
    assert LanguageCare().finish(draft, Content("„Ja“!"), Role.PARAGRAPH, Language.ENGLISH).content == draft


def test_words_in_capitals_that_preparation_leaves_are_recased_for_another_attempt():
    care, code = LanguageCare(), InlineCode(1, CodeKind.STANDALONE, "<br>")
    prepared = care.prepare(
        Content("ACHTUNG", code, ": Der UNESCO-Park bleibt zu."), Role.PARAGRAPH, Language.FRENCH
    ).content
    assert prepared.text == "ACHTUNG: Der UNESCO-Park bleibt zu."
    assert care.recase(prepared).content == Content("Achtung", code, ": Der UNESCO-Park bleibt zu.")
    assert care.recase(Content("Der Rat tagt.")) == Rewriting(Content("Der Rat tagt."))


def test_the_preparation_version_changes_with_any_rule_or_list(tmp_path, monkeypatch):
    import shutil
    from importlib.resources import files

    room = tmp_path / "linguistics"
    shutil.copytree(str(files("service.linguistics")), room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(language_care, "files", lambda _: room)
    before = language_care.digest_rules.__wrapped__()
    assert before == LanguageCare().preparation_version
    with (room / "data" / "persons.tsv").open("a", encoding="utf-8") as entries:
        entries.write("muster\tmuster\tmuster\n")
    assert language_care.digest_rules.__wrapped__() != before


def test_the_rules_of_finishing_do_not_spoil_the_cache_of_drafts():
    assert not {"french", "italian", "quotes", "profiles"} & set(language_care._RULES)


def test_each_language_has_its_own_gender_policy():
    care = LanguageCare(policies={Language.ITALIAN: GenderPolicy.MASCULINE})
    source = Content("Alle Bürger*innen")
    french, italian = (care.prepare(source, Role.PARAGRAPH, language).content.text for language in TARGETS)
    assert (french, italian) == ("Alle Bürgerinnen und Bürger", "Alle Bürger")


def test_many_threads_may_split_at_once():
    text = Content("Der Rat tagt am 3. Mai. Danach gibt es z. B. Kaffee. Ende.")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(LanguageCare().split(text, Role.PARAGRAPH))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) == 5
