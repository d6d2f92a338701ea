from tests.unit.linguistics.language_page import PAGE, write_page


def test_the_language_page_says_what_the_rules_do():
    assert PAGE.read_text(encoding="utf-8") == write_page()
