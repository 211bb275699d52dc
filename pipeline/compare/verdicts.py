"""What became of every reference point, and what to think of every bullet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.compare.align import Group, Link, find_groups
from pipeline.compare.polarity import polarity_differs
from pipeline.compare.reference import Passage, Reference
from pipeline.compare.terms import bullet_supported, find_terms, point_told
from pipeline.story import Finding, SentenceId, Severity, Span
from pipeline.verify import CHECKS, Context

Verdict = Literal["kept", "partly", "missing", "unsupported", "contradicted"]

# From this share of its weighted terms a point is told, or a bullet supported; from the lower one, partly.
LEAST_KEPT = 0.6
LEAST_PARTLY = 0.35
# What a sentence and a bullet must share at least: two words, or a name.
LEAST_SHARED = 2.0
# A bullet this like our own translation of a point follows it, and should deny as often as that does. This finds what
# the check of negation cannot, which sets English against Spanish («no universitario», "non-university").
NEAR_COPY = 0.8
# At most so many sentences of the body support a bullet together.
MOST_EVIDENCE = 2

# The checks of a translation that hold for a summary too, which is free to leave out and to say otherwise.
_CHECKS = frozenset({"numbers", "names", "negation", "attribution"})
_GRAVE: frozenset[Severity] = frozenset({"error"})
# What their findings mean for a summary: code -> the severities at which a bullet contradicts its point. The checks
# only warn of negations where a translation is free, which every summary is: of one put in they are right far more
# often than not, one left out may be told in another way («sin atender», "unattended").
_CONTRADICTS: Mapping[str, frozenset[Severity]] = {
    "number-changed": _GRAVE,
    "scale-changed": _GRAVE,
    "unit-changed": _GRAVE,
    "name-changed": _GRAVE,
    "name-swapped": _GRAVE,
    "negation-lost": _GRAVE,
    "negation-added": _GRAVE | {"warning"},
    "denial-lost": _GRAVE,
}
_LACKS = frozenset({"number-missing", "name-missing", "hedge-lost", "negation-lost"})
_ADDS = frozenset({"number-added", "name-added"})
_POLARITY = "negation"


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """What became of a point: the bullets that tell it (by index), how much of it, and what they leave out.

    `untold` counts in our English of the point; `reasons` say what the checks found.
    """

    passage: Passage
    verdict: Verdict
    bullets: tuple[int, ...]
    told: float
    untold: tuple[Span, ...]
    reasons: tuple[str, ...]
    polarity_kept: bool


@dataclass(frozen=True, slots=True)
class BulletVerdict:
    """What to think of a bullet: the points it tells (by index), or the sentences of the body that support it.

    `added` are the places in it that neither says.
    """

    text: str
    level: int
    verdict: Verdict
    points: tuple[int, ...]
    evidence: tuple[SentenceId, ...]
    supported: float
    added: tuple[Span, ...]
    reasons: tuple[str, ...]


@dataclass
class _Notes:
    """What is found against the points and bullets of the whole summary."""

    contradicted_points: set[int] = field(default_factory=set)
    contradicted_bullets: set[int] = field(default_factory=set)
    lacking_points: set[int] = field(default_factory=set)
    polarity_lost: set[int] = field(default_factory=set)
    adding_bullets: set[int] = field(default_factory=set)
    point_reasons: dict[int, list[str]] = field(default_factory=dict)
    bullet_reasons: dict[int, list[str]] = field(default_factory=dict)


def judge(
    reference: Reference, texts: Sequence[str], levels: Sequence[int], links: Sequence[Link]
) -> tuple[tuple[PointVerdict, ...], tuple[BulletVerdict, ...]]:
    """Return the verdict of every point and every bullet; `texts` and `levels` are the bullets'."""
    notes = _Notes()
    groups = find_groups(links)
    for group in groups:
        _check_group(group, reference, texts, links, notes)
    by_bullet = {bullet: group for group in groups for bullet in group.bullets}
    bullets = tuple(
        _judge_bullet(index, text, level, reference, links, by_bullet.get(index), notes)
        for index, (text, level) in enumerate(zip(texts, levels, strict=True))
    )
    points = tuple(_judge_point(index, reference, texts, links, notes) for index in range(len(reference.points)))
    return points, bullets


def _judge_point(
    index: int, reference: Reference, texts: Sequence[str], links: Sequence[Link], notes: _Notes
) -> PointVerdict:
    passage = reference.points[index]
    own = tuple(link.bullet for link in links if link.point == index)
    overlap = point_told(passage, _joined([texts[bullet] for bullet in own]))
    if not own:
        verdict: Verdict = "missing"
    elif index in notes.contradicted_points:
        verdict = "contradicted"
    elif overlap.share < LEAST_KEPT or index in notes.lacking_points:
        verdict = "partly"
    else:
        verdict = "kept"
    return PointVerdict(
        passage=passage,
        verdict=verdict,
        bullets=own,
        told=overlap.share if own else 0.0,
        untold=overlap.untold if own else (Span(0, len(passage.english)),),
        reasons=tuple(dict.fromkeys(notes.point_reasons.get(index, ()))),
        polarity_kept=index not in notes.polarity_lost,
    )


def _judge_bullet(
    index: int,
    text: str,
    level: int,
    reference: Reference,
    links: Sequence[Link],
    group: Group | None,
    notes: _Notes,
) -> BulletVerdict:
    own = tuple(link.point for link in links if link.bullet == index)
    told = tuple(reference.points[point] for point in (group.points if group else ()))
    overlap = bullet_supported(text, told)
    evidence: tuple[Passage, ...] = ()
    if not told or overlap.share < 1:
        evidence = _evidence(text, told, reference.body)
        if evidence:
            overlap = bullet_supported(text, (*told, *evidence))
    if not own and evidence:
        _check_against_body(index, text, evidence, reference, notes)
    if index in notes.contradicted_bullets:
        verdict: Verdict = "contradicted"
    elif overlap.share >= LEAST_KEPT and index not in notes.adding_bullets:
        verdict = "kept"
    elif overlap.share >= LEAST_PARTLY and (own or evidence):
        verdict = "partly"
    else:
        verdict = "unsupported"
    return BulletVerdict(
        text=text,
        level=level,
        verdict=verdict,
        points=own,
        evidence=tuple(sentence for passage in evidence for sentence in passage.sentences),
        supported=overlap.share,
        added=overlap.untold,
        reasons=tuple(dict.fromkeys(notes.bullet_reasons.get(index, ()))),
    )


def _evidence(text: str, told: tuple[Passage, ...], body: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The sentences of the body, at most two, that say most of what the points told do not; each must say a part."""
    found: list[Passage] = []
    share = bullet_supported(text, told).share if told else 0.0
    first = [passage for passage in body if told or _says_part(text, passage)]
    while first and len(found) < MOST_EVIDENCE:
        best = max(first, key=lambda passage: bullet_supported(text, (*told, *found, passage)).share)
        gained = bullet_supported(text, (*told, *found, best)).share
        if gained <= share:
            break
        found.append(best)
        share = gained
    return tuple(found)


def _says_part(text: str, passage: Passage) -> bool:
    """Whether a sentence says a part of a bullet; a single common word is none."""
    overlap = bullet_supported(text, (passage,))
    return overlap.share >= LEAST_PARTLY and overlap.told >= LEAST_SHARED


def _check_group(
    group: Group, reference: Reference, texts: Sequence[str], links: Sequence[Link], notes: _Notes
) -> None:
    spanish = [reference.points[point].spanish for point in group.points]
    english = [texts[bullet] for bullet in group.bullets]
    own = [link for link in links if link.point in group.points]
    for finding in _findings(spanish, english):
        points = {group.points[at] for at in _members(spanish, finding.source_spans)}
        bullets = {group.bullets[at] for at in _members(english, finding.target_spans)}
        points = points or {_best(own, bullet).point for bullet in bullets}
        bullets = bullets or {link.bullet for link in own if link.point in points}
        _note(finding, points, bullets, texts, reference, notes)
    if len(own) == 1 and own[0].similarity >= NEAR_COPY and own[0].point not in notes.contradicted_points:
        point, bullet = own[0].point, own[0].bullet
        reason = polarity_differs(reference.points[point].english, texts[bullet])
        if reason is not None:
            notes.contradicted_points.add(point)
            notes.contradicted_bullets.add(bullet)
            notes.polarity_lost.add(point)
            notes.point_reasons.setdefault(point, []).append(reason)
            notes.bullet_reasons.setdefault(bullet, []).append(reason)


def _check_against_body(
    index: int, text: str, evidence: tuple[Passage, ...], reference: Reference, notes: _Notes
) -> None:
    for finding in _findings([passage.spanish for passage in evidence], [text]):
        if finding.target_spans:
            _note(finding, set(), {index}, [*[""] * index, text], reference, notes)


def _note(
    finding: Finding,
    points: set[int],
    bullets: set[int],
    texts: Sequence[str],
    reference: Reference,
    notes: _Notes,
) -> None:
    if finding.severity in _CONTRADICTS.get(finding.code, ()):
        if finding.check == "numbers" and all(_said_elsewhere(texts[bullet], reference) for bullet in bullets):
            notes.lacking_points |= points
        else:
            notes.contradicted_points |= points
            notes.contradicted_bullets |= bullets
            notes.polarity_lost |= points if finding.check == _POLARITY else set()
    elif finding.code in _LACKS and finding.severity != "note":
        notes.lacking_points |= points
    elif finding.code in _ADDS and not all(_said_elsewhere(texts[bullet], reference) for bullet in bullets):
        notes.adding_bullets |= bullets
    else:
        return
    for point in points:
        notes.point_reasons.setdefault(point, []).append(finding.message)
    for bullet in bullets:
        notes.bullet_reasons.setdefault(bullet, []).append(finding.message)


def _said_elsewhere(text: str, reference: Reference) -> bool:
    """Whether some sentence of the story says most of a bullet, all its numbers among it."""
    numbers = [Span(number.start, number.end) for number in find_terms(text).numbers]
    for passage in reference.body:
        overlap = bullet_supported(text, (passage,))
        if overlap.share >= LEAST_KEPT and not any(number in overlap.untold for number in numbers):
            return True
    return False


def _findings(spanish: Sequence[str], english: Sequence[str]) -> Iterator[Finding]:
    source, target, context = _joined(spanish), _joined(english), Context()
    for check in CHECKS:
        if check.name in _CHECKS:
            yield from check.run(source, target, context)


def _joined(texts: Sequence[str]) -> str:
    return " ".join(texts)


def _members(texts: Sequence[str], spans: Sequence[Span]) -> set[int]:
    """The indexes of the texts, joined by spaces, in which spans begin."""
    found: set[int] = set()
    start = 0
    for index, text in enumerate(texts):
        end = start + len(text) + 1
        if any(start <= span.start < end for span in spans):
            found.add(index)
        start = end
    return found


def _best(links: Sequence[Link], bullet: int) -> Link:
    return max((link for link in links if link.bullet == bullet), key=lambda link: link.similarity)


VALUES: Mapping[Verdict, float] = {"kept": 1.0, "partly": 0.5, "missing": 0.0, "unsupported": 0.0, "contradicted": 0.0}
