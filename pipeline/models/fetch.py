"""A model fetched from a hub: the one place that touches the network."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigurationError, ModelFetchError
from pipeline.models.catalogue import Model
from pipeline.models.files import missing_files, sha256_file
from pipeline.models.provenance import write_provenance

_SHA256_DIGITS: Final = 64


def fetch_model(model: Model, report: Callable[[str], None], *, again: bool = False) -> Path:
    """Fetch a hub model's files, check each, and put them in place whole; return where they lie.

    The hub is the one that HF_ENDPOINT names, or Hugging Face's. Each file is held against the SHA-256 in models.yaml,
    or, where none stands there, against the hub's own checksum. The fetch after one that broke off keeps the files that
    are whole. With `again` a model that is there is fetched anew. Raises ModelFetchError, and ConfigurationError for a
    model that is not from a hub.
    """
    if model.repository is None or model.revision is None:
        raise ConfigurationError(f"{model.name}: the model is not from a hub; there is nothing to fetch")
    if model.is_present and not again:
        report(f"{model.name}: is here already, in {model.directory}; `puntos models verify {model.name}` checks it")
        return model.directory
    partial = model.directory.with_name(f"{model.directory.name}.partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        digests = {
            name: _fetch_file(model, model.repository, model.revision, name, partial, report) for name in model.files
        }
        if missing := missing_files(partial):
            raise ModelFetchError(f"{model.name}: {model.repository} lacks {', '.join(missing)}")
        write_provenance(partial, model.repository, model.revision, digests)
        shutil.rmtree(partial / ".cache", ignore_errors=True)
        _check_config(model, partial)
        if model.directory.exists():
            shutil.rmtree(model.directory)
        os.replace(partial, model.directory)  # noqa: PTH105 - the whole folder at once
    except OSError as error:
        raise ModelFetchError(
            f"{model.name}: cannot be stored in {partial}: {error}; nothing else was changed"
        ) from error
    return model.directory


def _fetch_file(
    model: Model, repository: str, revision: str, name: str, folder: Path, report: Callable[[str], None]
) -> str:
    """Fetch one file into `folder` unless it is there whole; return its SHA-256."""
    os.environ.setdefault("HF_HUB_DISABLE_XET", "1")  # plain HTTP, which any mirror speaks
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from huggingface_hub import get_hf_file_metadata, hf_hub_download, hf_hub_url
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
    except ImportError as error:
        raise ConfigurationError("fetching needs huggingface_hub: pip install 'puntos[transformers]'") from error

    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)  # what went wrong is told by the error
    endpoint = os.environ.get("HF_ENDPOINT")
    report(f"{model.name}: {name}")
    try:
        metadata = get_hf_file_metadata(hf_hub_url(repository, name, revision=revision, endpoint=endpoint))
        path = Path(hf_hub_download(repository, name, revision=revision, local_dir=folder, endpoint=endpoint))
    except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError, TimeoutError) as error:
        raise ModelFetchError(
            f"{model.name}: {name} cannot be fetched from {repository}: {_first_line(error)}; "
            f"`puntos models fetch {model.name}` keeps what is whole and fetches the rest"
        ) from error
    except OSError:
        raise  # the disk's
    except Exception as error:  # the network library under huggingface_hub has changed twice; all it raises is this
        raise ModelFetchError(
            f"{model.name}: {name} came broken: {_first_line(error)}; "
            f"`puntos models fetch {model.name}` keeps what is whole and fetches the rest"
        ) from error
    digest = sha256_file(path)
    _check_digest(model, name, path, digest, metadata.etag)
    return digest


def _check_digest(model: Model, name: str, path: Path, digest: str, etag: str | None) -> None:
    """Remove a file that is not the one that models.yaml or the hub describes, and raise ModelFetchError."""
    expected = model.files.get(name)
    if expected:
        whole = digest == expected
    elif etag and len(etag) == _SHA256_DIGITS:
        whole = digest == etag
    else:
        # Small files carry git's name for their content in place of a SHA-256.
        whole = not etag or etag == _git_sha1(path)
    if not whole:
        path.unlink()
        raise ModelFetchError(
            f"{model.name}: {name} has SHA-256 {digest}, which is not the one expected; it was removed. "
            "The hub or a proxy gave another file: fetch again, or ask who keeps the mirror"
        )


def _check_config(model: Model, folder: Path) -> None:
    if contradictions := model.contradictions(folder):
        raise ModelFetchError(f"{model.name}: not the model that models.yaml describes: {'; '.join(contradictions)}")


def _git_sha1(path: Path) -> str:
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
