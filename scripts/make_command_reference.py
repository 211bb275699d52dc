"""Write docs/commands.md from the commands' own help, so that no option goes undocumented.

usage: python scripts/make_command_reference.py
"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import puntos

REFERENCE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Every command and option, as `--help` prints them. Exit codes are in docs/architecture.md.
"""


def sections(command: click.Command, context: click.Context) -> list[str]:
    """Return a section of Markdown for a command and, after it, one for each of its own commands."""
    found = [f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                found += sections(below, click.Context(below, info_name=name, parent=context, max_content_width=100))
    return found


def reference() -> str:
    """Return the text of docs/commands.md."""
    context = click.Context(puntos, info_name="puntos", terminal_width=100, **puntos.context_settings)
    return "\n".join([HEAD, *sections(puntos, context)])


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
