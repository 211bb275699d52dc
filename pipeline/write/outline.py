"""The order of a brief on a page of text, the same for Markdown and plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.story import BlockKind, Bullet, DraftBlock, DraftSentence
from pipeline.write.view import Flag, View, mended, standing, target_places

# Kinds whose blocks stand close together, without a blank line between.
_LISTED: frozenset[BlockKind] = frozenset({"list_item", "key_point"})
_SOURCE_GAPS = "source"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in both languages, escaped, with the kind of its block and its flags."""

    kind: BlockKind
    spanish: str
    english: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a format writes the parts of the outline.

    `escape` takes a text from the story and whether it opens a line. The other parts are made of: `title`, the escaped
    headline; `section`, the plain name of a part of the page; `aside`, a plain line of the page about itself; `item`,
    an escaped list item, its level and its mark in the story; `block`, a kind and an escaped text; `notes`, flags and
    the level of the list item under which they stand, None under a block; `source`, the plain Spanish of a list item
    and its level; `pairs`, the texts side by side; `signature`, the last line.
    """

    escape: Callable[[str, bool], str]
    title: Callable[[str], str]
    section: Callable[[str], str]
    aside: Callable[[str], str]
    item: Callable[[str, int, str], str]
    block: Callable[[BlockKind, str], str]
    notes: Callable[[Sequence[Flag], int | None], str]
    source: Callable[[str, int], str]
    pairs: Callable[[Sequence[Row]], str]
    signature: Callable[[str], str]


def write_outline(view: View, style: Style, *, side_by_side: bool) -> str:
    """Write a brief as text that ends with a line break."""
    parts = [*_top(view, style), *_bullets(view, style, side_by_side)]
    if view.blocks:
        if view.only == "all":
            parts.append(style.section("Draft"))
        parts += [_pairs(view, style)] if side_by_side else _draft(view, style)
    parts += [*_mended(view, style), *_left_out(view, style)]
    parts.append(style.signature(view.brief.signature))
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(view: View, style: Style) -> Iterator[str]:
    if view.only == "all" and view.brief.headline:
        yield style.title(style.escape(one_line(view.brief.headline), False))
        yield style.notes(standing(_headline_flags(view)), None)
    yield style.aside(view.tally)
    yield style.notes(standing(view.general), None)


def _headline_flags(view: View) -> tuple[Flag, ...]:
    return tuple(
        flag
        for block in view.brief.draft
        if block.kind == "headline" and block not in view.blocks
        for flag in view.flags_of(*(sentence.id for sentence in block.sentences))
    )


def _bullets(view: View, style: Style, side_by_side: bool) -> Iterator[str]:
    if not view.bullets:
        return
    yield style.section(view.heading)
    lines: list[str] = []
    levels = _levels([bullet.level for bullet in view.bullets])
    for bullet, level in zip(view.bullets, levels, strict=True):
        flags = standing(view.flags_of(*bullet.sentences))
        marked = _with_markers(bullet.text, _bullet_markers(view, bullet), style)
        lines.append(style.item(marked, level, "-"))
        if side_by_side:
            lines.append(style.source(one_line(bullet.source), level))
        if flags:
            lines.append(style.notes(flags, level))
    yield "\n".join(lines)


def _bullet_markers(view: View, bullet: Bullet) -> list[tuple[int, str]]:
    """The markers of a bullet: where its sentences end in it, or at its own end."""
    sentences = {sentence.id: sentence for sentence in view.brief.sentences}
    markers: list[tuple[int, str]] = []
    position = 0
    for sentence_id in bullet.sentences:
        sentence = sentences.get(sentence_id)
        start = bullet.text.find(sentence.text, position) if sentence is not None else -1
        if sentence is not None and start >= 0:
            markers += [(start + at, marker) for at, marker in _markers(view, sentence)]
            position = start + len(sentence.text)
        else:
            markers += [(len(bullet.text), flag.marker) for flag in view.flags_of(sentence_id)]
    return markers


def _draft(view: View, style: Style) -> Iterator[str]:
    items: list[str] = []
    levels = iter(_levels([block.level for block in view.blocks if block.kind in _LISTED]))
    run_in = ""
    flags: tuple[Flag, ...] = ()
    for block in view.blocks:
        text = run_in + _with_markers(block.text, _block_markers(view, block), style, opens_line=not run_in)
        flags += standing(view.flags_of(*(sentence.id for sentence in block.sentences)))
        if block.kind == "dateline" and block.continues_line and block is not view.blocks[-1]:
            run_in = text + (block.suffix or " ")
            continue
        if block.kind in _LISTED:
            level = next(levels)
            items.append(_noted(style.item(text, level, _list_mark(block)), flags, level, style))
        else:
            yield "\n".join(items)
            items = []
            yield _noted(style.block(block.kind, text), flags, None, style)
        run_in, flags = "", ()
    yield "\n".join(items)


def _noted(text: str, flags: Sequence[Flag], level: int | None, style: Style) -> str:
    return f"{text}\n{style.notes(flags, level)}" if flags else text


def _pairs(view: View, style: Style) -> str:
    rows: list[Row] = []
    for block in view.blocks:
        if not block.sentences:
            rows.append(Row(block.kind, _escaped(block.source, style), _escaped(block.text, style)))
        for sentence in block.sentences:
            english = _with_markers(sentence.text, _markers(view, sentence), style)
            flags = standing(view.flags_of(sentence.id))
            rows.append(Row(block.kind, _escaped(sentence.source, style), english, flags))
    return style.pairs(rows)


def _escaped(text: str, style: Style) -> str:
    return style.escape(one_line(text), True)


def _mended(view: View, style: Style) -> Iterator[str]:
    flags = mended(view.all_flags)
    if flags:
        yield style.section("Mended by re-decoding")
        yield style.aside("Found in a first translation, and gone from the one above:")
        yield style.notes(flags, None)


def _left_out(view: View, style: Style) -> Iterator[str]:
    if not view.left_out:
        return
    yield style.section("Left out")
    yield style.aside("Not part of the story, kept in Spanish:")
    yield "\n".join(style.item(style.escape(one_line(block.text), True), 0, "-") for block in view.left_out)


def _markers(view: View, sentence: DraftSentence) -> list[tuple[int, str]]:
    """The markers of a sentence: at its end, but a hole in the source is marked where the English has it."""
    markers = []
    for flag in view.flags_of(sentence.id):
        places = target_places(flag, sentence) if flag.finding.check == _SOURCE_GAPS else ()
        markers.append((places[0].end if places else len(sentence.text), flag.marker))
    return markers


def _block_markers(view: View, block: DraftBlock) -> list[tuple[int, str]]:
    return [
        (sentence.start + place, marker) for sentence in block.sentences for place, marker in _markers(view, sentence)
    ]


def _with_markers(text: str, markers: Sequence[tuple[int, str]], style: Style, *, opens_line: bool = True) -> str:
    """Write markers into a text at their places, escaping the text between them."""
    pieces: list[str] = []
    start = 0
    for place in sorted({place for place, _ in markers} | {len(text)}):
        piece = one_line(text[start:place])
        pieces.append(style.escape(piece, opens_line and start == 0))
        here = "".join(marker for at, marker in markers if at == place)
        if here:
            pieces.append(f" {here}")
        start = place
    return "".join(pieces)


def _list_mark(block: DraftBlock) -> str:
    return block.prefix.strip() or "-"


def _levels(levels: Sequence[int]) -> list[int]:
    """Depths that begin at 0 and never jump, so that an item always hangs under one."""
    depths: list[int] = []
    stack: list[int] = []
    for level in levels:
        while stack and stack[-1] >= level:
            stack.pop()
        depths.append(len(stack))
        stack.append(level)
    return depths


def one_line(text: str) -> str:
    """Return a text with a space for every line break."""
    return text.replace("\r\n", " ").replace("\n", " ")
