"""A draft that puntos did not make, laid beside the story: who tells what, what is missing, what was added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline.story import BlockId, DraftBlock, DraftSentence, Finding, SentenceId
from pipeline.verify.alignment import align

CHECK = "alignment"


@dataclass(frozen=True, slots=True)
class AdoptedDraft:
    """The foreign draft as draft blocks of the story, and the findings of the alignment and of the checks."""

    draft: tuple[DraftBlock, ...]
    findings: tuple[Finding, ...]


def adopt_draft(
    own: Sequence[DraftBlock], targets: Sequence[str], verify: Callable[[str, str], tuple[Finding, ...]]
) -> AdoptedDraft:
    """Put the sentences of a foreign draft in the place of our own and check them.

    `own` is our draft of the story, which the alignment goes by; `targets` are the foreign draft's sentences in order.
    Sentences that were told as one stand at the first of them, with an empty text at the others. A foreign sentence
    without a Spanish one becomes a block of its own, with an empty source, after the block before it.
    """
    sentences = [sentence for block in own for sentence in block.sentences]
    told: dict[SentenceId, str] = {}
    added: dict[SentenceId | None, list[str]] = {}
    findings: list[Finding] = []
    last: SentenceId | None = None
    for bead in align([sentence.text for sentence in sentences], targets):
        sources = [sentences[index] for index in bead.sources]
        text = " ".join(targets[index] for index in bead.targets)
        if not sources:
            added.setdefault(last, []).append(text)
            findings.append(Finding(CHECK, "sentence-added", "warning", f"Not found in the Spanish: “{text}”"))
            continue
        last = sources[-1].id
        told[sources[0].id] = text
        if not text:
            findings.append(
                Finding(CHECK, "sentence-missing", "error", "This sentence is not told in the draft.", sources[0].id)
            )
            continue
        findings.extend(
            Finding(CHECK, "told-together", "note", "Told together with the sentence before it.", source.id)
            for source in sources[1:]
        )
        findings.extend(_place(finding, sources) for finding in verify(" ".join(s.source for s in sources), text))
    return AdoptedDraft(tuple(_rebuild(own, told, added)), tuple(findings))


def _place(finding: Finding, sources: Sequence[DraftSentence]) -> Finding:
    """Give a finding its sentence; spans that lie in a later sentence of the bead have no place there."""
    spans = tuple(span for span in finding.source_spans if span.end <= len(sources[0].source))
    return replace(finding, sentence=sources[0].id, source_spans=spans)


def _rebuild(
    own: Sequence[DraftBlock], told: dict[SentenceId, str], added: dict[SentenceId | None, list[str]]
) -> list[DraftBlock]:
    numbers = count(1)
    blocks = [_added_block(text, next(numbers), 0) for text in added.get(None, ())]
    for block in own:
        blocks.append(_retell(block, told) if block.sentences else block)
        for sentence in block.sentences:
            blocks.extend(_added_block(text, next(numbers), block.source_end) for text in added.get(sentence.id, ()))
    return blocks


def _retell(block: DraftBlock, told: dict[SentenceId, str]) -> DraftBlock:
    text = ""
    sentences = []
    for sentence in block.sentences:
        target = told.get(sentence.id, "")
        text += " " if text and target else ""
        sentences.append(DraftSentence(sentence.id, sentence.source, target, len(text), len(text) + len(target)))
        text += target
    return replace(block, text=text, sentences=tuple(sentences))


def _added_block(text: str, number: int, place: int) -> DraftBlock:
    return DraftBlock(BlockId(f"added{number}"), "paragraph", "", text, place, place, suffix="\n")
