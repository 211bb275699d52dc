"""Better hypotheses: sentences that the checks distrust are decoded again, and the one with the fewest faults wins.

For each such sentence these candidates are made, in this order; the first of the least weight wins, and the present
translation is the first of all, so that nothing gets worse by the checks:

1. the hypotheses with what the checks point at in the Spanish (a name, a figure) kept out of the model's hands, as a
   placeholder that is filled in afterwards;
2. where the decoder went round in a loop, the hypotheses of a search that may not say the same pieces twice;
3. the n best hypotheses of a wider beam;
4. where a word is still misread, the hypotheses with other Spanish of nearly the same sense in its place;
5. the hypotheses of the sentence cut in two where a reader would pause;
6. the best so far with a bent name or figure put right by rule: where a finding sets one place in the English
   against one in the Spanish (see `pipeline.translate.repairs`).

Steps 2 to 5 are for sentences that are left with faults: step 3 costs most, and is followed by step 1 once more, as
another hypothesis has other faults. The sentences of all stories share batches in every step, and go through the
translator's cache like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.segment.clauses import split_clauses
from pipeline.settings import Decoding
from pipeline.story import DraftBlock, Finding, SentenceId, Severity, Span
from pipeline.translate.casing import StoryCasing
from pipeline.translate.drafting import translate_plans
from pipeline.translate.plans import plan
from pipeline.translate.protection import Masked, mask
from pipeline.translate.repairs import FIGURE, in_english, repair
from pipeline.translate.splitting import join_hypotheses
from pipeline.translate.translator import Hypothesis, Translator

WIDE: Final = Decoding(beam_size=12, n_best=12)
"""How step 3 decodes."""
NARROW: Final = Decoding(beam_size=4, n_best=4)
"""How steps 1, 4 and 5 decode."""
UNREPEATED: Final = Decoding(beam_size=4, n_best=4, no_repeat_ngram_size=3)
"""How step 2 decodes."""
LOOPS: Final = frozenset({"loop", "echo"})
"""Codes of findings that step 2 is for."""
WEIGHTS: Final[dict[Severity, int]] = {"error": 4, "warning": 1, "note": 0}
"""What a finding weighs: an error as much as four warnings. Of two translations of one weight the one with fewer notes
is better."""
LOST: Final = frozenset({"name-missing", "given-name-missing", "place-missing", "acronym-missing", "sense-untold"})
"""Codes of findings that count as warnings between candidates even where they are notes: a name that is gone is no
better than one left in Spanish, a word that is told by no right one no better than one told by a wrong one."""
LEAST_LETTERS_TO_CUT: Final = 60
MOST_REPAIRS: Final = 6
_NOTHING: Final = (0, 0)

Check = Callable[[str], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A sentence to decode again: its Spanish, its English with the model's score, and what was found in it.

    `check` returns what is found in another English of it; `reword` other Spanish for what the findings say was
    misread, None where there is none. `casing` is how its story writes words in running text.
    """

    source: str
    text: str
    score: float | None
    findings: tuple[Finding, ...]
    check: Check
    casing: StoryCasing = field(default_factory=StoryCasing)
    reword: Callable[[Sequence[Finding]], str | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Choice:
    """The English that won, what is found in it, and what is mended: findings with `redecoded` set.

    `redecoded` tells whether it is another English than before.
    """

    text: str
    score: float | None
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()
    redecoded: bool = False


def weigh(findings: Sequence[Finding]) -> int:
    """Return the weight of findings; 0 means that nothing calls for another decoding."""
    return sum(WEIGHTS[finding.severity] for finding in findings)


def redecode(suspects: Sequence[Suspect], translator: Translator) -> list[Choice]:
    """Return for each suspect the English with the least weight of findings.

    Raises TranslationError, and what opening the model raises.
    """
    races = [_Race(suspect) for suspect in suspects]
    _enter_masked(races, translator)
    _enter_whole([race for race in races if race.is_loop], translator, UNREPEATED)
    left = [race for race in races if not race.is_won]
    _enter_whole(left, translator, WIDE)
    _enter_masked([race for race in left if not race.is_won], translator)
    _enter_reworded([race for race in left if not race.is_won], translator)
    _enter_cut([race for race in left if not race.is_won], translator)
    for race in races:
        race.repair()
    return [race.choice() for race in races]


class _Race:
    """The candidates of one suspect as they come in, and the best of them."""

    def __init__(self, suspect: Suspect) -> None:
        self.suspect = suspect
        self._seen = {suspect.text}
        self._best = Hypothesis(suspect.text, suspect.score)
        self.findings = suspect.findings
        self._rank = _rank(suspect.findings)

    @property
    def is_won(self) -> bool:
        return self._rank[0] == 0

    @property
    def is_loop(self) -> bool:
        return any(finding.code in LOOPS for finding in self.findings)

    def enter(self, hypotheses: Sequence[Hypothesis]) -> None:
        for hypothesis in hypotheses:
            if self._rank == _NOTHING:
                return
            if hypothesis.text in self._seen:
                continue
            self._seen.add(hypothesis.text)
            findings = self.suspect.check(hypothesis.text)
            rank = _rank(findings)
            if rank < self._rank and weigh(findings) <= weigh(self.findings):
                self._best, self.findings, self._rank = hypothesis, findings, rank

    def repair(self) -> None:
        """Put right in the best candidate what a rule knows, one place after the other."""
        for _ in range(MOST_REPAIRS):
            before = self._rank
            for finding in self.findings:
                text = repair(finding, self.suspect.source, self._best.text)
                if text is not None:
                    self.enter([Hypothesis(text, self._best.score)])
                    if self._rank < before:
                        break
            if self._rank == before:
                return

    def choice(self) -> Choice:
        if self._best.text == self.suspect.text:
            return Choice(self.suspect.text, self.suspect.score, self.suspect.findings)
        left = {_identity(finding) for finding in self.findings}
        mended = tuple(
            replace(finding, redecoded=True, target_spans=())
            for finding in self.suspect.findings
            if WEIGHTS[finding.severity] and _identity(finding) not in left
        )
        return Choice(self._best.text, self._best.score, self.findings, mended, redecoded=True)


def _rank(findings: Sequence[Finding]) -> tuple[int, int]:
    notes = [finding for finding in findings if finding.severity == "note"]
    return weigh(findings) + sum(finding.code in LOST for finding in notes), len(notes)


def _identity(finding: Finding) -> tuple[str, str, tuple[Span, ...]]:
    return finding.check, finding.code, finding.source_spans


def _enter_whole(races: Sequence[_Race], translator: Translator, decoding: Decoding) -> None:
    """Translate the sentences as they stand by another search."""
    plans = [plan(race.suspect.source, race.suspect.casing) for race in races]
    for race, hypotheses in zip(races, translate_plans(plans, translator, decoding), strict=True):
        race.enter(hypotheses)


def _enter_masked(races: Sequence[_Race], translator: Translator) -> None:
    """Translate with placeholders for what the findings point at in the Spanish, if that is short."""
    masks = [(race, masked) for race in races if (masked := _mask_doubtful(race)) is not None]
    plans = [plan(masked.text, race.suspect.casing) for race, masked in masks]
    for (race, masked), hypotheses in zip(masks, translate_plans(plans, translator, NARROW), strict=True):
        unmasked = ((masked.unmask(hypothesis.text), hypothesis.score) for hypothesis in hypotheses)
        race.enter([Hypothesis(text, score) for text, score in unmasked if text is not None])


def _mask_doubtful(race: _Race) -> Masked | None:
    """Put placeholders in the place of names and figures that findings point at, the first ones and the best's."""
    source = race.suspect.source
    copied = sorted(
        (part.start, part.end)
        for finding in (*race.suspect.findings, *race.findings)
        if WEIGHTS[finding.severity]
        for span in finding.source_spans
        for part in _copied_parts(source, span)
    )
    spans: list[Span] = []
    for start, end in copied:
        if spans and start <= spans[-1].end + 1 and not source[start].isdigit():
            # Neighbours (given name and surname) are one placeholder.
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        elif not spans or start >= spans[-1].end:
            spans.append(Span(start, end))
    if not spans:
        return None
    masked = mask(source, spans)
    return replace(masked, originals=tuple(in_english(original) for original in masked.originals))


def _copied_parts(source: str, span: Span) -> Iterator[Span]:
    """Yield what English writes as Spanish does, but for the marks: words with capitals, and figures."""
    text = source[span.start : span.end]
    words = text.split()
    if words and len(words) <= 3 and all(word[0].isupper() for word in words):
        yield span
    for match in FIGURE.finditer(text):
        yield Span(span.start + match.start(), span.start + match.end())


def _enter_reworded(races: Sequence[_Race], translator: Translator) -> None:
    """Translate with other Spanish for the words that were misread."""
    reworded = [(race, source) for race in races if (source := race.suspect.reword(race.findings)) is not None]
    plans = [plan(source, race.suspect.casing) for race, source in reworded]
    for (race, _), hypotheses in zip(reworded, translate_plans(plans, translator, NARROW), strict=True):
        race.enter(hypotheses)


def _enter_cut(races: Sequence[_Race], translator: Translator) -> None:
    """Translate the sentence in two halves."""
    halves = [(race, parts) for race in races if len(parts := _cut_in_two(race.suspect.source)) > 1]
    plans = [plan(part, race.suspect.casing) for race, parts in halves for part in parts]
    answers = iter(translate_plans(plans, translator, NARROW))
    for race, parts in halves:
        columns = [[_as_piece(h, part, index) for h in next(answers)] for index, part in enumerate(parts)]
        ranks = max(len(column) for column in columns)
        race.enter(
            [
                join_hypotheses([column[min(rank, len(column) - 1)] for column in columns], " ")
                for rank in range(ranks)
                if all(columns)
            ]
        )


def _cut_in_two(source: str) -> tuple[str, ...]:
    if len(source) < LEAST_LETTERS_TO_CUT:
        return (source,)
    most = max(LEAST_LETTERS_TO_CUT, int(0.7 * len(source)))
    return tuple(source[span.start : span.end] for span in split_clauses(source, lambda text: len(text) <= most))


def _as_piece(hypothesis: Hypothesis, part: str, index: int) -> Hypothesis:
    """Take away the capital that the model gives a piece that does not open the sentence."""
    text = hypothesis.text
    if index and part[:1].islower() and text[1:2].islower() and not text.startswith("I "):
        text = text[:1].lower() + text[1:]
    return replace(hypothesis, text=text)


def replace_sentences(draft: Sequence[DraftBlock], choices: dict[SentenceId, Choice]) -> tuple[DraftBlock, ...]:
    """Return the draft with the chosen English in the place of the sentences that were decoded again."""
    return tuple(_replace_in_block(block, choices) for block in draft)


def _replace_in_block(block: DraftBlock, choices: dict[SentenceId, Choice]) -> DraftBlock:
    if not any(sentence.id in choices and choices[sentence.id].redecoded for sentence in block.sentences):
        return block
    text, at, sentences = "", 0, []
    for sentence in block.sentences:
        text += block.text[at : sentence.start]
        choice = choices.get(sentence.id)
        start = len(text)
        if choice is not None and choice.redecoded:
            text += choice.text
            sentences.append(
                replace(sentence, text=choice.text, start=start, end=len(text), score=choice.score, redecoded=True)
            )
        else:
            text += sentence.text
            sentences.append(replace(sentence, start=start, end=len(text)))
        at = sentence.end
    return replace(block, text=text + block.text[at:], sentences=tuple(sentences))
