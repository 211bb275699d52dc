"""`puntos run`: the brief of one story or several."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.inputs import SOME_FAILED, STANDARD_INPUT, load_bytes
from pipeline.cli.options import debug_option, pipeline_options, quiet_option, say
from pipeline.errors import ConfigurationError, OutputError, PuntosError, UnusableInputError
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.story import Brief, Story
    from pipeline.write import Format, Only

FORMATS: tuple[Format, ...] = ("md", "txt", "json", "html")


@click.command()
@click.argument("stories", nargs=-1, required=True, metavar="STORY...")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    help="Where the briefs go: a file for one story, a folder for several. [default: standard output]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How the brief is written. [default: by the ending of FILE, else md]",
)
@click.option("--only", type=click.Choice(["all", "draft", "bullets"]), default="all", help="Leave out the rest.")
@click.option("--side-by-side", is_flag=True, help="Show the Spanish beside the English, sentence by sentence.")
@click.option("--force", is_flag=True, help="Go on with a story that does not seem to be Spanish.")
@pipeline_options
@quiet_option
@debug_option
def run(
    stories: tuple[str, ...],
    output: str | None,
    format_: Format | None,
    only: Only,
    side_by_side: bool,
    force: bool,
    settings: Settings,
) -> None:
    """Make the English brief of each Spanish STORY: a path, or - for standard input.

    The brief has the headline, the story's own key points as bullets, and the draft, with a flag beside every sentence
    that should not be trusted.
    """
    from pipeline.pipeline import Pipeline
    from pipeline.write import render

    target = _Target.choose(output, format_, len(stories))
    failures: list[PuntosError] = []
    read: list[Story] = []
    with Pipeline.open(replace(settings, force=force), report=say) as pipeline:
        for name in stories:
            try:
                read.append(pipeline.read(load_bytes(name), name))
            except UnusableInputError as error:
                failures.append(error)
                click.echo(f"puntos: {error}", err=True)
        briefs = pipeline.run_stories(read) if read else []
    for brief in briefs:
        target.put(brief, render(brief, target.format, only=only, side_by_side=side_by_side))
    if failures:
        sys.exit(SOME_FAILED if briefs else failures[0].exit_code)


class _Target:
    """Where briefs go and in which format."""

    def __init__(self, format_: Format, folder: Path | None, file: Path | None) -> None:
        self.format = format_
        self._folder = folder
        self._file = file
        self._taken: set[Path] = set()
        self._printed = False

    @classmethod
    def choose(cls, output: str | None, format_: Format | None, count: int) -> _Target:
        """Decide by what the user said; raises ConfigurationError where it cannot be done."""
        if output is None:
            if count > 1 and format_ == "html":
                raise ConfigurationError("several stories as one html page cannot be; name a folder: -o DIR")
            return cls(format_ or "md", None, None)
        path = Path(output)
        if path.is_dir() or output.endswith("/"):
            return cls(format_ or "md", path, None)
        if count > 1:
            raise ConfigurationError(
                f"{output} is one file but {count} stories were given; name a folder: -o {output}/"
            )
        ending = path.suffix.removeprefix(".").lower()
        return cls(format_ or _by_ending(ending), None, path)

    def put(self, brief: Brief, text: str) -> None:
        """Write one brief; raises OutputError."""
        from pipeline.write import write_text

        if self._file is not None:
            write_text(self._file, text)
        elif self._folder is not None:
            write_text(self._free_name(brief.name), text)
        else:
            separator = "\n---\n\n" if self._printed and self.format in ("md", "txt") else ""
            click.echo(separator + text.rstrip("\n"))
            self._printed = True

    def _free_name(self, story: str) -> Path:
        """Return a path in the folder; two stories of the same file name do not overwrite each other."""
        assert self._folder is not None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self._folder}: {error.strerror}; name another folder with -o") from error
        stem = "story" if story == STANDARD_INPUT else Path(story).stem
        path = self._folder / f"{stem}.{self.format}"
        number = 2
        while path in self._taken:
            path = self._folder / f"{stem}-{number}.{self.format}"
            number += 1
        self._taken.add(path)
        return path


def _by_ending(ending: str) -> Format:
    return next((known for known in FORMATS if known == ending), "md")
