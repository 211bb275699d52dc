"""What a worker does with stories: read, run and write them as text. No file is touched here but the cache."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pipeline.batch.items import Failed, FindingCount, Made, Task
from pipeline.batch.takes import HEADLINE_WORDS, sketch
from pipeline.errors import PuntosError, UnusableInputError

if TYPE_CHECKING:
    from pipeline.pipeline import Pipeline
    from pipeline.settings import Settings
    from pipeline.story import Brief, Story
    from pipeline.translate.cached import CachedTranslator
    from pipeline.write import Format, Only

_WORD = re.compile(r"\w+")


class Maker(Protocol):
    """Makes briefs. It has to be quick to make and may load what it needs at the first call."""

    def examine(self, tasks: Sequence[Task]) -> list[dict[str, str] | Failed]:
        """Return the metadata of every story, which say how urgent it is, or why it cannot be read."""

    def make(self, tasks: Sequence[Task]) -> list[Made | Failed]:
        """Return the briefs, in order. Any error raised says that the whole window failed, not which story did it."""

    def take_cache_hits(self) -> int:
        """Return how many sentences came from the cache since this was last asked."""


# Opened in the worker's own process, so it has to be picklable: a function of a module, or a partial of one.
OpenMaker = Callable[[Callable[[str], None]], AbstractContextManager[Maker]]


@dataclass(frozen=True, slots=True)
class Rendering:
    """How briefs are written."""

    formats: tuple[Format, ...] = ("md",)
    only: Only = "all"
    side_by_side: bool = False

    @property
    def signature(self) -> str:
        """The options that change an output's bytes, for the story's key."""
        return f"formats:{','.join(self.formats)}|only:{self.only}|side_by_side:{self.side_by_side}"


@contextmanager
def open_pipeline_maker(settings: Settings, rendering: Rendering, report: Callable[[str], None]) -> Iterator[Maker]:
    """Open the pipeline that `settings` name, for as long as the worker lives; raises what `Pipeline.open` raises."""
    from pipeline.pipeline import Pipeline
    from pipeline.translate import open_translator

    translator = open_translator(settings, report)
    with Pipeline(settings, translator) as pipeline:
        yield _PipelineMaker(pipeline, translator, rendering)


class _PipelineMaker:
    def __init__(self, pipeline: Pipeline, translator: CachedTranslator, rendering: Rendering) -> None:
        self._pipeline = pipeline
        self._translator = translator
        self._rendering = rendering
        self._hits_told = 0

    def examine(self, tasks: Sequence[Task]) -> list[dict[str, str] | Failed]:
        read = [self._read(task) for task in tasks]
        return [story if isinstance(story, Failed) else dict(story.metadata) for story in read]

    def make(self, tasks: Sequence[Task]) -> list[Made | Failed]:
        read = [self._read(task) for task in tasks]
        briefs = iter(self._pipeline.run_stories([story for story in read if not isinstance(story, Failed)]))
        return [
            story if isinstance(story, Failed) else self._write(task.id, story, next(briefs))
            for task, story in zip(tasks, read, strict=True)
        ]

    def take_cache_hits(self) -> int:
        hits = self._translator.hits - self._hits_told
        self._hits_told = self._translator.hits
        return hits

    def _read(self, task: Task) -> Story | Failed:
        try:
            story = self._pipeline.read(task.data, task.name)
        except PuntosError as error:
            return failed(task.id, error)
        return replace(story, metadata={**story.metadata, **task.metadata}) if task.metadata else story

    def _write(self, identifier: str, story: Story, brief: Brief) -> Made:
        from pipeline.write import render

        style = self._rendering
        counts = Counter((each.check, each.code, each.severity) for each in brief.findings if not each.redecoded)
        headline = next((block.source for block in brief.draft if block.kind == "headline"), story.text)
        return Made(
            id=identifier,
            outputs={
                format_: render(brief, format_, only=style.only, side_by_side=style.side_by_side)
                for format_ in style.formats
            },
            headline=" ".join(headline.split()[: 2 * HEADLINE_WORDS]),
            text_sha256=brief.story_sha256,
            sketch=sketch(story.text),
            sentences=len(brief.sentences),
            words=len(_WORD.findall(story.text)),
            findings=tuple(FindingCount(*kind, count) for kind, count in sorted(counts.items())),
        )


def failed(identifier: str, error: BaseException) -> Failed:
    """Turn an error into the reason why a story gave no brief."""
    kind = type(error).__name__
    text = str(error) or kind
    reason = text if isinstance(error, PuntosError) else f"{kind}: {text}"
    return Failed(identifier, kind, reason, usable=not isinstance(error, UnusableInputError))
