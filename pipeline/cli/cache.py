"""`puntos cache`: what the cache of model outputs holds, and looking after it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pipeline.cli.options import cache_option, cache_place, debug_option, quiet_option, say

if TYPE_CHECKING:
    from pipeline.cache import Store

_SECONDS: Final = {"h": 3600, "d": 86_400, "w": 7 * 86_400}
_BYTES: Final = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


def _read_time(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """Read a time in hours, days or weeks as seconds."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)([hdw])", value)
    if not match:
        raise click.BadParameter(f"{value!r} is not a time such as 12h, 30d or 8w")
    return int(match[1]) * _SECONDS[match[2]]


def _read_size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """Read a size in powers of 1000 as bytes."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)\s?([KMG]?B)", value.upper())
    if not match:
        raise click.BadParameter(f"{value!r} is not a size such as 500KB, 200MB or 1GB")
    return int(match[1]) * _BYTES[match[2]]


@click.group()
def cache() -> None:
    """Look after the cache of model outputs."""


@cache.command()
@cache_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
def info(cache: str | None, as_json: bool) -> None:
    """Tell where the cache is, how many sentences it holds and how large it is."""
    with _open(cache) as store:
        known = store.info()
    if as_json:
        fields = ("place", "entries", "size_bytes", "oldest_use", "newest_use")
        click.echo(json.dumps({name: getattr(known, name) for name in fields}, indent=2))
        return
    click.echo(f"place: {known.place}")
    click.echo(f"entries: {known.entries}")
    click.echo(f"size: {known.size_bytes / 1e6:.1f} MB")
    if known.entries:
        click.echo(f"last used: {known.oldest_use} to {known.newest_use}")


@cache.command()
@cache_option
@quiet_option
@debug_option
def verify(cache: str | None) -> None:
    """Read every entry, and remove those that are damaged; a damaged file is set aside."""
    with _open(cache) as store:
        found = store.check()
    for fault in found.faults:
        click.echo(f"fault: {fault}")
    click.echo(f"entries: {found.entries}")
    click.echo(f"damaged and removed: {found.damaged}")


@cache.command()
@cache_option
@click.option(
    "--older-than", metavar="TIME", callback=_read_time, help="Remove what was not used for so long, such as 30d."
)
@click.option(
    "--max-size",
    metavar="SIZE",
    callback=_read_size,
    help="Remove the longest unused until the rest fits, such as 200MB.",
)
@quiet_option
@debug_option
def prune(cache: str | None, older_than: int | None, max_size: int | None) -> None:
    """Remove entries that were not used lately."""
    if older_than is None and max_size is None:
        raise click.UsageError("say what to remove: --older-than 30d, --max-size 200MB, or both")
    with _open(cache) as store:
        click.echo(f"removed: {store.prune(older_than, max_size)}")


@cache.command()
@cache_option
@quiet_option
@debug_option
def clear(cache: str | None) -> None:
    """Remove all entries."""
    with _open(cache) as store:
        click.echo(f"removed: {store.clear()}")


@contextmanager
def _open(named: str | None) -> Iterator[Store]:
    from pipeline.cache import open_store
    from pipeline.errors import CacheError

    place = cache_place(named)
    if isinstance(place, Path) and not place.exists():
        raise CacheError(f"{place}: there is no cache yet; `puntos run` makes it")
    store = open_store(place, say)
    try:
        yield store
    finally:
        store.close()
