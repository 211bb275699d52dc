"""One whole story in each layout met in the wild, read and segmented."""

from pathlib import Path

import pytest

from pipeline.read import read
from pipeline.segment import segment
from pipeline.story import Story

STORIES = Path(__file__).parents[1] / "fixtures" / "stories"


def story(name: str) -> Story:
    return segment(read((STORIES / name).read_bytes(), name))


KINDS = {
    "bloque-por-linea.txt": (
        "headline subheadline dateline lead key_points_heading key_point key_point key_point key_point heading"
        " paragraph"
        " paragraph heading paragraph paragraph noise noise"
    ),
    "parrafos-con-blanco.txt": (
        "kicker headline subheadline caption dateline lead paragraph noise heading paragraph paragraph noise"
        " heading"
        " paragraph noise noise noise paragraph noise"
    ),
    "frase-por-linea.txt": (
        "headline lead paragraph paragraph paragraph paragraph key_points_heading key_point key_point key_point"
        " key_point paragraph paragraph heading paragraph paragraph"
    ),
    "lineas-cortadas.txt": "dateline lead paragraph paragraph paragraph",
    "nota-de-prensa.md": (
        "headline key_point key_point key_point lead heading caption list_item list_item quote paragraph"
    ),
    "restos-de-html.txt": "headline lead paragraph paragraph list_item list_item paragraph",
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_blocks(name: str) -> None:
    assert " ".join(block.kind for block in story(name).blocks) == KINDS[name]


def test_every_example_is_pinned() -> None:
    assert set(KINDS) == {path.name for path in STORIES.iterdir()}


def test_wrapped_lines_are_one_block_with_its_line_ends_inside() -> None:
    lead = story("lineas-cortadas.txt").blocks[1]
    assert lead.text.startswith("Más de 2.300 personas fueron evacuadas este\ndomingo en el sur")
    assert len(lead.sentences) == 1


def test_a_quotation_over_two_lines_stays_two_blocks() -> None:
    texts = [block.text for block in story("frase-por-linea.txt").blocks]
    assert "«La inflación baja, pero no lo bastante." in texts
    assert "Hace falta constancia», dijo su gobernadora, Elvira Sandoval." in texts


def test_the_agency_at_the_end_of_the_last_paragraph_is_a_block_of_its_own_in_the_same_line() -> None:
    *_, paragraph, agency, initials = story("bloque-por-linea.txt").blocks
    assert paragraph.continues_line
    assert (paragraph.suffix, agency.text, initials.text) == (" ", "EFE", "mvb/jrg")


def test_what_is_left_out_of_the_story_is_told() -> None:
    (finding,) = [f for f in story("parrafos-con-blanco.txt").findings if f.check == "structure"]
    text = story("parrafos-con-blanco.txt").text
    assert [text[span.start : span.end] for span in finding.source_spans] == [
        "PUEDES VER: Cómo leer la factura de la luz sin morir en el intento",
        "Esto te puede interesar",
        "El alcalde de Castronuevo dimite tras perder una moción",
        "Tags: energía eólicaluzredes eléctricas",
    ]
