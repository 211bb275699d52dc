"""The blocks of a story are a partition of its text, whatever the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import read
from pipeline.segment import segment
from pipeline.story import Block, BlockId, Story

STORIES = sorted((Path(__file__).parents[1] / "fixtures" / "stories").iterdir())

LINES = st.sampled_from(
    [
        "",
        "   ",
        "\t",
        "Puntos clave",
        "En resumen",
        "Claves para entenderlo. (1) El precio sube. (2) El sueldo no.",
        "- El muelle crecerá 410 metros",
        "-Que suba el precio",
        "  • Un punto de segundo nivel",
        "+",
        "1.",
        "2) Las pautas del agua",
        "A. A. J., de 28 años, fue detenido.",
        "MADRID, 3 ene. (EFE).- El Gobierno aprobó ayer la ley.",
        "QUERÉTARODescartan una nueva alerta en el estado",
        "La ministra dijo que no habrá recortes. EFE",
        "bec/cng/rs",
        "PUEDES VER: Cómo pedir la ayuda",
        "TITULAR: Sube el pan",
        "DESARROLLO:",
        "21:15 — La alcaldesa comparece ante la prensa.",
        "Adiós. — Alcaldía (@alcaldia) April 14, 2025",
        "El consejo aprobó las cuentas. «Es un buen año», dijo su presidenta, que no quiso adelantar el dividendo de",
        "\u2003texto\u00a0con espacios raros\u2028y saltos\r",
    ]
)


def assert_partition(story: Story) -> None:
    assert "".join(block.source for block in story.blocks) == story.text
    assert [block.id for block in story.blocks] == [f"b{n}" for n in range(1, len(story.blocks) + 1)]
    assert [sentence.id for sentence in story.sentences] == [f"s{n}" for n in range(1, len(story.sentences) + 1)]
    position = 0
    for block in story.blocks:
        assert story.text[block.start : block.end] == block.text
        assert position + len(block.prefix) == block.start
        position = block.end + len(block.suffix)
        assert_sentences(block)
    assert position == len(story.text)


def assert_sentences(block: Block) -> None:
    if block.kind == "noise":
        assert block.sentences == ()
    position = 0
    for sentence in block.sentences:
        assert block.text[sentence.start : sentence.end] == sentence.text
        assert block.text[position : sentence.start].strip() == ""
        position = sentence.end
    if block.kind != "noise":
        assert block.text[position:].strip() == ""


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    assert_partition(segment(Story("-", text)))


@given(st.lists(LINES, max_size=12), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_order_of_lines_met_in_the_wild(lines: list[str], ends_in_newline: bool) -> None:
    assert_partition(segment(Story("-", "\n".join(lines) + "\n" * ends_in_newline)))


@given(st.lists(st.tuples(LINES.filter(str.strip), st.sampled_from(["heading", "list_item", "quote"])), max_size=6))
@settings(max_examples=50, deadline=None)
def test_kinds_that_the_format_named(lines: list[tuple[str, str]]) -> None:
    text, hints = "", []
    for line, kind in lines:
        said = line.replace("\n", " ").strip()
        hints.append(Block(BlockId(""), kind, said, len(text), len(text) + len(said), "", "\n"))  # type: ignore[arg-type]  # drawn from the kinds
        text += said + "\n"
    assert_partition(segment(Story("-", text, blocks=tuple(hints))))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_example_stories(path: Path) -> None:
    assert_partition(segment(read(path.read_bytes(), path.name)))


def test_white_space_alone_is_noise() -> None:
    (block,) = segment(Story("-", " \n\n ")).blocks
    assert (block.kind, block.prefix, block.text) == ("noise", " \n\n ", "")


def test_the_empty_text_has_no_blocks() -> None:
    assert segment(Story("-", "")).blocks == ()


@pytest.mark.parametrize("mark", ["!", "?", "—", "_", "«"])
def test_a_long_run_of_marks_takes_linear_time(mark: str) -> None:
    assert_partition(segment(Story("-", f"Dijo basta {mark * 50_000} y se fue.")))
