"""Lines in the middle and at the end of a story in, what each of them is out."""

from collections.abc import Callable

import pytest

Outline = Callable[[str], list[str]]

HEADLINE = "Villaluz sube la tasa de basuras un ocho por ciento"
LEAD = "El pleno aprobó ayer la subida de la tasa, que entrará en vigor en enero. La oposición anunció un recurso."
BODY = (
    "La concejala de Hacienda, Teresa Cuadrado, defendió que el servicio cuesta 6,4 millones al año y que la tasa solo"
    " cubre el 71 %. El portavoz vecinal respondió que la calle está más sucia que nunca."
)

LINES = [
    # a line between two paragraphs, its kind
    ("Las críticas de los vecinos", "heading"),
    ("relación entre la tasa y el servicio", "heading"),
    ("¿Cuánto pagará cada casa?", "heading"),
    ("Año nuevo: ¿cuánto pagará cada casa?", "heading"),
    ("FALTA DE PERSONAL", "heading"),
    ("«Es un abuso»", "heading"),
    ("Tomás Iriarte", "heading"),
    ("No hubo más preguntas.", "paragraph"),
    ("21:15 — La alcaldesa comparece ante la prensa.", "paragraph"),
    ("—No pagaremos, gritó un vecino.", "paragraph"),
    ("Publicidad", "noise"),
    ("Video", "noise"),
    ("Leer más", "noise"),
    ("PUEDES VER: Cómo pedir la bonificación", "noise"),
    ("Lea también: Dimite el edil de Parques", "noise"),
    ("Lea más:\u00a0Dimite el edil de Parques", "noise"),
    ("[GUÍA | Cómo pedir la bonificación]", "noise"),
    ("Tags: basurastasas", "noise"),
    ("https://ejemplo.es/nota", "noise"),
    ("EFE", "noise"),
    ("Europa Press", "noise"),
    ("EC/Agencias", "noise"),
    ("— Alcaldía de Villaluz (@villaluz) April 14, 2025", "noise"),
    ("Un camión de la basura en la plaza Mayor. (Reuters)", "caption"),
    ("Foto: el camión de la basura en la plaza", "caption"),
    ("Leer más libros es el propósito de la biblioteca este año.", "paragraph"),
    ("Vea quien vea el pleno, nada cambiará.", "paragraph"),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_between_paragraphs(outline: Outline, line: str, kind: str) -> None:
    blocks = outline(f"{HEADLINE}\n{LEAD}\n{BODY}\n{line}\n{BODY}\n")
    assert blocks[3].split(":")[0] == kind


ENDS = [
    # the end of the last paragraph and what follows it, the blocks after «paragraph»
    (" EFE\nbec/cng/rs", ["noise: EFE", "noise: bec/cng/rs"]),
    (" EFE bec/rs", ["noise: EFE bec/rs"]),
    (" (I)", ["noise: (I)"]),
    (" (EFE)", ["noise: (EFE)"]),
    ("\nEFECOM", ["noise: EFECOM"]),
    ("\nBPO", ["noise: BPO"]),
    (
        "\n¿Te ha parecido interesante?\nCompartir por WhatsApp\n← Volver a portada",
        ["noise: ¿Te ha parecido interesante?", "noise: Compartir por WhatsApp", "noise: ← Volver a portada"],
    ),
    ("\nDossier informativo de la tasa\n(2,01 MB)", ["noise: Dossier informativo de la tasa", "noise: (2,01 MB)"]),
    (
        "\nEn tendencia:\nDimite el edil de Parques\nLa feria abre el lunes",
        ["noise: En tendencia:", "noise: Dimite el edil de Parques", "noise: La feria abre el lunes"],
    ),
]


@pytest.mark.parametrize(("end", "blocks"), ENDS)
def test_the_end_of_a_story(outline: Outline, end: str, blocks: list[str]) -> None:
    assert outline(f"{HEADLINE}\n{LEAD}\n{BODY}{end}\n")[2:] == [f"paragraph: {BODY}", *blocks]


@pytest.mark.parametrize("text", ["Así lo dijo la concejala a EFE", "Así consta en la nota de la agencia EFE"])
def test_an_agency_that_is_part_of_the_sentence_stays(outline: Outline, text: str) -> None:
    assert outline(f"{HEADLINE}\n{LEAD}\n{BODY}\n{BODY} {text}\n")[-1] == f"paragraph: {BODY} {text}"


def test_a_box_of_links_ends_where_the_story_goes_on(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\nEsto te puede interesar\nDimite el edil de Parques\n21/04/2026\nLas críticas\n{BODY}\n"
    kinds = [line.split(":")[0] for line in outline(text)]
    assert kinds == ["headline", "lead", "noise", "noise", "noise", "heading", "paragraph"]


def test_a_headline_over_a_heading_is_a_link(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\nEl tribunal tumba la ordenanza de terrazas de hace dos años\nLas críticas\n{BODY}\n"
    assert outline(text)[2:4] == [
        "noise: El tribunal tumba la ordenanza de terrazas de hace dos años",
        "heading: Las críticas",
    ]


def test_a_short_heading_over_a_longer_one_is_a_heading(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\nLa tasa\nLos vecinos piden al alcalde que la retire cuanto antes\n{BODY}\n"
    assert [line.split(":")[0] for line in outline(text)[2:4]] == ["heading", "heading"]


def test_a_heading_in_capitals_glued_to_a_paragraph_is_cut_off(outline: Outline) -> None:
    assert (
        outline(f"{HEADLINE}\n{LEAD}\n{BODY} ‘LOS VECINOS NO CEDEN’\n{BODY}\n")[3] == "heading: ‘LOS VECINOS NO CEDEN’"
    )


def test_a_pull_quote_and_its_author(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\n«La tasa llega con diez años de retraso»\nTomás Iriarte, portavoz vecinal\n{BODY}\n"
    assert outline(text)[2:4] == [
        "quote: «La tasa llega con diez años de retraso»",
        "quote: Tomás Iriarte, portavoz vecinal",
    ]


def test_a_post_is_a_quote_and_its_signature_noise(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\n#Villaluz Hoy hay pleno.— Alcaldía (@villaluz) April 14, 2025\n{BODY}\n"
    assert outline(text)[2:4] == ["quote: #Villaluz Hoy hay pleno.", "noise: — Alcaldía (@villaluz) April 14, 2025"]


def test_a_table_that_was_flattened_to_lines(outline: Outline) -> None:
    rows = "Barrio\n2025\n2026\nCentro\n92 €\n99 €\nLa Vega\n80,50 €\n87 €"
    blocks = outline(f"{HEADLINE}\n{LEAD}\nCuotas por barrio, en euros al año\n{rows}\n")
    assert blocks[2] == "heading: Cuotas por barrio, en euros al año"
    assert blocks[3:] == [f"list_item: {row}" for row in rows.split("\n")]


def test_a_line_broken_after_a_preposition_goes_on(outline: Outline) -> None:
    text = f"{HEADLINE}\n{LEAD}\nEl consejo anunció un gasto de\nUSD 300 millones para el año que viene.\n"
    assert outline(text)[2] == "paragraph: El consejo anunció un gasto de\nUSD 300 millones para el año que viene."
