"""Holes and damage in the Spanish itself: figures that dropped out, text that was cut, quotes that never close.

The draft must not invent what the source lacks, so an editor is told where it lacks it. The rules are tables; each
names what a Spanish sentence cannot do (RAE and ASALE, «Nueva gramática», chapter 29 on prepositions; «Ortografía»,
chapter III on brackets and quotation marks) or what feeds are known to leave behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.story import Block, Finding, Sentence, SentenceId, Severity, Span, Story


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that no sound sentence has; its match, or the group ``at`` of it, is the place to show."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    message: str


_MONTH: Final = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
# Prepositions and articles that need something after them. Left out before a bare stop are those that are also nouns,
# verbs, adjectives or adverbs («en contra.», «el sobre.», «muy bajo.», «no para.»), and «a», as in «a. m.».
_NEEDY: Final = (
    r"(?:de|del|al|en|por|con|desde|hasta|según|sin|ante|mediante|durante|el|su|sus|cada|de l[ao]s|en l[ao]s|a l[ao]s)"
)
_NEEDY_BEFORE_SPACE: Final = rf"(?:{_NEEDY}|a|para|entre|sobre|contra|bajo|tras|hacia|los|las|la|un|una|y|o|que)"
# Nouns that a figure follows or that stand for one: «el artículo .», «de los años ,».
_COUNTED: Final = (
    r"(?:años?|artículos?|ley|decreto|núm\.|número|capítulo|siglo|puesto|minuto|kilómetro|resolución|expediente)"
)

RULES: Final = (
    Rule(
        "placeholder",
        "warning",
        re.compile(
            r"\*[A-Z_]{3,}\*(?:\s?[-:.,/–]\s?\*[A-Z_]{3,}\*)*|\{\{?\s?\w+\s?\}?\}|<(?:NUM|NUMBER|DATE|NAME)>|_{3,}"
        ),
        "a mark stands where a figure or a name was",
    ),
    Rule(
        "hole",
        "warning",
        re.compile(rf"(?<!\w)(?P<at>{_NEEDY_BEFORE_SPACE}\s+)(?=[.,;:!?»”)](?!\w|\.\.))"),
        "something is missing between this word and the stop",
    ),
    Rule(
        "hole",
        "warning",
        re.compile(rf"(?<!\w)(?P<at>{_NEEDY}(?=[.;!?](?:\s|$)))"),
        "the sentence stops after a word that needs another",
    ),
    Rule(
        "hole",
        "warning",
        # «en vigor en, según la nota»: no second comma closes the aside, so nothing follows the preposition.
        re.compile(
            r"(?<!\w)(?P<at>(?:desde|en|del|hasta|el)),\s(?:según|informó|dijo|indicó|explicó|señaló)\b(?=[^,]*$)"
        ),
        "something is missing between this word and the comma",
    ),
    Rule(
        "hole",
        "warning",
        re.compile(rf"\b(?P<at>{_COUNTED}\s+)(?=[.,;](?:\s|$))"),
        "a figure or a name is missing before the stop",
    ),
    Rule(
        "hole",
        "warning",
        re.compile(
            rf"\b(?P<at>(?:pasado|próximo|desde el|hasta el) de {_MONTH})\b"
            rf"|\b(?P<of>de {_MONTH} de)(?=[.,;)]|\s(?:[.,;)]|según\b))"
            r"|\b(?P<percent>(?:un|el|del|al) (?:%|por ciento)(?!\w))|\b(?P<between>entre y)\b"
            r"|\b(?P<hours>a las? horas)(?=[.,;)]|\sdel?\b)"
        ),
        "a figure is missing",
    ),
    Rule(
        "hole", "warning", re.compile(r"\(\s*\)|\[\s*\]|«\s*»|“\s*”"), "brackets or quotation marks with nothing inside"
    ),
    Rule(
        "cut",
        "warning",
        re.compile(
            r"(?<=[\w,])\s(?P<at>(?:\.\.\.|…))\s(?=[a-záéíóúñ])"
            r"|(?<!\w)(?P<end>(?:de|del|la|el|los|las|en|que|y|a|con|por|un|una)\s?(?:\.\.\.|…))$"
        ),
        "text was cut out here",
    ),
    Rule(
        "editor_mark",
        "warning",
        re.compile(
            r"\[(?i:fotos?|imagen|v[ií]deo|gráfico|mapa|audio|tabla|insertar|pendiente|completar|ojo|verificar|tk)\b"
            r"[^\]]*\]"
            r"|\bX{4,}\b|\bTK\b|\?{3,}|\(sic\?\)"
        ),
        "a mark of the desk was left in the text",
    ),
    Rule(
        "lost_character",
        "warning",
        re.compile(r"\ufffd+|(?<=[a-záéíóúñ])\?(?=[a-záéíóúñ]{2})(?!\S*[=&])"),
        "a letter was lost",
    ),
    Rule(
        "doubled_word",
        "note",
        re.compile(r"(?<!\w)(?P<at>(de|del|la|el|los|las|en|que|a|por|con|y|se|un|una|su|al)\s+\2)(?!\w)"),
        "a word is there twice",
    ),
)

_PAIRS: Final = (("«", "»", ""), ("“", "”", '"'))  # opening, closing, and what careless copy closes with
_STRAIGHT: Final = re.compile('"')
_INCHES: Final = re.compile(r'\d"')
_MAX_QUOTED_BLOCKS: Final = 4  # a quotation may run over several lines
_MIN_REPEATED_WORDS: Final = 5
_MIN_UNFINISHED_WORDS: Final = 8
_STOP: Final = re.compile(r"[.!?…:]['\"»”’)\]]*$")
_BODY: Final = ("lead", "paragraph")


def find_source_anomalies(story: Story) -> tuple[Finding, ...]:
    """What is damaged in a segmented story: findings (check ``source``) with the sentence and the place in it."""
    found = [finding for sentence in story.sentences for finding in _damage(sentence)]
    found += _open_quotes(story.blocks)
    found += _repetitions(story.blocks)
    found += _unfinished_end(story.blocks)
    order = {sentence.id: number for number, sentence in enumerate(story.sentences)}
    return tuple(sorted(found, key=lambda finding: order.get(finding.sentence or SentenceId(""), len(order))))


def _finding(code: str, severity: Severity, message: str, sentence: Sentence, spans: Sequence[Span]) -> Finding:
    shown = ", ".join(f"«{sentence.text[span.start : span.end]}»" for span in spans[:3])
    return Finding("source", code, severity, f"{message}: {shown}", sentence.id, tuple(spans))


def _damage(sentence: Sentence) -> Iterator[Finding]:
    taken: list[Span] = []
    for rule in RULES:
        spans = [span for span in _spans(rule.pattern, sentence.text) if not any(_overlap(span, old) for old in taken)]
        taken += spans
        if spans:
            yield _finding(rule.code, rule.severity, rule.message, sentence, spans)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        name = next((name for name, said in match.groupdict().items() if said), None)
        start, end = match.span(name) if name else match.span()
        yield Span(start, end - (len(text[start:end]) - len(text[start:end].rstrip())))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _open_quotes(blocks: Sequence[Block]) -> Iterator[Finding]:
    said = [block for block in blocks if block.sentences]
    for opening, closing, careless in _PAIRS:
        yield from _unpaired(said, opening, closing, careless)
    for index, block in enumerate(said):
        if _odd(block) and not any(map(_odd, [*said[max(index - 1, 0) : index], *said[index + 1 : index + 2]])):
            sentence = next(s for s in block.sentences if len(_STRAIGHT.findall(s.text)) % 2)
            *_, last = _STRAIGHT.finditer(sentence.text)
            yield _quote_finding(sentence, last.start())


def _odd(block: Block) -> bool:
    # A curly quotation that careless copy closes straight is the business of the curly pair; 42" are inches.
    straight = len(_STRAIGHT.findall(block.text))
    odd = (straight + block.text.count("“") - block.text.count("”")) % 2 == 1
    return odd and straight > len(_INCHES.findall(block.text))


def _unpaired(blocks: Sequence[Block], opening: str, closing: str, careless: str) -> Iterator[Finding]:
    waiting: list[tuple[int, Sentence, int]] = []
    for number, block in enumerate(blocks):
        for sentence in block.sentences:
            for position, letter in enumerate(sentence.text):
                starts_line = sentence.start + position == 0
                if letter == opening:
                    waiting.append((number, sentence, position))
                elif letter == closing and starts_line:
                    continue  # a further paragraph of a quotation opens so
                elif letter == closing and waiting:
                    # Each paragraph of a long quotation opens with a mark of its own; one closing mark ends them all.
                    waiting = [] if _opens_paragraph(waiting[-1]) and waiting[-1][0] > waiting[0][0] else waiting[:-1]
                elif careless and letter == careless and waiting:
                    waiting.pop()
                elif letter == closing and not (careless and block.text.count(careless) % 2):
                    yield _quote_finding(sentence, position)
        for _, sentence, position in [entry for entry in waiting if number - entry[0] >= _MAX_QUOTED_BLOCKS]:
            yield _quote_finding(sentence, position)
        waiting = [entry for entry in waiting if number - entry[0] < _MAX_QUOTED_BLOCKS]
    for _, sentence, position in waiting:
        yield _quote_finding(sentence, position)


def _opens_paragraph(entry: tuple[int, Sentence, int]) -> bool:
    _, sentence, position = entry
    return sentence.start + position == 0


def _quote_finding(sentence: Sentence, position: int) -> Finding:
    message = "a quotation mark has no partner, so it is not plain what is quoted"
    return _finding("unpaired_quote", "note", message, sentence, [Span(position, position + 1)])


def _repetitions(blocks: Sequence[Block]) -> Iterator[Finding]:
    before: Sentence | None = None
    for block in blocks:
        for sentence in block.sentences:
            same = before is not None and sentence.text == before.text
            if same and block.kind in _BODY and len(sentence.text.split()) >= _MIN_REPEATED_WORDS:
                yield _finding(
                    "repeated_sentence", "note", "said twice in a row", sentence, [Span(0, len(sentence.text))]
                )
            before = sentence


def _unfinished_end(blocks: Sequence[Block]) -> Iterator[Finding]:
    """The last paragraph, where it breaks off though the others end in a stop."""
    body = [block for block in blocks if block.kind in _BODY and block.sentences]
    if body and body[-1].continues_line:
        return  # the agency's signature stands in the place of the stop
    if len(body) > 1 and all(_STOP.search(block.text) for block in body[:-1]) and not _STOP.search(body[-1].text):
        sentence = body[-1].sentences[-1]
        words = sentence.text.split()
        if len(words) >= _MIN_UNFINISHED_WORDS:
            span = Span(len(sentence.text) - len(words[-1]), len(sentence.text))
            yield _finding("unfinished", "warning", "the story breaks off in mid-sentence", sentence, [span])
