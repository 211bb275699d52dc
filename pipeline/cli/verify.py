"""`puntos verify`: where not to trust an English draft, whoever made it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.inputs import SOME_FAILED, load_bytes
from pipeline.cli.options import debug_option, pipeline_options, quiet_option, say
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.write import Format


@click.command()
@click.argument("story")
@click.argument("draft")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the result goes. [default: stdout]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["txt", "md", "json", "html"]),
    default="txt",
    show_default=True,
    help="How the result is written; html shows both texts side by side.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="End with exit code 3 where there is a finding as grave as this.",
)
@click.option("--force", is_flag=True, help="Go on with a story that does not seem to be Spanish.")
@pipeline_options
@quiet_option
@debug_option
def verify(
    story: str,
    draft: str,
    output: Path | None,
    format_: Format,
    fail_on: Literal["error", "warning"] | None,
    force: bool,
    settings: Settings,
) -> None:
    """Check an English DRAFT from anywhere against its Spanish STORY, sentence by sentence.

    Either may be - for standard input. The draft is aligned with the story by our own translation of it; sentences
    that are missing, added or told together are said, and every pair goes through the checks of `puntos run`.
    """
    from pipeline.pipeline import Pipeline
    from pipeline.write import render, write_text

    with Pipeline.open(replace(settings, force=force), report=say) as pipeline:
        brief = pipeline.verify_draft(pipeline.read(load_bytes(story), story), load_bytes(draft), draft)
    text = render(brief, format_, side_by_side=True)
    if output is not None:
        write_text(output, text)
    else:
        click.echo(text.rstrip("\n"))
    if fail_on is not None and (brief.count("error") or (fail_on == "warning" and brief.count("warning"))):
        sys.exit(SOME_FAILED)
