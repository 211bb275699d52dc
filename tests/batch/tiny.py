"""A small but real piece of work for the batch's machinery: capitals in place of a translation.

Some words make it fail as a pipeline may: memory that runs out, an engine's error, a hang, a death.
"""

import hashlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.batch.items import Failed, FindingCount, Made, Task
from pipeline.batch.takes import sketch
from pipeline.batch.work import failed
from pipeline.errors import EmptyInputError, TranslationError


class TinyMaker:
    def __init__(self, log: Path | None, formats: Sequence[str] = ("md",)) -> None:
        self._log = log
        self._formats = formats

    def examine(self, tasks: Sequence[Task]) -> list[dict[str, str] | Failed]:
        return [dict(task.metadata) | {"urgency": task.data.decode()[:1]} for task in tasks]

    def make(self, tasks: Sequence[Task]) -> list[Made | Failed]:
        texts = [task.data.decode("utf-8") for task in tasks]
        if self._log is not None:
            with self._log.open("a") as log:
                log.write(" ".join(task.id for task in tasks) + "\n")
        if any("MEMORIA" in text for text in texts) and len(texts) > 1:
            raise MemoryError("out of memory")
        if any("MOTOR" in text for text in texts):
            raise TranslationError("the engine failed on a batch")
        if any("MUERE" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        if any("CUELGA" in text for text in texts):
            time.sleep(600)
        time.sleep(0.1 * sum("LENTO" in text for text in texts))
        return [self._make(task, text) for task, text in zip(tasks, texts, strict=True)]

    def _make(self, task: Task, text: str) -> Made | Failed:
        if not text.strip():
            return failed(task.id, EmptyInputError(f"{task.name}: the text is empty; send the story again"))
        brief = f"# {text.upper()}\n{dict(task.metadata)}\n"
        return Made(
            id=task.id,
            outputs={each: json.dumps({"text": text.upper()}) if each == "json" else brief for each in self._formats},
            headline=text.splitlines()[0],
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            sketch=sketch(text),
            sentences=1 + text.count("."),
            words=len(text.split()),
            findings=(FindingCount("numbers", "missing", "error", 1),) if "3" in text else (),
        )

    def take_cache_hits(self) -> int:
        return 0


@contextmanager
def open_tiny(log: Path | None, formats: Sequence[str], report: Callable[[str], None]) -> Iterator[TinyMaker]:
    report("the tiny worker is there")
    yield TinyMaker(log, formats)


@contextmanager
def open_nothing(_report: Callable[[str], None]) -> Iterator[TinyMaker]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield TinyMaker(None)
