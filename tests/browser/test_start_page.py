import shutil

import pytest

from tests.fixtures import install_fixture_packages
from tests.integration.serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDTHS = {"desktop": 1280, "phone": 360}


@pytest.fixture(scope="module")
def gemello(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    install_fixture_packages(data / "packages")
    with Served(data) as served:
        yield served


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_start_page_fits_the_screen_and_loads_nothing_from_elsewhere(gemello, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"http://127.0.0.1:{gemello.port}/")
    assert page.get_by_role("status").inner_text() == "Ready to translate."
    assert page.get_by_role("row").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(f"http://127.0.0.1:{gemello.port}/") for url in asked)
    page.close()
