import re
from pathlib import Path

import pytest

from service.web import create_app
from tests.applications import application_with_fake_engine
from tests.reference import PAGES

PARAMETER = re.compile(r"<(?:\w+:)?\w+>")
ROOT = Path(__file__).parents[2]
PAGES_WITH_LINKS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_reference_pages_say_what_the_code_says(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run: python -m tests.reference"


def test_every_route_is_documented_and_every_documented_route_exists(tmp_path):
    rules = create_app(application_with_fake_engine(tmp_path)).url_map.iter_rules()
    routes = [
        f"{method} {PARAMETER.sub('{}', rule.rule)}"
        for rule in rules
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    ]
    pages = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("api.md", "pages.md"))
    documented = re.findall(r"^### `(\w+ /\S*)`", pages, re.MULTILINE)
    assert sorted(re.sub(r"{\w+}", "{}", each) for each in documented) == sorted(routes)


@pytest.mark.parametrize("page", PAGES_WITH_LINKS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link


def test_make_targets_named_in_the_readme_exist():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert (
        set(re.findall(r"^    make ([\w-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
        <= targets
    )


def test_every_benchmark_stands_in_the_list_of_benchmarks():
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    programs = [file.name for file in (ROOT / "benchmarks").glob("*.py") if "argparse" in file.read_text("utf-8")]
    assert programs
    assert [name for name in sorted(programs) if f"`benchmarks/{name}" not in page] == []
