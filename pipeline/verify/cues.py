"""Tables of cues: regular expressions of whole words, kept as data, section by section."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pipeline.story import Span


@lru_cache(maxsize=16)
def load_cues(name: str) -> dict[str, re.Pattern[str]]:
    """Return the sections of ``data/NAME.txt`` as patterns that ignore case.

    A section is a line ``[its name]`` and lines of alternatives between `` | ``; ``#`` starts a remark.
    """
    sections: dict[str, list[str]] = {}
    alternatives: list[str] = []
    text = files("pipeline.verify").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            alternatives = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            alternatives.extend(line.split(" | "))
    return {
        section: re.compile(rf"(?<!\w)(?:{'|'.join(rows)})(?!\w)", re.IGNORECASE) for section, rows in sections.items()
    }


def find_cues(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Return where the cues of a section stand in a text."""
    return tuple(Span(match.start(), match.end()) for match in pattern.finditer(text))


def blank(pattern: re.Pattern[str], text: str) -> str:
    """Replace what matches by as many low lines, which no cue matches."""
    return pattern.sub(lambda match: "_" * len(match.group()), text)
