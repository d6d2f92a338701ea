"""A served Gemello with the tiny packages, and a real Chromium to look at it with."""

import shutil
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.fixtures import install_fixture_packages
from tests.integration.serving import Served

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Window:
    """A window of a browser, and what went wrong in it."""

    def __init__(self, page, home, width):
        self.page, self.home, self.width = page, home, width
        self.trouble = []  # console errors, refusals of the content security policy, failures of scripts
        self.asked = []  # every address asked for
        page.on("console", lambda told: told.type == "error" and self.trouble.append(told.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def go(self, path):
        self.page.goto(f"{self.home}{path}")

    def sign_in(self, token):
        self.go("/sign-in")
        self.page.get_by_label("Zugangsschlüssel").fill(token)
        self.page.get_by_role("button", name="Anmelden").click()
        self.page.wait_for_url("**/articles")

    def inspect(self):
        """The page at hand fits the window, is accessible, and asked for nothing elsewhere."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
        violations = Axe().run(self.page, options=STANDARD).response["violations"]
        told = [(each["id"], node["html"], node["failureSummary"]) for each in violations for node in each["nodes"]]
        assert told == [], self.page.url
        assert all(url.startswith(self.home) for url in self.asked)
        assert self.trouble == []


@pytest.fixture(scope="module")
def gemello(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    install_fixture_packages(data / "packages")
    with Served(data, GEMELLO_TOWNS="fr=Montbéliard,it=Bergamo") as served:
        yield served


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def window(gemello, browser):
    """Opens windows: `with window(width=360, scheme="dark") as window`."""

    @contextmanager
    def opened(width=1280, scheme="light", **options):
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="de-DE", **options)
        yield Window(context.new_page(), f"http://127.0.0.1:{gemello.port}", width)
        context.close()

    return opened
