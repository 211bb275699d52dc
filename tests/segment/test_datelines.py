"""Spanish datelines in, what they say and what stands between them and the story out."""

import pytest

from pipeline.segment.datelines import find_dateline

OPENINGS = [
    # line, dateline, what parts it from the story
    ("Madrid, 1 dic (EFE).- El Gobierno concedió", "Madrid, 1 dic (EFE)", ".- "),
    ("Madrid, 3 ene. (EFE).- El Gobierno aprobó", "Madrid, 3 ene. (EFE)", ".- "),
    ("Santiago de Chile, 1 ago (EFE).- Con molestia", "Santiago de Chile, 1 ago (EFE)", ".- "),
    ("(EFE).- La deuda externa", "(EFE)", ".- "),
    ("MADRID, 3 Ene. (EUROPA PRESS) - El paro bajó", "MADRID, 3 Ene. (EUROPA PRESS)", " - "),
    ("MADRID 3 (EUROPA PRESS) El paro bajó", "MADRID 3 (EUROPA PRESS)", " "),
    ("LA HABANA (AP) — El apagón dejó", "LA HABANA (AP)", " — "),
    ("LIMA (Reuters) - El banco central", "LIMA (Reuters)", " - "),
    ("París (AFP) – El Senado votó", "París (AFP)", " – "),
    ("MADRID (apro).— El exduque ingresó", "MADRID (apro)", ".— "),
    ("México, DF, 3 ene (Notimex).- La inflación", "México, DF, 3 ene (Notimex)", ".- "),
    ("La Habana, 12 ene (Prensa Latina) El presidente", "La Habana, 12 ene (Prensa Latina)", " "),
    ("Caracas, 3 de enero de 2025 (AVN).- La ministra", "Caracas, 3 de enero de 2025 (AVN)", ".- "),
    ("GINEBRA, Suiza (AP) _ La OMS", "GINEBRA, Suiza (AP)", " _ "),
    (
        "BRUSELAS, 9 May. (de la corresponsal de EUROPA PRESS, Ana Ruiz) - La Comisión",
        "BRUSELAS, 9 May. (de la corresponsal de EUROPA PRESS, Ana Ruiz)",
        " - ",
    ),
    ("CIUDAD DE MÉXICO, 14 de septiembre.- La universidad", "CIUDAD DE MÉXICO, 14 de septiembre", ".- "),
    ("CIUDAD DE MÉXICO, *NUMBER* de septiembre.- Agobiada", "CIUDAD DE MÉXICO, *NUMBER* de septiembre", ".- "),
    ("Ciudad de México.- El instituto afilió", "Ciudad de México", ".- "),
    ("Ciudad de México. A través del programa", "Ciudad de México", ". "),
    ("WASHINGTON.— El Congreso aprobó", "WASHINGTON", ".— "),
    ("Quito. El presidente viajó", "Quito", ". "),
    ("EFE. Madrid. El Gobierno", "EFE. Madrid", ". "),
]

NO_DATELINES = [
    "El presidente del Banco Central (BCE) dijo ayer que los tipos no bajarán.",
    "La Organización Mundial de la Salud (OMS) - en su informe de mayo - pide calma.",
    "Madrid es la región que más crece.",
    "Pedro Sánchez. El presidente que no quiso dimitir.",
    "Los hechos ocurrieron el 3 de enero - un viernes - en Toledo.",
    "No. Nadie lo vio venir.",
]


@pytest.mark.parametrize(("line", "said", "bar"), OPENINGS)
def test_a_dateline_opens_the_story(line: str, said: str, bar: str) -> None:
    found = find_dateline(line, opens_story=True)
    assert found is not None
    assert (line[found[0].start : found[0].end], line[found[1].start : found[1].end]) == (said, bar)


@pytest.mark.parametrize("line", NO_DATELINES)
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert find_dateline(line, opens_story=True) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [("Madrid, 1 dic (EFE).- El Gobierno concedió", True), ("Quito. El presidente viajó", False)],
)
def test_later_in_the_story_only_an_agency_makes_a_dateline(line: str, found: bool) -> None:
    assert (find_dateline(line, opens_story=False) is not None) is found
