"""Markdown in, lines with their kinds out."""

import pytest

from pipeline.read.markdown import read_markdown

LINES = [
    # Markdown, kind, mark, text
    ("# Titular", "headline", "", "Titular"),
    ("## Ladillo ##", "heading", "", "Ladillo"),
    ("**En cifras**", "heading", "", "En cifras"),
    ("- Un punto", "list_item", "- ", "Un punto"),
    ("  * Un punto dentro", "list_item", "  * ", "Un punto dentro"),
    ("12. Un punto", "list_item", "12. ", "Un punto"),
    ("> Una cita", "quote", "", "Una cita"),
    ("| IPC | 2,3 % | sube |", "list_item", "", "IPC: 2,3 %; sube"),
    ("El **plan** y la *ley*", None, "", "El plan y la ley"),
    ("El __plan__ y la _ley_", None, "", "El plan y la ley"),
    ("Un [enlace](https://ejemplo.es/a_(b)) más", None, "", "Un enlace más"),
    ("![foto](a.png)El texto", None, "", "El texto"),
    ("Un guion\\_bajo y 2 \\* 3", None, "", "Un guion_bajo y 2 * 3"),
    ("Sube un *NUMBER* por ciento", None, "", "Sube un *NUMBER* por ciento"),
    ("2 * 3 * 4 son 24", None, "", "2 * 3 * 4 son 24"),
    ("archivo_de_texto_plano", None, "", "archivo_de_texto_plano"),
]


@pytest.mark.parametrize(("markdown", "kind", "mark", "text"), LINES)
def test_lines(markdown: str, kind: str | None, mark: str, text: str) -> None:
    (line,) = read_markdown(markdown + "\n").lines
    assert (line.kind, line.mark, line.text) == (kind, mark, text)


def test_a_table_has_a_header_rows_and_no_rule() -> None:
    lines = read_markdown("| Dato | Valor |\n|:---|---:|\n| IPC | 2,3 % |\n").lines
    assert [(line.kind, line.text) for line in lines] == [("caption", "Dato: Valor"), ("list_item", "IPC: 2,3 %")]


def test_rules_say_nothing() -> None:
    assert [line.text for line in read_markdown("Uno\n\n---\n\nDos\n").lines] == ["Uno", "", "", "Dos"]


FRONT = '---\ntitle: "Actualidad"\nnews_title: Sube el pan\ndate: 2026-02-10\ntags: [pan, precios]\n---\n'


def test_front_matter_becomes_metadata() -> None:
    assert read_markdown(FRONT + "Texto.\n").metadata == {
        "title": "Actualidad",
        "news_title": "Sube el pan",
        "date": "2026-02-10",
    }


def test_the_title_heads_a_body_without_a_headline() -> None:
    assert read_markdown(FRONT + "Texto.\n").lines[0].text == "Sube el pan"
    assert [line.text for line in read_markdown(FRONT + "# Otro\nTexto.\n").lines] == ["Otro", "Texto."]


def test_damaged_front_matter_is_no_metadata() -> None:
    assert read_markdown('---\ntitle: "sin cerrar\n---\nTexto.\n').metadata == {}
