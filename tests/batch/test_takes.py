"""Duplicates and corrected takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.manifest import Entry
from pipeline.batch.takes import Link, find_links, headline_key, resemblance, sketch
from tests.batch.test_manifest import entry

PARO = (
    "El paro registrado bajó en mayo en 49.749 personas, hasta un total de 2.739.110 desempleados, según los datos "
    "publicados este martes por el Ministerio de Trabajo. Es la cifra más baja en un mes de mayo desde 2008. Por "
    "sectores, el descenso fue mayor en los servicios y en la agricultura, mientras que en la construcción se moderó. "
    "El secretario de Estado de Empleo atribuyó el dato al buen comienzo de la temporada turística en las islas."
)
CORREGIDO = PARO.replace("49.749", "47.949")
OTRO = (
    "El paro de los trabajadores de la limpieza cumple hoy su tercera semana sin que las partes se hayan acercado. El "
    "Ayuntamiento mantiene los servicios mínimos y ha convocado a sindicatos y empresa a una reunión el jueves."
)


def story(stem: str, arrived_ns: int, headline: str, text: str) -> Entry:
    digest = f"{hash(text) & 0xFFFF:064x}"
    return replace(entry(stem), arrived_ns=arrived_ns, headline=headline, text_sha256=digest, sketch=sketch(text))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("El paro baja en mayo", "EL PARO BAJA EN MAYO", True),
        ("El paro baja en mayo", "CORRECCIÓN: El paro baja en mayo", True),
        ("El paro baja en mayo", "(AMPLIACIÓN) El paro baja en mayo", True),
        ("El paro baja en mayo", "El paro baja en mayo (2ª versión)", True),
        ("El paro baja en mayo", "El paro baja en mayo - Actualización", True),
        ("El paro baja en mayo", "El paro baja en junio", False),
        ("El paro baja en mayo", "El paro sube en mayo", False),
    ],
)
def test_take_marks_are_put_aside_and_nothing_else(first: str, second: str, same: bool) -> None:
    assert (headline_key(first) == headline_key(second)) is same


def test_the_same_text_twice_is_a_duplicate_of_the_first_to_arrive() -> None:
    stories = [story("b", 2, "El paro baja", PARO), story("a", 3, "El paro baja", PARO), story("c", 1, "x", OTRO)]
    assert find_links(stories) == [Link("duplicate", "b", "a", 1.0)]


def test_a_corrected_figure_under_the_same_headline_is_a_take_of_the_take_before() -> None:
    stories = [
        story("1", 1, "El paro baja", PARO),
        story("2", 2, "CORRECCIÓN: El paro baja", CORREGIDO),
        story("3", 3, "El paro baja (3ª versión)", CORREGIDO + " Los sindicatos lo celebran."),
    ]
    links = find_links(stories)
    assert [(link.relation, link.earlier, link.later) for link in links] == [("take", "1", "2"), ("take", "2", "3")]
    assert all(link.resemblance >= 0.5 for link in links)


def test_the_same_headline_over_another_text_is_no_take() -> None:
    assert find_links([story("1", 1, "El paro", PARO), story("2", 2, "El paro", OTRO)]) == []


def test_another_headline_over_nearly_the_same_text_is_no_take() -> None:
    assert find_links([story("1", 1, "El paro", PARO), story("2", 2, "El empleo", CORREGIDO)]) == []


@given(st.lists(st.sampled_from(PARO.split()), max_size=60), st.lists(st.sampled_from(OTRO.split()), max_size=60))
def test_resemblance_is_symmetric_between_0_and_1_and_1_with_itself(first: list[str], second: list[str]) -> None:
    a, b = sketch(" ".join(first)), sketch(" ".join(second))
    assert 0.0 <= resemblance(a, b) == resemblance(b, a) <= 1.0
    assert resemblance(a, a) == (1.0 if a else 0.0)
