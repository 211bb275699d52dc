"""Bytes to a story."""

from __future__ import annotations

import re
from typing import Final

from pipeline.errors import EmptyInputError, WrongLanguageError
from pipeline.read.decode import decode
from pipeline.read.formats import find_format
from pipeline.read.language import LANGUAGES, SURE, detect_language, find_foreign_lines
from pipeline.read.lines import compose, reading_note
from pipeline.read.mend import compose_letters, mend_mojibake, remove_control
from pipeline.story import Finding, Span, Story

_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
_LOST: Final = re.compile("\ufffd+")


def read(data: bytes, name: str, *, force: bool = False) -> Story:
    """Read the whole content of the input called `name`.

    The story's findings tell what was changed (check ``reading``) and what is not Spanish (check ``language``); its
    blocks are those that the format marked, as hints for `segment`. With `force`, a text in another language passes
    with a warning.

    Raises EmptyInputError, BinaryInputError and, without `force`, WrongLanguageError.
    """
    decoded = decode(data, name)
    text, ends = _LINE_ENDS.subn("\n", decoded.text)
    if not text.strip():
        raise EmptyInputError(f"{name}: holds no text; check that the story was saved")
    document = find_format(name, text).read(text)
    mended = [remove_control(compose_letters(mend_mojibake(line))) for line in document.lines]
    text, blocks, changes = compose(mended)
    if not text.strip():
        raise EmptyInputError(f"{name}: holds no text besides markup; check that the story was saved")
    line_ends = [reading_note("line_ends", f"{ends} line ends were made \\n")] if ends else []
    language, doubts = _check_language(text, name, force)
    return Story(
        name=name,
        text=text,
        encoding=decoded.encoding,
        language=language,
        blocks=blocks,
        findings=(*decoded.findings, *line_ends, *document.findings, *changes, *_lost_characters(text), *doubts),
        metadata=document.metadata,
    )


def _lost_characters(text: str) -> list[Finding]:
    spans = [Span(match.start(), match.end()) for match in _LOST.finditer(text)]
    message = "characters were lost before the text came here (shown as \ufffd)"
    return [reading_note("lost_characters", message, spans, "warning")] if spans else []


def _check_language(text: str, name: str, force: bool) -> tuple[str | None, list[Finding]]:
    verdict = detect_language(text)
    if verdict.language in ("es", None):
        return verdict.language, list(find_foreign_lines(text)) if verdict.language else []
    found = LANGUAGES[str(verdict.language)]
    if verdict.probability >= SURE and not force:
        raise WrongLanguageError(f"{name}: is in {found}, not Spanish; give a Spanish story, or use --force to go on")
    sure = verdict.probability >= SURE
    message = f"the text {'is' if sure else 'may be'} in {found}, not Spanish"
    code = "wrong_language" if sure else "uncertain_language"
    return (verdict.language if sure else None), [Finding("language", code, "warning", message)]
