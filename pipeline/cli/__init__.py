"""The command line: `puntos` and its commands, one file each, loaded when they are called."""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import click

from pipeline import __version__
from pipeline.cli.options import debug_option, wants_traceback
from pipeline.errors import PuntosError

# command -> the line that `puntos --help` shows for it; the code is pipeline/cli/<command>.py
COMMANDS = {
    "run": "Make the English brief of Spanish stories.",
    "verify": "Check an English draft from anywhere against its Spanish story.",
    "compare": "Compare English bullets with the source's key points.",
    "batch": "Make the briefs of a night's stories, and a report.",
    "watch": "Make the brief of every story that is dropped into a folder.",
    "evaluate": "Score translations of a test set.",
    "models": "List, show, fetch and verify models.",
    "cache": "Look after the cache of model outputs.",
}
INTERRUPTED = 130
UNFORESEEN = 1


class CommandTable(click.Group):
    """A group whose commands are imported only when they are called, so that help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command, or return None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"pipeline.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; turn what a user can mend into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except PuntosError as error:
            if wants_traceback(ctx):
                traceback.print_exc()
            click.echo(f"puntos: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("puntos: interrupted; what was finished is kept", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away (`| head`): nobody is left to tell. Standard output is replaced so that
            # the interpreter does not fail at its own last flush.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNFORESEEN)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the edge: the one place that tells a bug to a person
            if wants_traceback(ctx):
                traceback.print_exc()
            click.echo(
                f"puntos: unforeseen {type(error).__name__}: {error}\n"
                "This is a bug. Run again with --debug and report what it prints.",
                err=True,
            )
            ctx.exit(UNFORESEEN)


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from pipeline.models import find_model
    from pipeline.settings import DEFAULT_MODEL

    click.echo(f"puntos {__version__} ({DEFAULT_MODEL} {find_model(DEFAULT_MODEL).weights_sha256[:12]})")
    context.exit()


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version, and the embedded model with the hash of its weights.",
)
@debug_option
def puntos() -> None:
    """Spanish wire stories into English drafts and bullet summaries that keep the story's own key points."""


def main() -> None:
    """Run the command line; the entry point of the package."""
    puntos(prog_name="puntos")
