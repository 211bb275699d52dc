"""The plot of how time and memory grow with the number of stories: logarithmic axes, a slope of one is linear."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

_WIDTH: Final = 720
_HEIGHT: Final = 300
_LEFT: Final = 70
_BOTTOM: Final = 40
_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Growth:
    """What a night of so many stories took."""

    stories: int
    words: int
    seconds: float
    peak_bytes: int
    rerun_s: float


def draw(points: Sequence[Growth]) -> str:
    """Return an SVG: a line for the time, which should follow the dashed one, and one for the memory."""
    left = _panel(points, 0, "seconds (dashed: linear)", lambda each: each.seconds, linear=True)
    right = _panel(points, _WIDTH // 2, "peak memory, MB", lambda each: each.peak_bytes / _MEBIBYTE, linear=False)
    told = "; ".join(
        f"{each.stories} stories {each.seconds:.0f} s {each.peak_bytes // _MEBIBYTE} MB" for each in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12">\n<title>Time and memory of a night: {told}</title>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{left}{right}</svg>\n'
    )


def _panel(points: Sequence[Growth], offset: int, title: str, value: Callable[[Growth], float], *, linear: bool) -> str:
    values = [value(each) for each in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    first, last = math.log10(points[0].stories), math.log10(points[-1].stories)

    def across(stories: float) -> float:
        share = (math.log10(stories) - first) / max(last - first, 1e-9)
        return offset + _LEFT + share * (_WIDTH / 2 - _LEFT - 20)

    def down(amount: float) -> float:
        share = (math.log10(amount) - low) / max(high - low, 1)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - 40)

    lines = [f'<text x="{offset + _LEFT}" y="22" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        level = down(10.0**power)
        lines.append(f'<path d="M{offset + _LEFT} {level:.1f}H{offset + _WIDTH // 2 - 20}" stroke="#ddd"/>')
        lines.append(f'<text x="{offset + _LEFT - 6}" y="{level + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    foot = _HEIGHT - _BOTTOM + 18
    lines += [
        f'<text x="{across(each.stories):.1f}" y="{foot}" text-anchor="middle">{each.stories}</text>' for each in points
    ]
    if linear:
        end = values[0] * points[-1].stories / points[0].stories
        lines.append(
            f'<path d="M{across(points[0].stories):.1f} {down(values[0]):.1f}L{across(points[-1].stories):.1f} '
            f'{down(end):.1f}" stroke="#999" stroke-dasharray="4 4" fill="none"/>'
        )
    path = " ".join(
        f"{across(each.stories):.1f},{down(amount):.1f}" for each, amount in zip(points, values, strict=True)
    )
    lines.append(f'<polyline points="{path}" fill="none" stroke="#1f6f8b" stroke-width="2"/>')
    lines.append(f'<text x="{offset + _WIDTH // 4 + 30}" y="{_HEIGHT - 6}" text-anchor="middle">stories</text>')
    return "\n".join(lines) + "\n"
