"""Whether a model's files are the ones that they should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.models.catalogue import Model
from pipeline.models.files import decisive_files, sha256_file
from pipeline.models.provenance import read_provenance

State = Literal["ok", "missing", "damaged", "unlisted"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found about a model: a state for each file, and what its configuration contradicts."""

    files: dict[str, State]
    contradictions: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the model is whole; a user's own directory has nothing to compare with and is taken as it is."""
        return not self.contradictions and all(state in {"ok", "unlisted"} for state in self.files.values())


def verify_model(model: Model) -> Verification:
    """Hash every file of a model and compare with models.yaml, or for a hub's with what was recorded at the fetch.

    Raises ModelMissingError where the model is not on disk.
    """
    model.check_present()
    expected = {**read_provenance(model.directory), **{name: sha for name, sha in model.files.items() if sha}}
    states: dict[str, State] = {}
    for name in sorted({*expected, *(name for name in model.files if model.kind == "embedded")}):
        path = model.directory / name
        if not path.is_file():
            states[name] = "missing"
        else:
            states[name] = "ok" if sha256_file(path) == expected.get(name) else "damaged"
    for name in decisive_files(model.directory):
        states.setdefault(name, "unlisted")
    return Verification(states, tuple(model.contradictions()))
