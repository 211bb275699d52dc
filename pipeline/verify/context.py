"""What a check may know beyond the two sentences."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.story import BlockKind
from pipeline.verify.quantities.quantity import DecimalMark
from pipeline.verify.termbase import Glossary


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sentence stands.

    `kind` is the kind of its block; `glossary` the desk's terms, if any; `names` the proper names met in the story;
    `previous_source` the Spanish sentence before it in the story, empty at the start; `decimal_mark` what the numbers
    of the whole story agree on (`guess_decimal_mark`), None where they do not tell.
    """

    kind: BlockKind = "paragraph"
    glossary: Glossary | None = None
    names: frozenset[str] = frozenset()
    previous_source: str = ""
    decimal_mark: DecimalMark | None = None
