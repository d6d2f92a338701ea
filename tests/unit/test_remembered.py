"""What the service remembers between articles is bounded: `cache` without a limit is for the project's own tables."""

import ast
from pathlib import Path

SERVICE = Path(__file__).parents[2] / "service"
OWN = {
    "name",
    "table",
    "names",
    "ending",
    "code",
    "cell",
    "kind",
}  # parameters that take words of the project's own tables


def unbounded(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [
        f"{module.relative_to(SERVICE)}: {function.name}({parameter.arg})"
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(each, ast.Name) and each.id == "cache" for each in function.decorator_list)
        for parameter in function.args.args
        if parameter.arg not in OWN and ast.unparse(parameter.annotation) != "Language"
    ]


def test_no_function_remembers_every_word_that_articles_bring():
    assert [found for module in sorted(SERVICE.rglob("*.py")) for found in unbounded(module)] == []


def test_a_cache_keyed_by_a_text_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.unit.test_remembered.SERVICE", tmp_path)
    (tmp_path / "words.py").write_text("@cache\ndef stem(word: str) -> str: ...\n", encoding="utf-8")
    assert unbounded(tmp_path / "words.py") == ["words.py: stem(word)"]
