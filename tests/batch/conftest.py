"""What the batch tests share: a night of real processes with a small piece of work."""

import functools
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.executor import Executor, Outcome, Window
from pipeline.batch.items import Item, Layout, Order, Refusal
from pipeline.batch.local import LocalExecutor, answer
from pipeline.batch.manifest import Entry
from pipeline.batch.night import Night, Plan
from pipeline.batch.quarantine import Record
from pipeline.batch.sources import Selection, find_items
from pipeline.batch.spool import Spool
from pipeline.batch.stop import Stop
from pipeline.batch.tally import Tally
from tests.batch.tiny import TinyMaker, open_tiny


class Notebook:
    """An observer that remembers."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.stems: list[str] = []
        self.on_made: Callable[[], None] = lambda: None

    def begin(self, tally: Tally) -> None: ...

    def made(self, entry: Entry, tally: Tally) -> None:  # noqa: ARG002 - the protocol's signature
        self.stems.append(entry.stem)
        self.on_made()

    def failed(self, record: Record, tally: Tally) -> None: ...

    def note(self, message: str) -> None:
        self.notes.append(message)

    def tick(self, tally: Tally) -> None: ...

    def end(self, tally: Tally) -> None: ...


class Inline:
    """An executor without processes, for what is not about them."""

    workers = 1

    def __init__(self, maker: TinyMaker) -> None:
        self._maker = maker
        self._outcomes: list[Outcome] = []

    @property
    def busy(self) -> int:
        return len(self._outcomes)

    def submit(self, window: Window) -> None:
        started_s = time.monotonic()
        self._outcomes.append(replace(answer(self._maker, window), seconds=time.monotonic() - started_s))

    def wait(self, timeout_s: float) -> list[Outcome]:  # noqa: ARG002 - the protocol's signature
        outcomes, self._outcomes = self._outcomes, []
        return outcomes

    def kill(self) -> None:
        self._outcomes.clear()

    def close(self) -> None: ...


class Desk:
    """A folder of stories, a folder of briefs, and a way to run a night between them."""

    def __init__(self, folder: Path) -> None:
        self.inbox = folder / "in"
        self.out = folder / "out"
        self.log = folder / "windows.log"
        self.inbox.mkdir()
        self.notebook = Notebook()
        self.workers = 0
        self.timeout_s = 60.0

    def put(self, name: str, text: str) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def open(
        self,
        stop: Stop,
        layout: Layout = "tree",
        order: Order = "arrival",
        force: bool = False,
        deadline: datetime | None = None,
    ) -> Night:
        formats = ("json",) if layout == "jsonl" else ("md",)
        plan = Plan("puntos:1", "formats:" + formats[0], formats, layout, order, force, deadline)
        return Night(self.out, plan, lambda: self.executor(formats), self.notebook, stop)

    def executor(self, formats: tuple[str, ...]) -> Executor:
        """Processes where `workers` are asked for, else none, which is quicker."""
        if not self.workers:
            return Inline(TinyMaker(self.log, formats))
        maker = functools.partial(open_tiny, self.log, formats)
        return LocalExecutor(maker, self.workers, self.timeout_s, self.notebook.note)

    def find(self, spool: Spool, *inputs: str) -> list[Item | Refusal]:
        return list(find_items(inputs or (str(self.inbox),), Selection(apart=(self.out,)), spool))

    def run(self, *inputs: str, **options: Any) -> Tally:
        with Stop() as stop, Spool() as spool, self.open(stop, **options) as night:
            return night.run(self.find(spool, *inputs), spool)

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Every file of the output folder with its bytes and time of change, but for the lock and the manifest."""
        return {
            str(path.relative_to(self.out)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name not in (".puntos.lock", "manifest.jsonl")
        }

    def windows(self) -> list[list[str]]:
        """The stories of every window that a worker was given."""
        return [line.split() for line in self.log.read_text().splitlines()] if self.log.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        yield spool
