"""`puntos models`: which models there are, and fetching and verifying them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import debug_option, quiet_option, say

if TYPE_CHECKING:
    from pipeline.models import Model


@click.group()
def models() -> None:
    """List, show, fetch and verify models."""


@models.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
def list_models(as_json: bool) -> None:
    """List the models that puntos knows."""
    from pipeline.models import load_catalogue

    known = load_catalogue().models
    if as_json:
        click.echo(json.dumps([_describe(model) for model in known], ensure_ascii=False, indent=2))
        return
    width = max(len(model.name) for model in known)
    for model in known:
        state = "here" if model.is_present else "not fetched"
        click.echo(f"{model.name:{width}}  {model.kind:8}  {state:11}  {model.licence:18}  {model.good_for}")


@models.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@debug_option
def show(name: str, as_json: bool) -> None:
    """Show all that is known of the model NAME, or of the one in a folder."""
    from pipeline.models import find_model

    description = _describe(find_model(name))
    if as_json:
        click.echo(json.dumps(description, ensure_ascii=False, indent=2))
        return
    for key, value in description.items():
        if isinstance(value, dict):
            click.echo(f"{key}:")
            for file, digest in value.items():
                click.echo(f"  {digest or 'the hub knows the checksum':64}  {file}")
        elif value is not None:
            click.echo(f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}")


@models.command()
@click.argument("name")
@click.option("--again", is_flag=True, help="Fetch a model anew that is here already.")
@quiet_option
@debug_option
def fetch(name: str, again: bool) -> None:
    """Fetch the model NAME from its hub: the only command that uses the network.

    HF_ENDPOINT names another hub, HF_TOKEN a token for it. The fetch after one that broke off keeps the files that are
    whole.
    """
    from pipeline.models import fetch_model, find_model

    click.echo(fetch_model(find_model(name), say, again=again))


@models.command()
@click.argument("names", nargs=-1)
@quiet_option
@debug_option
def verify(names: tuple[str, ...]) -> None:
    """Hash the files of the models NAMES, or of all that are here, and compare."""
    from pipeline.errors import ModelDamagedError
    from pipeline.models import find_model, load_catalogue, verify_model

    chosen = [find_model(name) for name in names] or [model for model in load_catalogue().models if model.is_present]
    damaged = []
    for model in chosen:
        verification = verify_model(model)
        for file, state in verification.files.items():
            click.echo(f"{state:8}  {model.name}/{file}")
        for contradiction in verification.contradictions:
            click.echo(f"{'wrong':8}  {model.name}/{contradiction}")
        if not verification.ok:
            damaged.append(model)
    if damaged:
        remedies = "; ".join(
            f"puntos models fetch --again {model.name}" if model.kind == "hub" else f"restore {model.directory}"
            for model in damaged
        )
        raise ModelDamagedError(f"{', '.join(model.name for model in damaged)}: damaged; mend: {remedies}")


def _describe(model: Model) -> dict[str, object]:
    return {
        "name": model.name,
        "kind": model.kind,
        "present": model.is_present,
        "directory": str(model.directory),
        "languages": list(model.languages),
        "licence": model.licence,
        "description": model.description,
        "good_for": model.good_for,
        "repository": model.repository,
        "revision": model.revision,
        "max_tokens": model.max_tokens,
        "weights_sha256": model.weights_sha256 if model.is_present else None,
        "files": dict(model.files),
    }
