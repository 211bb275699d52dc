"""What of a brief is shown, and the flags in the order in which a reader meets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.story import Brief, Bullet, DraftBlock, DraftSentence, Finding, SentenceId, Span

Only = Literal["all", "draft", "bullets"]
Weight = Literal["error", "warning", "note", "mended"]

# What a flag weighs -> its sign in text; the word always stands beside it. The gravest comes first.
SIGNS: Mapping[Weight, str] = {"error": "‼", "warning": "⚠", "note": "i", "mended": "✓"}
_ORDER = tuple(SIGNS)
DEFAULT_HEADING = "Key points"


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding with the number by which a page refers to it; `sentence` is the one beside which it stands."""

    number: int
    finding: Finding
    sentence: SentenceId | None

    @property
    def weight(self) -> Weight:
        """The severity, or that a better hypothesis has mended what was found."""
        return "mended" if self.finding.redecoded else self.finding.severity

    @property
    def label(self) -> str:
        """The weight in words."""
        return "mended by re-decoding" if self.weight == "mended" else self.weight

    @property
    def marker(self) -> str:
        """The flag in running text: ``[⚠2]``."""
        return f"[{SIGNS[self.weight]}{self.number}]"


@dataclass(frozen=True, slots=True)
class View:
    """A brief prepared for writing.

    `general` are the flags that no shown sentence carries, `flags` the others by sentence. `blocks` is the draft to
    show: without noise, and, where the bullets stand above it, without the headline and the key points that they
    mirror. `left_out` is the noise, in Spanish. `hidden` counts the flags of sentences that `only` leaves out.
    """

    brief: Brief
    only: Only
    general: tuple[Flag, ...]
    flags: Mapping[SentenceId, tuple[Flag, ...]]
    blocks: tuple[DraftBlock, ...]
    bullets: tuple[Bullet, ...]
    left_out: tuple[DraftBlock, ...]
    hidden: int

    @property
    def all_flags(self) -> tuple[Flag, ...]:
        """Every flag that is shown, by number."""
        return tuple(
            sorted((*self.general, *(flag for flags in self.flags.values() for flag in flags)), key=_by_number)
        )

    @property
    def heading(self) -> str:
        """The heading of the bullets, which says where they come from."""
        if self.brief.origin == "chosen":
            return f"{DEFAULT_HEADING} (chosen by puntos; the story has none of its own)"
        return self.brief.key_points_heading or DEFAULT_HEADING

    def flags_of(self, *sentences: SentenceId) -> tuple[Flag, ...]:
        """The flags of sentences, in order."""
        return tuple(flag for sentence in sentences for flag in self.flags.get(sentence, ()))

    @property
    def tally(self) -> str:
        """The count of flags, for the top of a page."""
        counts = {weight: sum(flag.weight == weight for flag in self.all_flags) for weight in SIGNS}
        parts = [_count(counts[weight], weight) for weight in SIGNS if weight != "mended" and counts[weight]]
        if counts["mended"]:
            parts.append(f"{counts['mended']} mended by re-decoding")
        told = ", ".join(parts) or "Nothing flagged"
        if self.hidden:
            told += f"; {self.hidden} more in the part that is not shown"
        return told


def look_at(brief: Brief, only: Only, *, whole_draft: bool = False) -> View:
    """Prepare a brief; `whole_draft` keeps headline and key points in the draft though they also stand above it."""
    bullets = brief.bullets if only != "draft" else ()
    in_bullets = {sentence for bullet in bullets for sentence in bullet.sentences}
    text_blocks = tuple(block for block in brief.draft if block.kind != "noise")
    told = {sentence.id for block in text_blocks for sentence in block.sentences}
    shown = in_bullets & told if only == "bullets" else told

    by_sentence: dict[SentenceId, list[Finding]] = defaultdict(list)
    general: list[Finding] = []
    hidden = 0
    for finding in brief.findings:
        sentence = finding.sentence or _sentence_at(brief, finding)
        if sentence in shown:
            by_sentence[sentence].append(finding)
        elif sentence in told:
            hidden += 1
        else:
            general.append(finding)

    number = 0

    def flag(findings: list[Finding], sentence: SentenceId | None) -> tuple[Flag, ...]:
        nonlocal number
        flags = []
        for finding in sorted(findings, key=_by_weight):
            number += 1
            flags.append(Flag(number, finding, sentence))
        return tuple(flags)

    general_flags = flag(general, None)
    flags = {
        sentence.id: flag(by_sentence[sentence.id], sentence.id)
        for block in text_blocks
        for sentence in block.sentences
        if sentence.id in by_sentence
    }
    above = () if whole_draft or only != "all" else tuple(_told_above(brief, text_blocks, in_bullets))
    return View(
        brief=brief,
        only=only,
        general=general_flags,
        flags=flags,
        blocks=() if only == "bullets" else tuple(block for block in text_blocks if block not in above),
        bullets=bullets,
        left_out=() if only == "bullets" else tuple(b for b in brief.draft if b.kind == "noise" and b.text.strip()),
        hidden=hidden,
    )


def standing(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Return the flags that still hold; what re-decoding mended is told apart, so that it hides nothing."""
    return tuple(flag for flag in flags if flag.weight != "mended")


def mended(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Return the flags that re-decoding mended."""
    return tuple(flag for flag in flags if flag.weight == "mended")


def target_places(flag: Flag, sentence: DraftSentence) -> tuple[Span, ...]:
    """The places in the English sentence that a flag means, kept within it; none for what was mended since."""
    if flag.finding.redecoded:
        return ()
    return tuple(_within(span, len(sentence.text)) for span in flag.finding.target_spans)


def source_places(flag: Flag, sentence: DraftSentence, brief: Brief) -> tuple[Span, ...]:
    """The places in the Spanish sentence that a flag means, kept within it; none for what was mended since."""
    if flag.finding.redecoded:
        return ()
    spans = flag.finding.source_spans
    if flag.finding.sentence is None:
        start = next((at for at, other in _source_starts(brief) if other.id == sentence.id), 0)
        spans = tuple(Span(span.start - start, span.end - start) for span in spans)
    return tuple(_within(span, len(sentence.source)) for span in spans)


def _within(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _told_above(brief: Brief, blocks: tuple[DraftBlock, ...], in_bullets: set[SentenceId]) -> Iterator[DraftBlock]:
    headline = next((block for block in blocks if block.kind == "headline"), None)
    if headline is not None and headline.text == brief.headline:
        yield headline
    if brief.origin != "key_point":
        return
    for block in blocks:
        mirrored = block.kind == "key_point" and {sentence.id for sentence in block.sentences} <= in_bullets
        if mirrored or (block.kind == "key_points_heading" and block.text.rstrip(" .:") == brief.key_points_heading):
            yield block


def _source_starts(brief: Brief) -> Iterator[tuple[int, DraftSentence]]:
    """Each sentence with the place in the story's text where its Spanish begins."""
    for block in brief.draft:
        position = 0
        for sentence in block.sentences:
            found = block.source.find(sentence.source, position)
            position = found if found >= 0 else position
            yield block.source_start + position, sentence
            position += len(sentence.source) if found >= 0 else 0


def _sentence_at(brief: Brief, finding: Finding) -> SentenceId | None:
    """The sentence in which a finding that counts in the story's text lies, or None."""
    if not finding.source_spans:
        return None
    place = finding.source_spans[0].start
    for start, sentence in _source_starts(brief):
        if start <= place <= start + len(sentence.source):
            return sentence.id
    return None


def _by_weight(finding: Finding) -> int:
    return _ORDER.index("mended" if finding.redecoded else finding.severity)


def _by_number(flag: Flag) -> int:
    return flag.number


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
