"""Bytes of a file in, a story out."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import BinaryInputError, EmptyInputError, WrongLanguageError
from pipeline.read import FORMATS, read
from pipeline.read.formats import find_format
from pipeline.story import Story

STORIES = Path(__file__).parents[1] / "fixtures" / "stories"
SPANISH = (
    "La alcaldesa anunció ayer que las obras empezarán en mayo y durarán un año, según el plan.\n"
    "Los comerciantes se trasladarán mientras tanto a una carpa, y también habrá ayudas para los que cierren.\n"
)
CATALAN = "L'alcaldessa va anunciar ahir que les obres del mercat començaran al maig i duraran un any, segons el pla.\n"


def codes(story: Story) -> list[str]:
    return [finding.code for finding in story.findings]


def test_a_clean_story_comes_through_as_it_is() -> None:
    story = read(SPANISH.encode(), "nota.txt")
    assert story == Story("nota.txt", SPANISH)


def test_line_ends_of_every_system() -> None:
    data = SPANISH.replace("\n", "\r\n").encode() + "Fin de la nota.\rY ya está.\u2028De verdad.".encode()
    story = read(data, "nota.txt")
    assert story.text == SPANISH + "Fin de la nota.\nY ya está.\nDe verdad.\n"
    assert codes(story) == ["line_ends"]


@pytest.mark.parametrize("data", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf", b"<p> </p>\n", b"\x00\x01"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptyInputError, match=r"vacio\.txt: "):
        read(data, "vacio.txt")


def test_a_binary_is_refused() -> None:
    with pytest.raises(BinaryInputError, match=r"informe\.pdf: looks like a PDF"):
        read(b"%PDF-1.4 ...", "informe.pdf")


def test_another_language_is_refused() -> None:
    with pytest.raises(WrongLanguageError, match=r"nota\.txt: is in Catalan.*--force"):
        read(CATALAN.encode() * 2, "nota.txt")


def test_another_language_passes_with_force_and_a_warning() -> None:
    story = read(CATALAN.encode() * 2, "nota.txt", force=True)
    assert story.language == "ca"
    assert [(finding.check, finding.severity) for finding in story.findings] == [("language", "warning")]


def test_too_short_to_tell() -> None:
    story = read(b"Puntos clave\n", "nota.txt")
    assert (story.language, story.findings) == (None, ())


def test_a_foreign_passage_is_told() -> None:
    assert codes(read((SPANISH * 2 + CATALAN).encode(), "nota.txt")) == ["foreign_passage"]


def test_what_was_mended_is_told_with_its_place() -> None:
    data = SPANISH.encode() + "La oposiciÃ³n dijo que no, y tambiÃ©n los vecinos.\n".encode()
    story = read(data, "nota.txt")
    (finding,) = story.findings
    (span,) = finding.source_spans
    assert story.text[span.start : span.end] == "La oposición dijo que no, y también los vecinos."
    assert (finding.check, finding.code, finding.severity) == ("reading", "mojibake", "note")
    assert "1 line" in finding.message


def test_lost_characters_are_a_warning() -> None:
    story = read((SPANISH + "La ni\ufffda apareció.\n").encode(), "nota.txt")
    assert [(finding.code, finding.severity) for finding in story.findings] == [("lost_characters", "warning")]


def test_kinds_that_the_format_names_come_as_hints() -> None:
    story = read((STORIES / "nota-de-prensa.md").read_bytes(), "nota-de-prensa.md")
    assert [(block.kind, story.text[block.start : block.end]) for block in story.blocks[:2]] == [
        ("headline", "Sanidad reforzará la atención primaria con 1.150 médicos"),
        ("list_item", "El plan contará con 214,7 millones de euros hasta 2028."),
    ]
    assert story.metadata["priority"] == "3"


@pytest.mark.parametrize(
    ("name", "text", "format_name"),
    [
        ("nota.txt", "# No es Markdown", "text"),
        ("nota.txt", "#Villaluz sube la tasa", "text"),
        ("nota.txt", "Titular\n## Puntos clave\n- Uno", "Markdown"),
        ("nota.txt", "Titular\n**Puntos clave**\n- Uno", "Markdown"),
        ("nota.MD", "Hola", "Markdown"),
        ("-", "---\ntitle: Hola\n---\nTexto", "Markdown"),
        ("-", "--- Hola", "text"),
        ("nota", "Hola", "text"),
    ],
)
def test_the_format_is_found_by_extension_and_then_by_looks(name: str, text: str, format_name: str) -> None:
    assert find_format(name, text).name == format_name


def test_no_extension_means_two_formats() -> None:
    extensions = [extension for known in FORMATS for extension in known.extensions]
    assert len(extensions) == len(set(extensions))


def test_reading_an_ordinary_story_loads_no_heavy_library() -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.read import read;"
        f"read(Path({str(STORIES / 'bloque-por-linea.txt')!r}).read_bytes(), 'nota.txt');"
        "print(sorted({'numpy', 'py3langid', 'ftfy', 'yaml', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
