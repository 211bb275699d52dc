"""The ends of a sentence: its final stop and its first capital follow the Spanish."""

from __future__ import annotations

import re
from typing import Final

_CLOSERS: Final = "\"'”’)]»"
_ABBREVIATION: Final = re.compile(r"(?:\b[A-Za-z]|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|No|etc))\.$")


def match_ends(source: str, translation: str) -> str:
    """Give `translation` the final punctuation of `source`, and a capital where the source opens with one.

    Only a full stop or a comma is taken away, and only where the source has none: a heading stays one.

    >>> match_ends("Sube el paro", "unemployment rises.")
    'Unemployment rises'
    >>> match_ends("¿Quién ganó?", "Who won.")
    'Who won?'
    """
    if not translation:
        return translation
    said, has = _end_marks(source), _end_marks(translation)
    body, closers = _cut(translation)
    if said and (said == has or {said, has} <= {".", "..."}):
        pass
    elif not said:
        if (has == "." and not _ABBREVIATION.search(body)) or (body[-1:] in ",;" and source[-1:] not in ",;"):
            translation = body[:-1] + closers
    elif said in {".", "?", "!", "...", ":"} and has in {"", "."}:
        translation = (body[: -len(has)] if has else body) + said + closers
    first = next((character for character in source if character.isalpha()), "")
    if first.isupper():
        index = next((index for index, character in enumerate(translation) if character.isalpha()), None)
        if index is not None and translation[index].islower() and not any(map(str.isdigit, translation[:index])):
            translation = translation[:index] + translation[index].upper() + translation[index + 1 :]
    return translation


def _end_marks(text: str) -> str:
    body, _ = _cut(text.replace("…", "..."))
    marks = re.search(r"(?:\.\.\.|[.?!:])$", body)
    return marks[0] if marks else ""


def _cut(text: str) -> tuple[str, str]:
    """Part the closing quotes and brackets from the rest."""
    body = text.rstrip()
    closers = body[len(body.rstrip(_CLOSERS)) :]
    return (body[: -len(closers)] if closers else body), closers
