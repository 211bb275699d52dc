"""The first lines of a story in, what each of them is out."""

from collections.abc import Callable

import pytest

Outline = Callable[[str], list[str]]

LEAD = (
    "El pleno de Villaluz aprobó ayer, con los votos del gobierno y la abstención de dos concejales, la subida de la"
    " tasa de basuras. La oposición anunció un recurso ante el tribunal."
)

HEADS = [
    # lines before the lead, their kinds
    (["Villaluz sube la tasa de basuras"], ["headline"]),
    ([], []),
    (["VILLALUZ SUBE LA TASA DE BASURAS."], ["headline"]),
    (["Villaluz sube la tasa de basuras."], ["headline"]),
    (["¿Cuánto sube la tasa de basuras en Villaluz?"], ["headline"]),
    (["Villaluz sube la tasa de basuras", "La oposición anuncia un recurso"], ["headline", "subheadline"]),
    (["Economía", "Villaluz sube la tasa de basuras"], ["kicker", "headline"]),
    (["Local · Impuestos", "Villaluz sube la tasa de basuras"], ["kicker", "headline"]),
    (["QUERÉTARODescartan una subida de la tasa"], ["kicker", "headline"]),
    (["Última hora | Villaluz sube la tasa de basuras"], ["kicker", "headline"]),
    (["En breve – Villaluz sube la tasa de basuras"], ["kicker", "headline"]),
    (["Villaluz sube la tasa", "VILLALUZ SUBE LA TASA"], ["headline", "noise"]),
    (["Villaluz sube la tasa", LEAD], ["headline", "noise"]),
    (["Villaluz sube la tasa", "El camión de la basura, en la plaza. (EFE)"], ["headline", "caption"]),
    (["Villaluz sube la tasa de basuras", "Por Marta Olmedo"], ["headline", "noise"]),
    (["Villaluz sube la tasa de basuras", "Marta Olmedo"], ["headline", "noise"]),
    (
        ["SECCIÓN: LOCAL", "FECHA: 2026-05-08", "TITULAR: Villaluz sube la tasa", "DESARROLLO:"],
        ["kicker", "noise", "headline", "noise"],
    ),
]


@pytest.mark.parametrize(("lines", "kinds"), HEADS)
def test_the_head_of_a_story(outline: Outline, lines: list[str], kinds: list[str]) -> None:
    found = outline("\n".join([*lines, LEAD, "La ordenanza rige desde enero."]) + "\n")
    assert [line.split(":")[0] for line in found] == [*kinds, "lead", "paragraph"]


def test_a_label_stands_in_the_prefix(outline: Outline) -> None:
    assert outline(f"SECCIÓN: LOCAL\nTITULAR: Sube la tasa\nDESARROLLO:\n{LEAD}\n")[:3] == [
        "kicker: LOCAL",
        "headline: Sube la tasa",
        "noise: DESARROLLO:",
    ]


def test_one_label_alone_is_text(outline: Outline) -> None:
    assert (
        outline(f"Titular: la palabra que todos temen\n{LEAD}\n")[0] == "headline: Titular: la palabra que todos temen"
    )


def test_a_glued_section_name_is_cut_from_the_headline(outline: Outline) -> None:
    assert outline(f"QUERÉTARODescartan una subida de la tasa\n{LEAD}\n")[:2] == [
        "kicker: QUERÉTARO",
        "headline: Descartan una subida de la tasa",
    ]
