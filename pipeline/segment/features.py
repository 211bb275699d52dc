"""What a unit looks like: the properties by which headings, captions and tables are told from paragraphs."""

from __future__ import annotations

import re
from typing import Final

from pipeline.segment.layout import HANGING
from pipeline.segment.units import Unit

_QUESTION: Final = re.compile(r"[^.!?…]*[¿¡][^.]*[?!]$")
# «Los agentes han recuperado:» introduces a list and is no label.
_VERB: Final = re.compile(
    r"\b(?:ha|han|es|son|era|eran|fue|fueron|será|serán|hay|está|están|tiene|tienen|incluye|incluyen|dijo|siguientes?)\b"
)
_MAX_HEADING_WORDS: Final = 20
_MAX_LABEL_WORDS: Final = 7
_MAX_CAPS_WORDS: Final = 16


def is_heading_like(unit: Unit) -> bool:
    """Whether a unit could be a heading by its looks: short, with a letter, and no end of a sentence.

    A whole question may be one, and a line in capitals; a colon ends a short label only.
    """
    text = unit.text
    if unit.is_item or unit.mark or "\n" in text or not any(letter.isalpha() for letter in text):
        return False
    if text[-1] in ",;" or unit.words > _MAX_HEADING_WORDS or HANGING.search(text):
        return False
    if text[-1] == ":":
        return unit.words <= _MAX_LABEL_WORDS and not _VERB.search(text)
    if not unit.ends_in_stop:
        return True
    return bool(_QUESTION.match(text)) or (unit.is_caps and unit.words <= _MAX_CAPS_WORDS)
