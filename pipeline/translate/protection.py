"""What must stand in English as it stands in Spanish: addresses, handles, hashtags, damaged numbers, pictographs.

Where such a thing opens or closes a sentence it does not go through the model. Within one a placeholder goes in its
place; the model copies ``X1`` (scripts/measure_marks), and where it does not, the text before and after the thing is
translated apart: it is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.story import Span

_PROTECTED: Final = re.compile(
    r"""
      https?://[^\s<>«»“”"]+ | www\.[^\s<>«»“”"]+ | pic\.twitter\.com/\w+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                      # an e-mail address
    | (?<!\w)[@#]\w[\w.]*\w                             # a handle, a hashtag
    | (?<!\w)(?:[\w-]+\.)+(?:com|org|net|es|mx|ar|co|cl|pe|ec|uy|gob|gov|edu|info|eu|tv)(?:/[^\s<>«»“”"]*)?(?![\w.])
    | \w*\*[A-Z]{2,}\*                                  # a value that was lost on the way, «*NUMBER*»
    | [\U0001F000-\U0001FAFF\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f]+
    """,
    re.VERBOSE,
)
_TRAILING: Final = ".,;:!?)]'"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders, and what they stand for in order."""

    text: str
    placeholders: tuple[str, ...]
    originals: tuple[str, ...]

    def unmask(self, translation: str) -> str | None:
        """Put the originals back; None where a placeholder is missing or doubled."""
        for placeholder, original in zip(self.placeholders, self.originals, strict=True):
            pieces = re.split(rf"(?<!\w){placeholder}(?!\w)", translation)
            if len(pieces) != 2:
                return None
            translation = original.join(pieces)
        return translation


def find_protected(text: str) -> list[Span]:
    """Spans of `text` that are not to be translated, in order.

    >>> [text for span in find_protected("Lo dijo @rne en https://t.co/a1.") for text in ["Lo dijo @rne en https://t.co/a1."[span.start:span.end]]]
    ['@rne', 'https://t.co/a1']
    """
    spans = []
    for match in _PROTECTED.finditer(text):
        end = match.start() + len(match[0].rstrip(_TRAILING))
        if end > match.start():
            spans.append(Span(match.start(), end))
    return spans


def mask(text: str, spans: Sequence[Span]) -> Masked:
    """Put a placeholder in the place of each span."""
    used = set(re.findall(r"\bX\d+\b", text))
    names = (name for number in range(1, 10_000) if (name := f"X{number}") not in used)
    placeholders, pieces, at = [], [], 0
    for span, name in zip(spans, names, strict=False):
        pieces += [text[at : span.start], name]
        placeholders.append(name)
        at = span.end
    return Masked(
        "".join(pieces) + text[at:], tuple(placeholders), tuple(text[span.start : span.end] for span in spans)
    )
