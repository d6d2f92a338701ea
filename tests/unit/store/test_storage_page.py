import re
from pathlib import Path

from service.store.schema import metadata

PAGE = Path(__file__).parents[3] / "docs" / "storage.md"


def test_the_storage_page_names_every_table_and_no_other():
    tables = PAGE.read_text(encoding="utf-8").split("## Tables")[1].split("\n\nIds")[0]
    assert set(re.findall(r"^\| `(\w+)`", tables, re.MULTILINE)) == set(metadata.tables)
