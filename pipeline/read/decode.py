"""Bytes to characters, by a rule that a person can follow.

1. A byte order mark decides. 2. Known file signatures and streams full of NUL or control bytes are binary. 3. UTF-8
if the bytes are valid UTF-8 (other encodings practically never are), a character cut off at the very end excepted.
4. Otherwise each line that is not UTF-8 is read in the single-byte encoding in which the whole makes most Spanish
words: Windows-1252 (of which ISO 8859-1 is a part), then DOS 850, then Mac OS Roman; the first wins a draw.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.errors import BinaryInputError
from pipeline.read.lines import reading_note
from pipeline.story import Finding

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SIGNATURES: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a WebP, WAV or AVI file",
    b"ID3": "an MP3 recording",
    b"OggS": "an Ogg recording",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
    b"{\\rtf": "an RTF document",
}

SINGLE_BYTE_ENCODINGS: Final = ("cp1252", "cp850", "mac_roman")
# Letters of Spanish outside ASCII, and marks that stand at the edge of words, against symbols inside a word.
_SPANISH: Final = re.compile(r"[a-zA-Z][áéíóúüñÁÉÍÓÚÜÑ]|[áéíóúüñ][a-z]|[¿¡«“][A-ZÁÉÍÓÚÑa-z]|[a-z.,?!][»”]")
_ODD: Final = re.compile(r"(?<=[a-zA-Z])[^\w\s.,;:!?'\"()\[\]«»“”‘’/\\%&@#$€*+=<>~^|{}…–—·\-](?=[a-zA-Z])")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF16_NUL_SHARE: Final = 0.3
_CONTROL_SHARE: Final = 0.1
_LETTER_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it came in, and what there is to say about it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode `data`, the whole content of the input called `name`. Raises BinaryInputError."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding, name)
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise BinaryInputError(f"{name}: looks like {what}, not text; export it as plain text and try again")
    if (guess := _utf16_without_mark(data)) is not None:
        return _with_mark(data, guess, name)
    if len(_CONTROL.findall(data)) > max(_CONTROL_SHARE * len(data), 8):
        raise BinaryInputError(f"{name}: is binary, not text; give a text or Markdown file")
    return _utf8(data) or _single_byte(data, name)


def _with_mark(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BinaryInputError(
            f"{name}: starts like {encoding.upper()} text but is not ({error.reason}); save it as UTF-8 and try again"
        ) from error
    if encoding == "utf-8":
        return Decoded(text, encoding, (reading_note("byte_order_mark", "a byte order mark was removed"),))
    return Decoded(text, encoding, (_encoding_note(encoding),))


def _utf16_without_mark(data: bytes) -> str | None:
    half = max(len(data) // 2, 1)
    for encoding, said, nuls in (("utf-16-le", data[0::2], data[1::2]), ("utf-16-be", data[1::2], data[0::2])):
        plausible = said.count(0) == 0 and len(_CONTROL.findall(said)) <= _CONTROL_SHARE * half
        if plausible and nuls.count(0) > _UTF16_NUL_SHARE * half:
            return encoding
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or error.start == 0:
            return None
        cut = reading_note("cut_character", "the last character was cut in two and dropped", severity="warning")
        return Decoded(data[: error.start].decode("utf-8"), "utf-8", (cut,))


def _single_byte(data: bytes, name: str) -> Decoded:
    lines = data.split(b"\n")
    foreign = [not _is_utf8(line) for line in lines]
    sample = b"\n".join(line for line, odd in zip(lines, foreign, strict=True) if odd)
    encoding = max(SINGLE_BYTE_ENCODINGS, key=lambda candidate: _spanishness(_decode_single(sample, candidate)))
    text = "\n".join(
        _decode_single(line, encoding) if odd else line.decode("utf-8")
        for line, odd in zip(lines, foreign, strict=True)
    )
    if sum(character.isalpha() or character.isspace() for character in text) < _LETTER_SHARE * len(text):
        raise BinaryInputError(f"{name}: is not text in an encoding that can be told; save it as UTF-8 and try again")
    if encoding == "cp1252" and not re.search(rb"[\x80-\x9f]", sample):
        encoding = "iso-8859-1"
    if any(not odd and not line.isascii() for line, odd in zip(lines, foreign, strict=True)):
        count = sum(foreign)
        message = f"UTF-8 with {count} line{'s' * (count > 1)} in {encoding.upper()}"
        return Decoded(text, f"utf-8+{encoding}", (reading_note("mixed_encodings", message, severity="warning"),))
    return Decoded(text, encoding, (_encoding_note(encoding),))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_single(data: bytes, encoding: str) -> str:
    # Five bytes mean nothing in Windows-1252; they become control characters, which are removed and reported later.
    return (
        "".join(
            part.decode("latin-1") if part in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d") else part.decode(encoding)
            for part in re.split(rb"([\x81\x8d\x8f\x90\x9d])", data)
        )
        if encoding == "cp1252"
        else data.decode(encoding)
    )


def _spanishness(text: str) -> int:
    return len(_SPANISH.findall(text)) - 2 * len(_ODD.findall(text))


def _encoding_note(encoding: str) -> Finding:
    return reading_note("encoding", f"read as {encoding.upper()}")
