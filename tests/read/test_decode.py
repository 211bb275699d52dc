"""Bytes in, text and the name of the encoding out."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BinaryInputError
from pipeline.read.decode import decode

TEXT = "«El año acabó mal», señaló la alcaldesa de Logroño. ¿Y ahora qué? Subió un 3 % —según cálculos— el déficit.\n"

ENCODINGS = [
    # bytes, name of the encoding, codes of the findings
    (TEXT.encode(), "utf-8", []),
    (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", ["byte_order_mark"]),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", ["encoding"]),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", ["encoding"]),
    (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", ["encoding"]),
    (TEXT.encode("utf-16-le"), "utf-16-le", ["encoding"]),
    (TEXT.encode("utf-16-be"), "utf-16-be", ["encoding"]),
    (TEXT.replace("—", "-").encode("latin-1"), "iso-8859-1", ["encoding"]),
    (TEXT.encode("cp1252"), "cp1252", ["encoding"]),
    (TEXT.replace("—", "-").encode("cp850"), "cp850", ["encoding"]),
    (TEXT.encode("mac_roman"), "mac_roman", ["encoding"]),
    (TEXT.encode() + TEXT.encode("cp1252"), "utf-8+cp1252", ["mixed_encodings"]),
    (b"Sin acentos.\n", "utf-8", []),
]


@pytest.mark.parametrize(("data", "encoding", "codes"), ENCODINGS, ids=[encoding for _, encoding, _ in ENCODINGS])
def test_the_encoding_is_found_and_said(data: bytes, encoding: str, codes: list[str]) -> None:
    decoded = decode(data, "nota.txt")
    assert decoded.encoding == encoding
    assert [finding.code for finding in decoded.findings] == codes
    assert "�" not in decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman"])
def test_the_text_comes_back(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "nota.txt").text == TEXT


def test_a_character_cut_in_two_at_the_end_is_dropped_with_a_warning() -> None:
    decoded = decode("La niña y el año".encode() + "ñ".encode()[:1], "nota.txt")
    assert decoded.text == "La niña y el año"
    assert [(finding.code, finding.severity) for finding in decoded.findings] == [("cut_character", "warning")]


BINARIES = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
    (b"PK\x03\x04\x14\x00", "an office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
    (b"{\\rtf1\\ansi Hola}", "an RTF document"),
    (bytes(range(256)) * 4, "binary"),
    (b"\x00\x01\x02\x03" * 50, "binary"),
    (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16-LE"),
    (bytes(range(0xA1, 0xC0)) * 8, "not text"),
]


@pytest.mark.parametrize(("data", "said"), BINARIES)
def test_a_binary_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(BinaryInputError, match=said) as caught:
        decode(data, "foto.txt")
    assert str(caught.value).startswith("foto.txt: ")


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    refused = ""
    try:
        decode(data, "-").text.encode()
    except BinaryInputError as error:
        refused = str(error)
    assert refused == "" or refused.startswith("-: ")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
@settings(max_examples=100, deadline=None)
def test_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, b"PK\x03\x04", b"GIF8", b"RIFF", b"Rar!", b"BZh", b"ID3", b"OggS")):
        assert decode(data, "-").text == text
