"""The options that several commands share, and the settings made of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from pipeline.settings import DEFAULT_MODEL, ComputeType, Decoding, Engine, Settings

Result = TypeVar("Result")

_DEBUG = "puntos.debug"
_QUIET = "puntos.quiet"


def _remember(key: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def callback(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        context.meta[key] = value or context.meta.get(key, False)

    return callback


debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, callback=_remember(_DEBUG), help="Show the traceback of an error."
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=_remember(_QUIET), help="Say nothing but errors."
)


def wants_traceback(context: click.Context) -> bool:
    """Whether the user asked for ``--debug``, before or after the command's name."""
    return bool(context.meta.get(_DEBUG, False))


def say(message: str) -> None:
    """Print a line for people on standard error, unless the user asked for quiet."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(_QUIET, False):
        click.echo(message, err=True)


def default_cache() -> Path:
    """Where the cache of model outputs lies when the user names no other place."""
    import platformdirs

    return platformdirs.user_cache_path("puntos") / "cache.sqlite3"


def cache_place(named: str | None) -> Path | str:
    """Turn what the user gave for ``--cache`` into a path or a database address."""
    if named is None:
        return default_cache()
    return named if named.startswith(("postgresql://", "postgres://")) else Path(named)


cache_option = click.option(
    "--cache",
    metavar="PATH|URL",
    envvar="PUNTOS_CACHE",
    help="Where model outputs are kept: a file, or a postgresql:// address.",
)

_OPTIONS = (
    click.option("-m", "--model", default=DEFAULT_MODEL, show_default=True, help="A model's name, or its folder."),
    click.option(
        "--engine",
        type=click.Choice(["ctranslate2", "transformers"]),
        default="ctranslate2",
        show_default=True,
        help="What runs the model; transformers is the slow reference.",
    ),
    click.option(
        "--compute-type",
        type=click.Choice(["int8", "float32"]),
        help="The engine's arithmetic. [default: int8 for ctranslate2, float32 for transformers]",
    ),
    click.option("--beam", type=click.IntRange(1, 64), default=4, show_default=True, help="Width of the search."),
    click.option("--fast", is_flag=True, help="Greedy search: quicker, a little worse."),
    click.option("--no-redecode", is_flag=True, help="Do not try suspicious sentences again."),
    click.option(
        "--bullets",
        type=click.IntRange(1, 50),
        help="How many bullets to choose where a story has no key points. [default: 3 to 6]",
    ),
    click.option(
        "--glossary",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Terms to keep: CSV `source,target[,note]`, or TBX.",
    ),
    cache_option,
    click.option("--no-cache", is_flag=True, help="Keep no model outputs and use none."),
    click.option("--threads", type=click.IntRange(0), default=0, help="Processors to use. [default: all]"),
)


def pipeline_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Give `command` the options that decide what a run gives, handed to it as one argument `settings`."""

    @functools.wraps(command)
    def wrapped(
        *args: object,
        model: str,
        engine: Engine,
        compute_type: ComputeType | None,
        beam: int,
        fast: bool,
        no_redecode: bool,
        bullets: int | None,
        glossary: Path | None,
        cache: str | None,
        no_cache: bool,
        threads: int,
        **others: object,
    ) -> Result:
        settings = Settings(
            model=model,
            engine=engine,
            compute_type=compute_type or ("int8" if engine == "ctranslate2" else "float32"),
            decoding=Decoding(beam_size=1 if fast else beam),
            redecode=not no_redecode,
            bullets=bullets,
            glossary=glossary,
            cache=None if no_cache else cache_place(cache),
            threads=threads,
        )
        return command(*args, settings=settings, **others)

    decorated: Callable[..., Result] = wrapped
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
