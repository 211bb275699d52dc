"""The document model: a Spanish story, its English draft, its bullets and what the checks found.

All values are immutable and carry no behaviour beyond what can be derived from them. Offsets count Unicode code
points, half-open: ``text[start:end]``. The shape follows the EBU News Monitoring service, which models an article as
typed blocks in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NewType

BlockId = NewType("BlockId", str)
SentenceId = NewType("SentenceId", str)
BulletId = NewType("BulletId", str)

BlockKind = Literal[
    "headline",
    "kicker",
    "subheadline",
    "dateline",
    "lead",
    "key_points_heading",
    "key_point",
    "heading",
    "paragraph",
    "list_item",
    "quote",
    "caption",
    "noise",
]
Severity = Literal["error", "warning", "note"]
BulletOrigin = Literal["key_point", "chosen"]

BRIEF_SCHEMA: Final = "puntos/brief/1"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a text named by the field that holds the span."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know, and where.

    `check` names the check (``numbers``, ``names``, ``source`` …), `code` the rule within it. `source_spans` count in
    the Spanish sentence and `target_spans` in the English one when `sentence` is set; with no sentence, `source_spans`
    count in the story's text and `target_spans` is empty. `redecoded` says that a better hypothesis was chosen because
    of this finding, which is then no longer true of the English shown. `suggestion` is what should stand in the place
    of the target span, where a check knows it.
    """

    check: str
    code: str
    severity: Severity
    message: str
    sentence: SentenceId | None = None
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    redecoded: bool = False
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Spanish sentence; `start` and `end` count in the text of its block."""

    id: SentenceId
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A typed piece of a story.

    `text` is ``story.text[start:end]``: what is said. `prefix` (list mark, numbering, white space, opening tag) stands
    straight before it and `suffix` (line ends, white space) straight after it, so that the blocks' `source` joined is
    the story's text again, character for character. `level` is the depth of a list, 0 outermost.
    """

    id: BlockId
    kind: BlockKind
    text: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    level: int = 0
    sentences: tuple[Sentence, ...] = ()

    @property
    def source(self) -> str:
        """The block as it stands in the story, with what surrounds it."""
        return self.prefix + self.text + self.suffix

    @property
    def continues_line(self) -> bool:
        """Whether the next block goes on in the same line (a dateline before its lead)."""
        return "\n" not in self.suffix


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was read: decoded, mended where that was sure, and, once segmented, cut into blocks.

    `name` is what the user called it (a path, ``-`` for standard input). `findings` tell what reading changed or
    doubts; `language` is the ISO 639-1 code that was recognised, or None where the text was too short to tell.
    `metadata` holds what the format said beside the text (``id``, ``date``, ``priority``, ``urgency``, ``source`` …).
    """

    name: str
    text: str
    encoding: str = "utf-8"
    language: str | None = "es"
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """An English sentence and the Spanish one it came from, whose `id` it shares.

    `start` and `end` count in the text of its draft block. `score` is the model's mean log-probability a token, or
    None where no model was asked (a number, a name kept as it is).
    """

    id: SentenceId
    source: str
    text: str
    start: int
    end: int
    score: float | None = None
    redecoded: bool = False


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block in English, with the source block's id, kind, list mark and place in the story's text.

    A block of kind ``noise`` is kept in Spanish, untranslated: its text equals its source and it has no sentences.
    """

    id: BlockId
    kind: BlockKind
    source: str
    text: str
    source_start: int
    source_end: int
    prefix: str = ""
    suffix: str = ""
    level: int = 0
    sentences: tuple[DraftSentence, ...] = ()

    @property
    def continues_line(self) -> bool:
        """Whether the next block goes on in the same line."""
        return "\n" not in self.suffix


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that supports a bullet, with the strength of the support between 0 and 1."""

    sentence: SentenceId
    score: float


@dataclass(frozen=True, slots=True)
class Bullet:
    """An English bullet: the sentences it came from, and the others that support it, best first."""

    id: BulletId
    text: str
    source: str
    level: int
    sentences: tuple[SentenceId, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The result for one story.

    `origin` says whether the bullets mirror the source's own key points (``key_point``) or were chosen from its
    sentences (``chosen``). `story_sha256` is the digest of the story's text in UTF-8. `signature` is enough to make
    the brief again: version, model and hash of its weights, engine and compute type, decoding settings.
    """

    name: str
    story_sha256: str
    headline: str | None
    key_points_heading: str | None
    origin: BulletOrigin
    bullets: tuple[Bullet, ...]
    draft: tuple[DraftBlock, ...]
    findings: tuple[Finding, ...]
    signature: str
    encoding: str = "utf-8"
    language: str | None = "es"
    metadata: Mapping[str, str] = field(default_factory=dict)
    schema: Literal["puntos/brief/1"] = BRIEF_SCHEMA

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """All draft sentences in reading order."""
        return tuple(sentence for block in self.draft for sentence in block.sentences)

    def count(self, severity: Severity) -> int:
        """How many findings of `severity` still hold (re-decoded ones were mended and do not count)."""
        return sum(finding.severity == severity and not finding.redecoded for finding in self.findings)
