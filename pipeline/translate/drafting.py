"""Stories in, English drafts out: sentences planned, all of them translated together, and blocks built again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.settings import Decoding
from pipeline.story import Block, DraftBlock, DraftSentence, Sentence, SentenceId, Story
from pipeline.translate.casing import NO_CASING, StoryCasing, learn_casing
from pipeline.translate.datelines import english_bar, translate_dateline
from pipeline.translate.plans import Part, literal, plan
from pipeline.translate.splitting import join_hypotheses
from pipeline.translate.translator import Hypothesis, Translator

Hypotheses = tuple[Hypothesis, ...]


def translate_stories(
    stories: Sequence[Story], translator: Translator, decoding: Decoding
) -> list[tuple[DraftBlock, ...]]:
    """Return the English draft of each segmented story, block by block; their sentences share batches.

    Raises TranslationError, and what opening the model raises.
    """
    plans = [
        _plan_sentence(block, sentence, casing)
        for story, casing in ((story, learn_casing([story])) for story in stories)
        for block in story.blocks
        for sentence in block.sentences
    ]
    answers = iter(translate_plans(plans, translator, decoding))
    return [
        tuple(_draft_block(block, [next(answers)[0] for _ in block.sentences]) for block in story.blocks)
        for story in stories
    ]


def translate_sentences(
    story: Story, sentences: Sequence[SentenceId], translator: Translator, decoding: Decoding
) -> dict[SentenceId, Hypotheses]:
    """Return the hypotheses of some sentences of a story, best first, as the draft would hold them.

    There are at most `decoding.n_best` different ones, one where a rule gives the translation.
    """
    casing, wanted = learn_casing([story]), set(sentences)
    plans = {
        sentence.id: _plan_sentence(block, sentence, casing)
        for block in story.blocks
        for sentence in block.sentences
        if sentence.id in wanted
    }
    return dict(zip(plans, translate_plans(list(plans.values()), translator, decoding), strict=True))


def translate_texts(
    texts: Sequence[str], translator: Translator, decoding: Decoding, casing: StoryCasing = NO_CASING
) -> list[Hypotheses]:
    """Return the hypotheses of sentences, best first, with all that is done before and after the model.

    `casing` tells how the story they come from writes its words in running text.
    """
    return translate_plans([plan(text, casing) for text in texts], translator, decoding)


def translate_plans(plans: Sequence[tuple[Part, ...]], translator: Translator, decoding: Decoding) -> list[Hypotheses]:
    """Return the hypotheses of planned sentences, best first."""
    """Return the hypotheses of sentences that were planned, best first; their parts share batches."""
    ask = _asker(translator, decoding)
    answers = ask([part for parts in plans for part in parts])
    # Parts of which no hypothesis kept the placeholders are cut at what they protect and asked again.
    lost = {part: part.without_placeholders() for parts in plans for part in parts if part.masked and not answers[part]}
    answers |= ask([piece for pieces in lost.values() for piece in pieces])
    return [
        _combine([piece for part in parts for piece in lost.get(part, (part,))], answers, decoding.n_best)
        for parts in plans
    ]


def _plan_sentence(block: Block, sentence: Sentence, casing: StoryCasing) -> tuple[Part, ...]:
    if block.kind == "dateline":
        return (Part(sentence.text, None),)
    return plan(sentence.text, casing)


def _asker(translator: Translator, decoding: Decoding) -> Callable[[Sequence[Part]], dict[Part, Hypotheses]]:
    def ask(parts: Sequence[Part]) -> dict[Part, Hypotheses]:
        different = list(dict.fromkeys(parts))
        asked = list(dict.fromkeys(part.asked for part in different if part.asked is not None))
        told = dict(zip(asked, translator.translate(asked, decoding), strict=True)) if asked else {}
        return {part: _finish(part, told[part.asked]) if part.asked is not None else () for part in different}

    return ask


def _finish(part: Part, hypotheses: Hypotheses) -> Hypotheses:
    finished = [(part.finish(hypothesis.text), hypothesis.score) for hypothesis in hypotheses]
    best: dict[str, float | None] = {}
    for text, score in finished:
        if text is not None:
            best.setdefault(text, score)
    return tuple(Hypothesis(text, score) for text, score in best.items())


def _combine(parts: Sequence[Part], answers: Mapping[Part, Hypotheses], n_best: int) -> Hypotheses:
    """Join the parts of a sentence rank by rank; a part with fewer hypotheses gives its last one again."""
    columns = [answers[part] or (Hypothesis(literal(part.source), None),) for part in parts]
    ranks = min(n_best, max((len(column) for column in columns), default=1))
    return tuple(
        join_hypotheses([column[min(rank, len(column) - 1)] for column in columns], "") for rank in range(ranks)
    )


def _draft_block(block: Block, hypotheses: Sequence[Hypothesis]) -> DraftBlock:
    text, sentences = (block.text, ()) if block.kind == "noise" else _build_text(block, hypotheses)
    return DraftBlock(
        id=block.id,
        kind=block.kind,
        source=block.text,
        text=text,
        source_start=block.start,
        source_end=block.end,
        prefix=block.prefix,
        suffix=english_bar(block.suffix) if block.kind == "dateline" else block.suffix,
        level=block.level,
        sentences=sentences,
    )


def _build_text(block: Block, hypotheses: Sequence[Hypothesis]) -> tuple[str, tuple[DraftSentence, ...]]:
    """Put the translations in the place of the sentences; what stands between them stays, line ends as spaces."""
    text, at, drafted = "", 0, []
    for sentence, hypothesis in zip(block.sentences, hypotheses, strict=True):
        text += _one_line(block.text[at : sentence.start])
        english, score = hypothesis.text, hypothesis.score
        if block.kind == "dateline":
            english, score = translate_dateline(sentence.text) or sentence.text, None
        start = len(text)
        text += english
        drafted.append(DraftSentence(sentence.id, sentence.text, english, start, len(text), score))
        at = sentence.end
    return text + _one_line(block.text[at:]), tuple(drafted)


def _one_line(between: str) -> str:
    return between.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
