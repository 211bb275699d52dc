"""models.yaml: which models there are, and a name or a path turned into one of them."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Final, Literal

from pipeline.errors import ConfigurationError, ModelDamagedError, ModelMissingError, UnknownModelError
from pipeline.models.files import combine_sha256, missing_files, recorded_sha256

Kind = Literal["embedded", "hub", "path"]
_KINDS: Final[Mapping[str, Kind]] = {"embedded": "embedded", "hub": "hub"}

_PACKAGE: Final = Path(str(resources("pipeline")))
_EMBEDDED: Final = _PACKAGE / "data" / "models"
_PATH_MAX_TOKENS: Final = 400
_POSITIONS: Final = 512


@dataclass(frozen=True, slots=True)
class Model:
    """A model: what it is, and where its Hugging Face Marian directory lies.

    `files` gives the SHA-256 of each file, or None where only the hub knows it. `max_tokens` is how many source pieces
    a sentence may have to be translated well, `positions` how many the model can number. `config` is what its
    config.json must say.
    """

    name: str
    kind: Kind
    directory: Path
    languages: tuple[str, ...] = ("es", "en")
    licence: str = "unknown"
    description: str = ""
    good_for: str = ""
    repository: str | None = None
    revision: str | None = None
    max_tokens: int = _PATH_MAX_TOKENS
    positions: int = _POSITIONS
    files: Mapping[str, str | None] = field(default_factory=dict)
    config: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_present(self) -> bool:
        """Whether the files that translation needs are on disk."""
        return not missing_files(self.directory)

    @property
    def weights_sha256(self) -> str:
        """SHA-256 over the checksums of the weights, vocabularies and configuration.

        Raises ModelMissingError where they are not on disk. The embedded model's stand in models.yaml, a fetched or
        user's model is hashed once and again when a file's size or time of change differs.
        """
        self.check_present()
        if self.kind == "embedded":
            return combine_sha256({name: digest for name, digest in self.files.items() if digest})
        try:
            return combine_sha256(recorded_sha256(self.directory, user_data() / "records"))
        except OSError as error:
            raise ModelDamagedError(f"{self.name}: a file in {self.directory} cannot be read: {error}") from error

    def check_config(self) -> None:
        """Raise ModelDamagedError where config.json contradicts models.yaml."""
        if contradictions := self.contradictions():
            raise ModelDamagedError(
                f"{self.name}: not the model that models.yaml describes: {'; '.join(contradictions)}"
            )

    def contradictions(self, directory: Path | None = None) -> list[str]:
        """What the config.json in `directory` says other than models.yaml asserts, a line each."""
        try:
            config = json.loads(((directory or self.directory) / "config.json").read_bytes())
            return [
                f"config.json: {key} is {config.get(key)}, not {value}"
                for key, value in self.config.items()
                if config.get(key) != value
            ]
        except (OSError, ValueError, AttributeError) as error:
            return [f"config.json cannot be read: {error}"]

    def check_present(self) -> None:
        """Raise ModelMissingError where the model is not on disk whole."""
        missing = missing_files(self.directory)
        if not missing:
            return
        if self.kind == "hub":
            raise ModelMissingError(
                f"{self.name}: the model is not on this machine; fetch it once: puntos models fetch {self.name}"
            )
        if self.kind == "embedded":
            raise ModelMissingError(
                f"{self.name}: the package lacks {', '.join(missing)} in {self.directory}; install puntos again"
            )
        raise ModelMissingError(f"{self.directory}: not a Marian model directory: {', '.join(missing)} missing")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models of models.yaml, in its order."""

    models: tuple[Model, ...]

    def __getitem__(self, name: str) -> Model:
        """Return the model called `name`; raises KeyError."""
        return {model.name: model for model in self.models}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the models."""
        return tuple(model.name for model in self.models)


def find_model(name: str) -> Model:
    """Return the model of that name, or the Marian directory of that path; raises UnknownModelError.

    >>> find_model("es-en-tiny").kind
    'embedded'
    """
    catalogue = load_catalogue()
    if name in catalogue.names:
        return catalogue[name]
    path = Path(name).expanduser()
    if path.is_dir():
        return Model(name=path.resolve().name, kind="path", directory=path)
    if os.sep in name:
        raise UnknownModelError(f"{name}: no such model directory; `puntos models list` shows the models")
    close = difflib.get_close_matches(name, catalogue.names, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    raise UnknownModelError(f"{name}: no such model; {hint}`puntos models list` shows the models")


@cache
def load_catalogue() -> Catalogue:
    """Read models.yaml; raises ConfigurationError where it does not say what it must."""
    return read_catalogue(catalogue_path())


def catalogue_path() -> Path:
    """Where models.yaml lies: in the installed package, else at the top of the source tree."""
    installed = _PACKAGE / "models.yaml"
    return installed if installed.is_file() else _PACKAGE.parent / "models.yaml"


def read_catalogue(path: Path) -> Catalogue:
    """Read a models.yaml; raises ConfigurationError where it does not say what it must."""
    import yaml  # here, as help and version need no YAML

    try:
        entries = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["models"]
        return Catalogue(tuple(_read_model(entry) for entry in entries))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(f"{path}: not a list of models as puntos writes it: {error!r}") from error


def _read_model(entry: Mapping[str, object]) -> Model:
    name = str(entry["name"])
    kind = _KINDS.get(str(entry["kind"]))
    if kind is None:
        raise ValueError(f"{name}: kind is {entry['kind']!r}, not one of {', '.join(_KINDS)}")
    engine = _mapping(entry["engine"])
    return Model(
        name=name,
        kind=kind,
        directory=(_EMBEDDED if kind == "embedded" else user_data() / "models") / name,
        languages=tuple(str(language) for language in _list(entry["languages"])),
        licence=str(entry["licence"]),
        description=str(entry["description"]),
        good_for=str(entry["good_for"]),
        repository=str(entry["repository"]) if kind == "hub" else None,
        revision=str(entry["revision"]) if kind == "hub" else None,
        max_tokens=int(str(engine["max_tokens"])),
        positions=int(str(engine["positions"])),
        files={file: None if digest is None else str(digest) for file, digest in _mapping(entry["files"]).items()},
        config={key: int(str(value)) for key, value in _mapping(entry["config"]).items()},
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not a mapping")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return value


def user_data() -> Path:
    """The user's data folder of puntos, where fetched models lie."""
    import platformdirs

    return platformdirs.user_data_path("puntos")


def user_cache() -> Path:
    """The user's cache folder of puntos, where converted models lie, beside the cache of model outputs."""
    import platformdirs

    return platformdirs.user_cache_path("puntos")
