"""Writes the reference pages that can be read off the code: `python -m tests.reference` renews them, a test compares."""

from dataclasses import fields
from pathlib import Path

import click

from service.command import main
from service.settings import Settings, variable

DOCS = Path(__file__).parent.parent / "docs"


def settings_page() -> str:
    """docs/settings.md: every setting, its default and its meaning."""
    rows = []
    for each in fields(Settings):
        default = (
            "platform's data directory, e.g. `~/.local/share/gemello`"
            if each.name == "data_dir"
            else f"`{each.default}`"
        )
        rows.append(
            f"| `{variable(each.name)}` | {'' if each.default is None else default} | {each.metadata['meaning']} |"
        )
    head = (
        "# Settings\n\n"
        "Read once, at the start, from environment variables. An unknown `GEMELLO_` variable or a malformed value stops the\n"
        "start with its name. This page is written from the code.\n\n"
        "| variable | default | meaning |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def commands_page() -> str:
    """docs/cli.md: every command with its own help."""
    head = (
        "# Commands\n\n"
        "Exit codes: 0 done, 1 failed, 2 wrong use, 3 done with issues that need a person. `-` reads standard input; results\n"
        "go to standard output, everything else to standard error. This page is written from the code.\n"
    )
    return head + "".join(_sections(main))


def _sections(command: click.Command, parent: click.Context | None = None) -> list[str]:
    context = command.make_context(
        command.name, [], parent, resilient_parsing=True, terminal_width=100, max_content_width=100
    )
    if not isinstance(command, click.Group):
        return [f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"]
    return [page for name in command.list_commands(context) for page in _sections(command.commands[name], context)]


PAGES = {"settings.md": settings_page, "cli.md": commands_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
