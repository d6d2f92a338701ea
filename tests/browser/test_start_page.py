import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")], ids=["desktop", "phone"])
def test_the_start_page_fits_the_screen_and_loads_nothing_from_elsewhere(window, width, scheme):
    with window(width, scheme) as opened:
        opened.go("/")
        assert opened.page.get_by_role("status").inner_text() == "Bereit zum Übersetzen."
        assert opened.page.get_by_role("row").count() == 3
        opened.inspect()
