"""The body of a story: dateline and lead, headings, captions, pull quotes, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.segment.datelines import find_dateline
from pipeline.segment.features import is_heading_like
from pipeline.segment.layout import Layout
from pipeline.segment.noise_vocabulary import AGENCY
from pipeline.segment.units import Unit
from pipeline.segment.vocabulary import fold

# Credits of pictures: «(EFE)», «(Foto: …)», «1 Terceros», «/ EFE», and labels before the text.
_CAPTION: Final = re.compile(
    r".*\((?i:foto|imagen|archivo|crédito)\b[^()]*\)\.?$"
    rf"|.*\((?:{AGENCY}|Getty(?: Images)?|Cuartoscuro|X|Instagram)(?:[/ -][^()]{{1,40}})?\)\.?$"
    r"|.*(?:\b(?:\d+ )?Terceros|\bGetty Images|\bShutterstock|\bCuartoscuro|[/|] ?(?:EFE|Archivo)|\bEFE/[A-Z][\w .]+)$"
    r"|(?:Fotos?|Fotografía|Imagen|Imágenes|Pie de foto|Infografía|Gráfico|Crédito|Archivo)\s?[:/|]\s?\S.*$",
    re.DOTALL,
)
# A heading in capitals that lost its line: «… señaló el coordinador. LOS HOSPITALES RESISTEN».
_CAPS_TAIL: Final = re.compile(r"(?<=[.!?…»”\"])(?P<space>[ \t]+)(?P<heading>[^a-záéíóúñü.\d]{15,100})$")
_MIN_CAPS_TAIL_WORDS: Final = 3
_MAX_CAPTION_WORDS: Final = 45
_MIN_CAPTION_WORDS: Final = 3
_WHOLLY_QUOTED: Final = re.compile(r"[«“\"'‘][^«»“”\"]+[»”\"'’]$")
_ATTRIBUTION: Final = re.compile(r"[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ][\w.]+){0,3},\s?\S.{1,60}$")
_MIN_RELATED_WORDS: Final = 8
_MAX_AFTER_RELATED_WORDS: Final = 6


def mark_captions(units: Sequence[Unit]) -> list[Unit]:
    """Type captions of pictures, and the bare repetition of a caption."""
    marked = list(units)
    captions: list[str] = []
    for index, unit in enumerate(units):
        if unit.kind is not None or unit.mark or not _MIN_CAPTION_WORDS <= unit.words <= _MAX_CAPTION_WORDS:
            continue
        folded = fold(unit.text)
        if _CAPTION.match(unit.text) or any(caption.startswith(folded) for caption in captions):
            marked[index] = unit.typed("caption")
            captions.append(folded)
    return marked


def mark_quotes(units: Sequence[Unit]) -> list[Unit]:
    """Type a pull quote and the line under it that says who spoke."""
    marked = list(units)
    for index, (unit, after) in enumerate(pairwise(units)):
        plain = unit.kind is None and after.kind is None and unit.mark is None and not after.ends_in_stop
        if plain and _WHOLLY_QUOTED.match(unit.text) and _ATTRIBUTION.match(after.text):
            marked[index], marked[index + 1] = unit.typed("quote"), after.typed("quote")
    return marked


def mark_headings(units: Sequence[Unit], layout: Layout) -> list[Unit]:
    """Type headings: lines that look like one and have text under them.

    A long line like a headline straight over a short heading is a link to another story; what looks like a heading at
    the end of the story is left a heading, which keeps it in the draft.
    """
    marked = list(units)
    open_units = [index for index, unit in enumerate(units) if unit.kind not in ("noise", "caption")]
    for place, index in enumerate(open_units):
        unit = units[index]
        if unit.kind is not None or not is_heading_like(unit) or _is_sentence(unit, layout):
            continue
        after = units[open_units[place + 1]] if place + 1 < len(open_units) else None
        long = unit.words >= _MIN_RELATED_WORDS
        if long and after is not None and _is_short_heading(after) and place > 0:
            marked[index] = unit.typed("noise")
        elif after is not None or long:
            marked[index] = unit.typed("heading")
    return marked


def cut_heading_tails(units: Sequence[Unit]) -> list[Unit]:
    """Cut a heading in capitals from the end of the paragraph it is glued to."""
    marked: list[Unit] = []
    for unit in units:
        match = _CAPS_TAIL.search(unit.text) if unit.kind is None and not unit.is_caps else None
        if match and len(match["heading"].split()) >= _MIN_CAPS_TAIL_WORDS:
            paragraph, heading = unit.cut(match.start(), match.start("heading"))
            marked += [paragraph, heading.typed("heading")]
        else:
            marked.append(unit)
    return marked


def _is_sentence(unit: Unit, layout: Layout) -> bool:
    """Whether a question in a story of one sentence a line is more likely said than a heading."""
    return layout.sentence_lines and unit.ends_in_stop


def _is_short_heading(unit: Unit) -> bool:
    return unit.kind is None and is_heading_like(unit) and unit.words <= _MAX_AFTER_RELATED_WORDS


def mark_datelines(units: Sequence[Unit]) -> list[Unit]:
    """Cut the dateline from the paragraph it opens."""
    marked: list[Unit] = []
    opens_story = True
    for unit in units:
        found = find_dateline(unit.text, opens_story=opens_story) if unit.kind is None and not unit.mark else None
        if found:
            said, bar = found
            dateline, paragraph = unit.cut(said.end, bar.end)
            marked += [dateline.typed("dateline"), paragraph]
        else:
            marked.append(unit)
        opens_story = opens_story and unit.kind is not None
    return marked


def mark_paragraphs(units: Sequence[Unit]) -> list[Unit]:
    """Type what is left: the first is the lead, the others are paragraphs."""
    marked: list[Unit] = []
    has_lead = any(unit.kind == "lead" for unit in units)
    for unit in units:
        if unit.kind is None:
            marked.append(unit.typed("paragraph" if has_lead else "lead"))
            has_lead = True
        else:
            marked.append(unit)
    return marked
