"""Key points in every form that Spanish-language outlets give them, and what only looks like them."""

from collections.abc import Callable

import pytest

from pipeline.segment import segment
from pipeline.story import Story

Outline = Callable[[str], list[str]]

HEADLINE = "El Ayuntamiento de Villaluz sube la tasa de basuras un 8 %"
LEAD = (
    "El pleno de Villaluz aprobó ayer, con los votos del gobierno y la abstención de dos concejales, la subida de la"
    " tasa de basuras, que entrará en vigor en enero. La oposición anunció un recurso."
)
BODY = (
    "La concejala de Hacienda, Teresa Cuadrado, defendió que el servicio cuesta 6,4 millones al año y que la tasa solo"
    " cubre el 71 %. El portavoz vecinal respondió que la calle está más sucia que nunca."
)


def note(*lines: str) -> str:
    return "\n".join(lines) + "\n"


FORMS = {
    "heading and dashes": (
        note(
            HEADLINE,
            LEAD,
            "Puntos clave",
            "- La tasa media pasa de 92 a 99 euros.",
            "- Los comercios pagarán más.",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
    "heading with colon, other words": (
        note(HEADLINE, LEAD, "Lo esencial:", "• La tasa media sube 7 euros", "• Los comercios pagarán más", BODY),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
    "straight after the headline, no heading": (
        note(HEADLINE, "- La tasa media pasa de 92 a 99 euros", "- Los comercios pagarán más", LEAD, BODY),
        "headline key_point key_point lead paragraph",
    ),
    "after a subheadline": (
        note(
            HEADLINE,
            "La oposición anuncia un recurso",
            "– La tasa media sube 7 euros",
            "– Pagarán más los comercios",
            LEAD,
        ),
        "headline subheadline key_point key_point lead",
    ),
    "plus signs and an empty last bullet": (
        note(HEADLINE, "+ Teresa Cuadrado: «El servicio cuesta dinero»", "+ Habrá bonificaciones", "+", LEAD),
        "headline key_point key_point noise lead",
    ),
    "capitals over bare lines in mid-story": (
        note(
            HEADLINE,
            LEAD,
            "PUNTOS CLAVES DE LA ORDENANZA",
            "Subida media de 7 euros por vivienda",
            "Recargo del 15 % a los grandes comercios",
            "Bonificación para familias numerosas",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point key_point paragraph",
    ),
    "bare lines, then the heading of the next section": (
        note(
            HEADLINE,
            LEAD,
            "Las claves",
            "Subida media de 7 euros por vivienda al año",
            "Recargo del 15 % a los grandes comercios",
            "Bonificación para las familias numerosas",
            "Las críticas",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point key_point heading paragraph",
    ),
    "short sentences without marks": (
        note(HEADLINE, LEAD, "Ideas clave", "La tasa media sube 7 euros.", "Los comercios pagarán un recargo.", BODY),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
    "capitals at the end, run-in labels": (
        note(
            HEADLINE,
            LEAD,
            BODY,
            "CLAVES DE LA ORDENANZA",
            "Cuantía. La tasa media será de 99 euros. Hoy es de 92.",
            "Plazos. Se pagará en dos recibos, en abril y en octubre.",
        ),
        "headline lead paragraph key_points_heading key_point key_point",
    ),
    "«En cifras:» and en dashes": (
        note(HEADLINE, LEAD, "En cifras:", "– 99 euros será la tasa media", "– 6,4 millones cuesta el servicio", BODY),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
    "«En resumen» over paragraphs": (
        note(HEADLINE, LEAD, BODY, "En resumen", BODY, LEAD),
        "headline lead paragraph key_points_heading key_point key_point",
    ),
    "«Resumen ejecutivo» over paragraphs, up to the next heading": (
        note(HEADLINE, LEAD, "Resumen ejecutivo", BODY, "El debate", BODY),
        "headline lead key_points_heading key_point heading paragraph",
    ),
    "«Resumen.» run into the first paragraph": (
        note(HEADLINE, "Resumen. Esta nota explica cuánto sube la tasa de basuras y a quién afecta.", LEAD, BODY),
        "headline key_point lead paragraph",
    ),
    "numbers in one paragraph": (
        note(
            HEADLINE,
            LEAD,
            "Claves para no errar. (1) La tasa es por vivienda. (2) El recibo llega en abril. (3) Se puede recurrir.",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point key_point paragraph",
    ),
    "«1) »": (
        note(
            HEADLINE,
            LEAD,
            "Recomendaciones para pagar menos:",
            "1) Pedir la bonificación",
            "2) Domiciliar el recibo",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
    "«1. » and a label": (
        note(
            HEADLINE,
            LEAD,
            "Recomendaciones:",
            "1. Familias: pedir la bonificación.",
            "2. Comercios: separar el cartón.",
        ),
        "headline lead key_points_heading key_point key_point",
    ),
    "a sentence between the heading and the list": (
        note(
            HEADLINE,
            LEAD,
            "RECOMENDACIONES",
            "La concejala pidió a los vecinos lo siguiente:",
            "- Domiciliar el recibo",
            "- Pedir la bonificación",
            BODY,
        ),
        "headline lead key_points_heading paragraph key_point key_point paragraph",
    ),
    "a colon, an advert and a list that is most of the story": (
        note(
            HEADLINE,
            "La ordenanza dice lo siguiente:",
            "Publicidad",
            f"- {LEAD}",
            f"- {BODY}",
            f"- {LEAD}",
            "Entra en vigor en enero.",
        ),
        "headline lead noise key_point key_point key_point paragraph",
    ),
    "a heading that counts its points": (
        note(
            HEADLINE,
            LEAD,
            "3 opiniones",
            "1.",
            "Vecinos: piden retirarla.",
            "2.",
            "Comercios: la ven injusta.",
            "3.",
            "Gobierno: la cree necesaria.",
        ),
        "headline lead key_points_heading key_point key_point key_point",
    ),
    "numbered headings over paragraphs": (
        note(
            HEADLINE,
            LEAD,
            "¿Qué puede hacer el vecino?",
            "1) Pedir la bonificación",
            BODY,
            "2) Recurrir el recibo",
            BODY,
        ),
        "headline lead key_points_heading key_point paragraph key_point paragraph",
    ),
    "points parted by blank lines": (
        note(
            HEADLINE,
            "",
            LEAD,
            "",
            "Claves",
            "",
            "- La tasa sube 7 euros.",
            "",
            "- Pagarán más los comercios.",
            "",
            BODY,
        ),
        "headline lead key_points_heading key_point key_point paragraph",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_key_points_are_found_in_the_form(form: str) -> None:
    text, kinds = FORMS[form]
    assert " ".join(block.kind for block in segment(Story("nota.txt", text)).blocks) == kinds


LOOK_ALIKES = {
    "an entry of a menu": (note("- Claves", "- Presidenciales", "- Economía", HEADLINE, LEAD, BODY)),
    "«en breve» in a sentence": note(HEADLINE, LEAD, "Más información en breve.", BODY),
    "«lo más importante» in a sentence": note(HEADLINE, "Lo más importante era llegar a un acuerdo, dijo.", BODY),
    "«La clave es» in a sentence": note(HEADLINE, LEAD, "La clave es la bonificación, según la concejala.", BODY),
    "«Lo que debes saber» as the headline": note(
        "Lo que debes saber de la tasa de basuras antes de pagarla", LEAD, BODY
    ),
    "a heading with nothing under it": note(HEADLINE, LEAD, BODY, "Claves"),
    "an ordinary heading over paragraphs": note(HEADLINE, LEAD, "Las claves del acuerdo", BODY, BODY),
    "entries of a live blog": note(HEADLINE, LEAD, f"21:15 — {BODY}", f"20:32 — {BODY}", f"20:10 — {BODY}"),
    "a post of a social network": note(HEADLINE, LEAD, "Hoy hay pleno.", "— Alcaldía (@alcaldia) April 14, 2025", BODY),
    "links to other stories": note(HEADLINE, LEAD, "Lea más: Dimite el edil de Parques", "Leer más", BODY),
    "a short list in a long story": (
        note(HEADLINE, LEAD, "La ordenanza afecta a:", "- viviendas", "- comercios", BODY, BODY)
    ),
    "speech after a raya": note(HEADLINE, LEAD, "—No pagaremos.", "—Ya veremos.", BODY),
    "initials": note(HEADLINE, "A. A. J., de 28 años, fue detenido por quemar contenedores de basura.", BODY),
}


@pytest.mark.parametrize("case", LOOK_ALIKES)
def test_a_look_alike_is_left_alone(case: str) -> None:
    kinds = {block.kind for block in segment(Story("nota.txt", LOOK_ALIKES[case])).blocks}
    assert not kinds & {"key_point", "key_points_heading"}


def test_marks_and_numbers_stand_in_the_prefix() -> None:
    text = note(HEADLINE, LEAD, "Cinco claves", "1.", "Uno.", "2) Dos.", "(3) Tres.", "4.- Cuatro.", "5. Cinco.")
    points = [block for block in segment(Story("nota.txt", text)).blocks if block.kind == "key_point"]
    assert [(block.prefix, block.text) for block in points] == [
        ("1.\n", "Uno."),
        ("2) ", "Dos."),
        ("(3) ", "Tres."),
        ("4.- ", "Cuatro."),
        ("5. ", "Cinco."),
    ]


def test_points_within_a_paragraph_share_its_line() -> None:
    text = note(HEADLINE, LEAD, "Claves del recibo. (1) Llega en abril. (2) Se paga en dos veces.", BODY)
    heading, first, second = segment(Story("nota.txt", text)).blocks[2:5]
    assert (heading.text, heading.suffix, heading.continues_line) == ("Claves del recibo", ". ", True)
    assert (first.prefix, first.text, first.suffix) == ("(1) ", "Llega en abril.", " ")
    assert (second.prefix, second.text, second.suffix) == ("(2) ", "Se paga en dos veces.", "\n")


def test_two_levels(outline: Outline) -> None:
    text = note(
        HEADLINE,
        LEAD,
        "Puntos clave",
        "• Viviendas",
        "- Pagarán 99 euros",
        "- Hay bonificación",
        "",
        "• Comercios",
        "- Pagarán 180",
    )
    assert outline(text)[2:] == [
        "key_points_heading: Puntos clave",
        "key_point: Viviendas",
        "key_point: > Pagarán 99 euros",
        "key_point: > Hay bonificación",
        "key_point: Comercios",
        "key_point: > Pagarán 180",
    ]


def test_levels_by_indent(outline: Outline) -> None:
    text = note(HEADLINE, LEAD, "Puntos clave", "- Viviendas", "   - Pagarán 99 euros", "- Comercios")
    assert outline(text)[3:] == ["key_point: Viviendas", "key_point: > Pagarán 99 euros", "key_point: Comercios"]


def test_a_careless_hyphen_is_a_mark_beside_a_careful_one(outline: Outline) -> None:
    text = note(HEADLINE, LEAD, "Los riesgos son:", "-Que suba el gasóleo", "- Que bajen las ayudas", BODY, BODY)
    assert outline(text)[3:5] == ["list_item: Que suba el gasóleo", "list_item: Que bajen las ayudas"]


def test_the_stronger_form_is_taken_and_the_other_list_stays_a_list(outline: Outline) -> None:
    text = note(
        HEADLINE,
        "- La tasa media sube 7 euros",
        "- Pagarán más los comercios",
        LEAD,
        "Principales puntos de la ordenanza",
        "- Cuantía: 99 euros",
        "- Plazo: abril",
        BODY,
    )
    kinds = [line.split(":")[0] for line in outline(text)]
    assert kinds == ["headline", "key_point", "key_point", "lead", "heading", "list_item", "list_item", "paragraph"]
