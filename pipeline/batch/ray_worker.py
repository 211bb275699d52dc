"""What runs on the nodes of a Ray cluster: a pipeline that stays loaded and answers windows.

Only names of this package go over the wire, by reference, so that every node needs puntos installed; `identify_code`
is how a node with another puntos is found out before its briefs are taken.
"""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.batch.executor import Outcome, Window
from pipeline.batch.local import answer
from pipeline.batch.memory import give_back
from pipeline.batch.work import Maker, OpenMaker
from pipeline.errors import ConfigurationError, PuntosError

if TYPE_CHECKING:
    from pipeline.settings import Settings

_PACKAGE: Final = Path(__file__).parents[1]
# What decides an output beside puntos itself; weights are in the pipeline's signature.
_LIBRARIES: Final = ("ctranslate2", "ftfy", "sentencepiece")
_APART: Final = ("__pycache__", "models")


@dataclass(frozen=True, slots=True)
class Opened:
    """A worker that is there, or why it cannot work. `node` is Ray's id of its node, `host` the machine's name."""

    node: str
    host: str
    notes: tuple[str, ...]
    error: PuntosError | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a window, and what a person should know beside it."""

    outcome: Outcome
    notes: tuple[str, ...]


class RayWorker:
    """The actor: opened once, then given windows, one at a time.

    It compares what `identify` says on its node with `expected`, which the driver got from the same function.
    """

    def __init__(self, open_maker: OpenMaker, identify: Callable[[], str], expected: str) -> None:
        self._open_maker = open_maker
        self._identify = identify
        self._expected = expected
        self._stack = ExitStack()
        self._maker: Maker | None = None
        self._notes: list[str] = []

    def open(self) -> Opened:
        """Load what the work needs; an error of puntos is returned, for it is not to end the worker."""
        import ray

        node, host = ray.get_runtime_context().get_node_id(), socket.gethostname()
        error: PuntosError | None = None
        try:
            found = self._identify()
            if found != self._expected:
                error = ConfigurationError(
                    f"{host}: the node has another puntos than the driver ({_differences(self._expected, found)}); "
                    "install the same version, model and glossary on every node"
                )
            else:
                self._maker = self._stack.enter_context(self._open_maker(self._notes.append))
        except PuntosError as cause:
            error = type(cause)(f"{host}: {cause}")
        return Opened(node, host, self._take_notes(), error)

    def do(self, window: Window) -> Answered:
        """Return what came of a window; its seconds are those of the work, without the way here and back."""
        assert self._maker is not None
        started_s = time.monotonic()
        outcome = answer(self._maker, window)
        seconds = time.monotonic() - started_s
        give_back()
        return Answered(replace(outcome, seconds=seconds), self._take_notes())

    def close(self) -> tuple[str, ...]:
        """Write what the cache holds back and free the model."""
        self._stack.close()
        return self._take_notes()

    def _take_notes(self) -> tuple[str, ...]:
        notes = tuple(self._notes)
        self._notes.clear()
        return notes


def identify_pipeline(settings: Settings) -> str:
    """Return the signature of the pipeline that `settings` name here, with that of the code; raises its errors."""
    from pipeline.pipeline import Pipeline

    with Pipeline.open(replace(settings, cache=None)) as pipeline:
        return f"{pipeline.signature}|{identify_code()}"


def identify_code() -> str:
    """Return what tells one installed puntos from another: a digest of its files, and the libraries beside it.

    A version number alone would not do: between releases it stands still while the code changes.
    """
    digest = hashlib.sha256()
    for path in sorted(_files(_PACKAGE)):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return "|".join([f"code:{digest.hexdigest()[:12]}", *(f"{name}:{version(name)}" for name in _LIBRARIES)])


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of the package's code and rules, without weights and what Python compiled."""
    for path in folder.iterdir():
        if path.is_file():
            yield path
        elif path.name not in _APART or path.joinpath("__init__.py").is_file():
            yield from _files(path)


def _differences(expected: str, found: str) -> str:
    """Say which parts of two signatures differ.

    >>> _differences("puntos:1.0|model:a|beam:4", "puntos:1.1|model:a|beam:4")
    'puntos:1.0 there is puntos:1.1'
    """
    ours, theirs = expected.split("|"), found.split("|")
    if len(ours) != len(theirs):
        return f"{expected} there is {found}"
    pairs = zip(ours, theirs, strict=True)
    return ", ".join(f"{mine} there is {other}" for mine, other in pairs if mine != other)
