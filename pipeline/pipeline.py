"""The one place that knows the order of the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline import __version__
from pipeline.read import read
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.story import Block, BlockId, Brief, DraftBlock, DraftSentence, Finding, Sentence, SentenceId, Story
from pipeline.summarize import summarize
from pipeline.translate import learn_casing, open_translator, translate_stories
from pipeline.translate.redecode import Choice, Suspect, redecode, replace_sentences, weigh
from pipeline.verify import (
    Context,
    adopt_draft,
    find_source_anomalies,
    guess_decimal_mark,
    load_glossary,
    reword,
    story_names,
    verify,
)

if TYPE_CHECKING:
    from pipeline.translate import Translator

Report = Callable[[str], None]


def ignore(message: str) -> None:
    """Take a message and say nothing."""


class Pipeline:
    """Spanish stories in, English briefs out.

    Open it once and give it many stories: the model is loaded at the first sentence that the cache does not know.

    >>> from pipeline import Pipeline
    >>> with Pipeline.open() as pipeline:
    ...     brief = pipeline.run("El Gobierno aprobó ayer una ayuda de 3,5 millones de euros para los pescadores.")
    >>> "3.5 million" in brief.draft[0].text
    True
    """

    def __init__(self, settings: Settings, translator: Translator) -> None:
        self.settings = settings
        self._translator = translator
        self._glossary = load_glossary(settings.glossary) if settings.glossary else None

    @classmethod
    def open(cls, settings: Settings = Settings(), report: Report = ignore) -> Self:
        """Open the model that `settings` names; `report` is called with what a person should know, a line each.

        Raises UnknownModelError, ModelMissingError or ModelDamagedError, and ConfigurationError for a bad glossary.
        """
        return cls(settings, open_translator(settings, report))

    def close(self) -> None:
        """Write what the cache still holds back and free the model."""
        self._translator.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def signature(self) -> str:
        """Enough to make a brief again: version, model, weights, engine, compute type and decoding settings."""
        identity = self._translator.identity
        parts = [
            f"puntos:{__version__}",
            f"model:{identity.model}",
            f"weights:{identity.weights_sha256[:12]}",
            f"engine:{identity.engine}",
            f"type:{identity.compute_type}",
            self.settings.decoding.signature,
            f"redecode:{'yes' if self.settings.redecode else 'no'}",
        ]
        if self.settings.bullets is not None:
            parts.append(f"bullets:{self.settings.bullets}")
        if self._glossary is not None:
            parts.append(f"glossary:{self._glossary.sha256[:12]}")
        return "|".join(parts)

    def read(self, data: bytes, name: str) -> Story:
        """Read one story from bytes; `name` stands for it in messages.

        Raises EmptyInputError, BinaryInputError, or WrongLanguageError unless the settings force it.
        """
        return read(data, name, force=self.settings.force)

    def run(self, text: str, name: str = "-") -> Brief:
        """Make the brief of one story given as text; raises what `read` raises."""
        return self.run_stories([self.read(text.encode("utf-8"), name)])[0]

    def run_stories(self, stories: Sequence[Story]) -> list[Brief]:
        """Make the briefs of stories that were read, in the same order; their sentences share batches."""
        # What a story that was read has of blocks are hints of its format, not the blocks of the whole text.
        segmented = [segment(story) for story in stories]
        drafts = translate_stories(segmented, self._translator, self.settings.decoding)
        checked = self._check(segmented, drafts)
        return [
            self._brief(story, draft, findings) for story, (draft, findings) in zip(segmented, checked, strict=True)
        ]

    def translate_lines(self, lines: Sequence[str]) -> list[DraftSentence]:
        """Translate lines that are a sentence each, as `run_stories` does the sentences of a story.

        A line without text gives an empty translation.
        """
        stories = [_one_sentence(line, number) for number, line in enumerate(lines, start=1)]
        told = [story for story in stories if story.blocks]
        drafts = translate_stories(told, self._translator, self.settings.decoding)
        checked = iter(self._check(told, drafts))
        return [
            next(checked)[0][0].sentences[0] if story.blocks else DraftSentence(SentenceId("s1"), story.text, "", 0, 0)
            for story in stories
        ]

    def verify_draft(self, story: Story, draft: bytes, draft_name: str) -> Brief:
        """Check an English draft that puntos did not make against a story that was read.

        The brief's draft is the given one, laid along the story's sentences; raises what `read` raises for the draft.
        """
        segmented = segment(story)
        own = translate_stories([segmented], self._translator, self.settings.decoding)[0]
        foreign = segment(read(draft, draft_name, force=True))
        targets = [sentence.text for sentence in foreign.sentences]
        context = self._context(segmented)
        adopted = adopt_draft(own, targets, lambda source, target: verify(source, target, context))
        brief = self._brief(segmented, adopted.draft, adopted.findings)
        return replace(brief, name=f"{story.name}: {draft_name}")

    def _check(
        self, stories: Sequence[Story], drafts: Sequence[tuple[DraftBlock, ...]]
    ) -> list[tuple[tuple[DraftBlock, ...], tuple[Finding, ...]]]:
        """Verify every sentence, decode the suspicious ones again, and return the drafts with their findings."""
        judged: list[tuple[int, DraftSentence, Suspect]] = []
        for index, (story, draft) in enumerate(zip(stories, drafts, strict=True)):
            casing = learn_casing([story])
            for sentence, context in _in_context(draft, self._context(story)):
                check = partial(_verify_against, sentence.source, context)
                found, other_words = check(sentence.text), partial(reword, sentence.source)
                suspect = Suspect(sentence.source, sentence.text, sentence.score, found, check, casing, other_words)
                judged.append((index, sentence, suspect))
        distrusted = [suspect for _, _, suspect in judged if self.settings.redecode and weigh(suspect.findings)]
        choices = dict(zip(map(id, distrusted), redecode(distrusted, self._translator), strict=True))

        chosen: list[dict[SentenceId, Choice]] = [{} for _ in stories]
        findings: list[list[Finding]] = [[] for _ in stories]
        for index, sentence, suspect in judged:
            choice = choices.get(id(suspect))
            if choice is not None:
                chosen[index][sentence.id] = choice
            found = suspect.findings if choice is None else (*choice.findings, *choice.mended)
            findings[index].extend(replace(finding, sentence=sentence.id) for finding in found)
        return [
            (replace_sentences(draft, its_choices), tuple(its_findings))
            for draft, its_choices, its_findings in zip(drafts, chosen, findings, strict=True)
        ]

    def _context(self, story: Story) -> Context:
        return Context(names=story_names(story), glossary=self._glossary, decimal_mark=guess_decimal_mark(story.text))

    def _brief(self, story: Story, draft: tuple[DraftBlock, ...], findings: tuple[Finding, ...]) -> Brief:
        summary = summarize(story, draft, self.settings.bullets)
        return Brief(
            name=story.name,
            story_sha256=hashlib.sha256(story.text.encode("utf-8")).hexdigest(),
            headline=next((block.text for block in draft if block.kind == "headline"), None),
            key_points_heading=summary.heading,
            origin=summary.origin,
            bullets=summary.bullets,
            draft=draft,
            findings=(*story.findings, *find_source_anomalies(story), *findings),
            signature=self.signature,
            encoding=story.encoding,
            language=story.language,
            metadata=story.metadata,
        )


def _verify_against(source: str, context: Context, target: str) -> tuple[Finding, ...]:
    return verify(source, target, context)


def _in_context(draft: Sequence[DraftBlock], context: Context) -> Iterator[tuple[DraftSentence, Context]]:
    """Yield the sentences of a draft, each with the context of its story and its place."""
    previous = ""
    for block in draft:
        for sentence in block.sentences:
            yield sentence, replace(context, kind=block.kind, previous_source=previous)
            previous = sentence.source


def _one_sentence(line: str, number: int) -> Story:
    """Make a story of one paragraph of one sentence, or one without blocks where the line is blank."""
    text = line.strip()
    if not text:
        return Story(name=f"line {number}", text=line)
    start = line.index(text)
    end = start + len(text)
    block = Block(
        id=BlockId("b1"),
        kind="paragraph",
        text=text,
        start=start,
        end=end,
        prefix=line[:start],
        suffix=line[end:],
        sentences=(Sentence(SentenceId("s1"), text, 0, len(text)),),
    )
    return Story(name=f"line {number}", text=line, blocks=(block,))
