"""Damaged lines in, mended lines out; sound lines come back as they were."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.lines import Line
from pipeline.read.mend import compose_letters, mend_mojibake, remove_control, replace_entities

MOJIBAKE = [
    ("Molestia y preocupaciÃ³n entre los querellantes", "Molestia y preocupación entre los querellantes"),
    ("El PP â€“un partido de oposiciÃ³nâ€“ votÃ³ no", "El PP –un partido de oposición– votó no"),
    ("Â¿QuÃ© pasÃ³ en EspaÃ±a?", "¿Qué pasó en España?"),
    ("PolÃ\xadtica y economÃ\xada", "Política y economía"),
]


@pytest.mark.parametrize(("damaged", "mended"), MOJIBAKE)
def test_mojibake_is_mended(damaged: str, mended: str) -> None:
    assert mend_mojibake(Line(damaged)) == Line(mended, changes=frozenset({"mojibake"}))


SOUND = [
    "La preocupación de São Paulo y de Curaçao",
    "«SÃO PAULO» es una ciudad",
    "Â, Ã y Ä son letras",
    "“Comillas” y ‘comillas’ — y una raya…",
    'Comillas "rectas" y apóstrofo l\'Hospitalet',
]


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_line_is_left_alone(text: str) -> None:
    assert mend_mojibake(Line(text)) == Line(text)


@given(st.text(st.sampled_from("aeiou áéíóúñü¿¡«»—.,"), min_size=1))
@settings(max_examples=100, deadline=None)
def test_spanish_letters_are_never_mojibake(text: str) -> None:
    assert mend_mojibake(Line(text)).text == text


ENTITIES = [
    ("Espa&ntilde;a y el ping&uuml;ino", "España y el pingüino"),
    ("Espa&#241;a &#xf1;and&uacute;", "España ñandú"),
    ("escapado dos veces: &amp;ntilde;", "escapado dos veces: ñ"),
    ("&laquo;s&iacute;&raquo;&nbsp;&mdash;dijo&mdash;", "«sí»\u00a0—dijo—"),
    ("Ernst & Young, R&D; AT&T", "Ernst & Young, R&D; AT&T"),
    ("&noexiste; se queda", "&noexiste; se queda"),
    ("una&#10;línea", "una línea"),
]


@pytest.mark.parametrize(("escaped", "text"), ENTITIES)
def test_entities(escaped: str, text: str) -> None:
    assert replace_entities(Line(escaped)).text == text


def test_control_characters_of_the_wire_are_removed_and_noted() -> None:
    line = remove_control(Line("\x01\x02Bogotá\x7f se\u00adsiona\u200b\ufeff\x03"))
    assert line == Line("Bogotá sesiona", changes=frozenset({"control"}))


def test_tabs_and_joined_emoji_stay() -> None:
    text = "Total\t34 👩\u200d⚕️"
    assert remove_control(Line(text)) == Line(text)


def test_letters_and_separate_accents_are_put_together() -> None:
    assert compose_letters(Line("can\u0303o\u0301n")) == Line("cañón", changes=frozenset({"composed"}))
