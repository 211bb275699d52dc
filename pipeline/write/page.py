"""The HTML page: the English draft beside its Spanish source, sentence by sentence, with every flag in its place.

One file that needs no other and no network. Everything works without scripts; the script only adds buttons that copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from pipeline.story import BlockKind, Bullet, DraftBlock, DraftSentence, SentenceId, Span
from pipeline.write.marks import Place, flag_id, mark_class, mark_text
from pipeline.write.shell import html_page, load_asset
from pipeline.write.view import DEFAULT_HEADING, SIGNS, Flag, View, mended, source_places, standing, target_places

_HEADINGS: frozenset[BlockKind] = frozenset({"heading", "key_points_heading", "subheadline"})
_LISTED: frozenset[BlockKind] = frozenset({"list_item", "key_point"})
_DEEPEST = 3
_COUNTING = re.compile(r"\w")  # a list mark that counts: «1.», «b)»


def write_page(view: View, side_by_side: bool) -> str:  # noqa: ARG001 - the page has both texts always
    """Write a brief as a self-contained HTML page."""
    title = view.brief.headline or view.brief.name
    body = [
        *_header(view, title),
        '<main id="main">',
        *_bullets(view),
        *_story(view),
        *_left_out(view),
        "</main>",
    ]
    style = load_asset("page.css") + _pair_rules(view)
    return html_page(title, style, body, footer=view.brief.signature, script=load_asset("page.js"))


def _pair_rules(view: View) -> str:
    """One rule a flag: pointing at its message, or following a link to it, lights its places in both texts."""
    return "".join(
        f":is(.pair,.bullet):has(.{mark_class(flag)}-note:is(:hover,:target)) mark.{mark_class(flag)}"
        "{outline:2px solid}\n"
        for flag in view.all_flags
    )


def _header(view: View, title: str) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="name">{escape(view.brief.name)}</p>'
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="tally">{_tally(view)}</p>'
    yield from _flags(view.general, anchored=True)
    if view.all_flags:
        yield f"<details><summary>All flags ({len(view.all_flags)})</summary><ol>"
        for flag in view.all_flags:
            yield (
                f'<li value="{flag.number}" class="{flag.weight}"><a href="#{flag_id(flag)}">{_weight(flag)}, '
                f"{escape(flag.finding.check)}</a>: {escape(flag.finding.message)}</li>"
            )
        yield "</ol></details>"
    yield "</header>"


def _tally(view: View) -> str:
    chips = []
    for weight, sign in SIGNS.items():
        count = sum(flag.weight == weight for flag in view.all_flags)
        noun = "mended by re-decoding" if weight == "mended" else weight if count == 1 else f"{weight}s"
        if count:
            chips.append(f'<span class="chip {weight}"><span aria-hidden="true">{sign}</span> {count} {noun}</span>')
    if not chips:
        chips.append("Nothing flagged")
    if view.hidden:
        chips.append(f"{view.hidden} more in the part that is not shown")
    return " ".join(chips)


def _bullets(view: View) -> Iterator[str]:
    if not view.bullets:
        return
    chosen = view.brief.origin == "chosen"
    heading = DEFAULT_HEADING if chosen else view.heading
    yield f'<section class="bullets" aria-labelledby="bullets"><h2 id="bullets">{escape(heading)}</h2>'
    if chosen:
        yield '<p class="aside">Chosen by puntos; the story has none of its own.</p>'
    depth = -1
    for bullet in view.bullets:
        level = min(max(bullet.level, 0), depth + 1)
        if level > depth:
            yield "<ul>"
        else:
            yield "</li></ul>" * (depth - level) + "</li>"
        depth = level
        yield f"<li>{''.join(_bullet(view, bullet))}"
    yield "</li></ul>" * (depth + 1)
    yield '<p class="tools"></p></section>'


def _bullet(view: View, bullet: Bullet) -> Iterator[str]:
    sentences = {sentence.id: sentence for sentence in view.brief.sentences}
    flags = view.flags_of(*bullet.sentences)
    places: list[Place] = []
    position = 0
    for sentence in (sentences[name] for name in bullet.sentences if name in sentences):
        start = bullet.text.find(sentence.text, position)
        if start >= 0:
            places += [
                Place(Span(place.span.start + start, place.span.end + start), place.flag)
                for place in _target_places(view, sentence)
            ]
            position = start + len(sentence.text)
    yield '<div class="bullet">'
    yield f'<p class="en">{mark_text(bullet.text, places, _unplaced(flags, places), links=True)}</p>'
    if view.only == "bullets":
        yield f'<p class="es" lang="es">{escape(bullet.source)}</p>'
    else:
        numbers = {sentence.id: number for number, sentence in enumerate(view.brief.sentences, 1)}
        links = [_jump("Source", bullet.sentences, numbers)]
        links.append(_jump("Evidence", [evidence.sentence for evidence in bullet.evidence], numbers))
        yield f'<p class="jumps">{" ".join(link for link in links if link) or "No evidence in the body"}</p>'
    alone = view.only == "bullets"
    yield from _flags(flags if alone else standing(flags), anchored=alone)
    yield "</div>"


def _jump(name: str, targets: Sequence[SentenceId], numbers: Mapping[SentenceId, int]) -> str:
    links = " ".join(
        f'<a href="#{escape(target)}" aria-label="{name}: sentence {numbers[target]}">{numbers[target]}</a>'
        for target in targets
        if target in numbers
    )
    return f"<span>{name} {links}</span>" if links else ""


def _story(view: View) -> Iterator[str]:
    if not view.blocks:
        return
    numbers = {sentence.id: number for number, sentence in enumerate(view.brief.sentences, 1)}
    yield '<section class="story" aria-labelledby="story">'
    yield '<div class="bar"><h2 id="story">Draft</h2>'
    yield '<p class="tools"><label><input type="checkbox" id="spanish" checked> Show the Spanish</label></p></div>'
    yield '<p class="columns" aria-hidden="true"><span>English</span><span>Spanish</span></p>'
    for block in view.blocks:
        yield f'<div class="{_classes(block)}">'
        if not block.sentences:
            yield _pair("", "", block.kind, escape(block.text), escape(block.source), "")
        for sentence in block.sentences:
            yield _sentence(view, block, sentence, numbers[sentence.id])
        yield "</div>"
    yield "</section>"


def _classes(block: DraftBlock) -> str:
    classes = ["block", block.kind]
    if block.kind in _LISTED:
        classes.append(f"level-{min(max(block.level, 0), _DEEPEST)}")
        if not _COUNTING.search(block.prefix):
            classes.append("bulleted")
    return " ".join(classes)


def _sentence(view: View, block: DraftBlock, sentence: DraftSentence, number: int) -> str:
    flags = view.flags_of(sentence.id)
    english = _target_places(view, sentence)
    spanish = [Place(span, flag) for flag in flags for span in source_places(flag, sentence, view.brief)]
    name = escape(sentence.id)
    counted = block.kind in _LISTED and sentence.start == 0 and _COUNTING.search(block.prefix)
    mark = f'<span class="mark">{escape(block.prefix.strip())}</span> ' if counted else ""
    anchor = f'<a class="number" href="#{name}" aria-label="Sentence {number}">{number}</a>'
    return _pair(
        f' id="{name}"',
        anchor,
        block.kind,
        mark + mark_text(sentence.text, english, _unplaced(flags, english), links=True),
        mark_text(sentence.source, spanish, links=False),
        "".join(_flags(flags, anchored=True)),
    )


def _pair(attributes: str, anchor: str, kind: BlockKind, english: str, spanish: str, flags: str) -> str:
    tag = "h3" if kind in _HEADINGS and english else "p"
    return (
        f'<div class="pair"{attributes}>{anchor}<{tag} class="en">{english}</{tag}>'
        f'<p class="es" lang="es">{spanish}</p>{flags}</div>'
    )


def _left_out(view: View) -> Iterator[str]:
    if not view.left_out:
        return
    yield '<section class="left-out" aria-labelledby="left-out"><h2 id="left-out">Left out</h2>'
    yield '<p class="aside">Not part of the story, kept in Spanish.</p><ul lang="es">'
    yield from (f"<li>{escape(block.text)}</li>" for block in view.left_out)
    yield "</ul></section>"


def _flags(flags: Sequence[Flag], *, anchored: bool) -> Iterator[str]:
    if hold := standing(flags):
        yield f'<ul class="flags">{"".join(_flag(flag, anchored=anchored) for flag in hold)}</ul>'
    if gone := mended(flags):
        yield f'<details class="gone"><summary>{len(gone)} mended by re-decoding</summary><ul class="flags">'
        yield "".join(_flag(flag, anchored=anchored) for flag in gone)
        yield "</ul></details>"


def _flag(flag: Flag, *, anchored: bool) -> str:
    anchor = f' id="{flag_id(flag)}"' if anchored else ""
    return (
        f'<li{anchor} class="{flag.weight} {mark_class(flag)}-note"><b>{_weight(flag)}</b> '
        f'<span class="check">{escape(flag.finding.check)}</span> {escape(flag.finding.message)}</li>'
    )


def _weight(flag: Flag) -> str:
    return f'<span aria-hidden="true">{SIGNS[flag.weight]}{flag.number}</span> {flag.label.capitalize()}'


def _target_places(view: View, sentence: DraftSentence) -> list[Place]:
    return [Place(span, flag) for flag in view.flags_of(sentence.id) for span in target_places(flag, sentence)]


def _unplaced(flags: Sequence[Flag], places: Sequence[Place]) -> list[Flag]:
    placed = {place.flag.number for place in places}
    return [flag for flag in standing(flags) if flag.number not in placed]
