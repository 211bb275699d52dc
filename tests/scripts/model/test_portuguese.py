"""Apertium's Portuguese put right: a Spanish line and its Portuguese in, the Portuguese that the pivot reads out."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model import portuguese as step
from scripts.model.portuguese import mended, read_misread, read_unknown, to_portuguese


@pytest.mark.parametrize(
    ("spanish", "portuguese", "expected"),
    [
        ("Encuesta en Lima", "Encuesta em Lima", "Sondagem em Lima"),
        ("El atún y la encuesta", "O atum e a encuesta", "O atum e a sondagem"),
        ("Habla la viuda de Encuesta", "Fala a viúva de Encuesta", "Fala a viúva de Encuesta"),
        ("Peña viajó a la niñez", "Peña viajou à niñez", "Peña viajou à infância"),
        (
            "La miniaturización y el tanteamiento",
            "A miniaturización e o tanteamiento",
            "A miniaturização e o tanteamento",
        ),
        ("Atracó en el muelle", "Atracou no berço", "Atracou no cais"),
        ("La cuna y el bebé", "O berço e o bebê", "O berço e o bebê"),
        ("Presentó su dimisión", "Apresentou sua demissão", "Apresentou sua renúncia"),
        ("El despido fue ilegal", "A demissão foi ilegal", "A demissão foi ilegal"),
        ("El juez leyó el fallo", "O juiz leu a falha", "O juiz leu a decisão"),
        ("Un fallo eléctrico", "Uma falha elétrica", "Uma falha elétrica"),
        ("Ganaron la liga", "Ganharam une-a", "Ganharam a liga"),
        (
            "La jornada de 35 horas y la de ayer",
            "A jornada de 35 horas e a de ontem",
            "A jornada de 35 horas e a de ontem",
        ),
        ("La Bolsa cae", "A Carteira cai", "A Bolsa de Valores cai"),
        ("Guardó la cartera", "Guardou a carteira", "Guardou a carteira"),
        ("El equipo ganó el partido", "A equipe ganhou o partido", "A equipe ganhou o jogo"),
        ("El partido perdió votos", "O partido perdeu votos", "O partido perdeu votos"),
        ("Cuesta dos billones", "Custa dois bilhões", "Custa dois trilhões"),
        ("El paro bajó un 2,5 %", "O desemprego baixou um 2,5 %", "O desemprego baixou 2,5 %"),
        ("El 30 por ciento llega al 5%", "O 30 por cento chega ao 5%", "30 por cento chega a 5%"),
        ("Del 3 % al dos", "Do 3 meses ao dois", "Do 3 meses ao dois"),
        ("El siniestro de ayer", "O siniestro de ontem", "O acidente de ontem"),
        ("Los Reyes inauguraron la feria", "Os Reis inauguraram a feira", "O rei e a rainha inauguraram a feira"),
        ("Los Reyes Magos llegan hoy", "Os Reis Magos chegam hoje", "Os Reis Magos chegam hoje"),
        ("La vista será mañana", "A audiência será manhã", "A audiência será amanhã"),
        ("Murió en el acto", "Morreu no ato", "Morreu no ato"),
        ("El acto fue breve", "O ato foi breve", "O evento foi breve"),
        ("Ganó en duelo de copa", "Ganhou em duelo de copa", "Ganhou em duelo de copa"),
        ("Tres días de duelo", "Três dias de duelo", "Três dias de luto"),
        ("Sigue con cargos públicos", "Segue com cargos públicos", "Segue com cargos públicos"),
        ("Quedó libre sin cargos", "Ficou livre sem cargos", "Ficou livre sem acusações"),
        ("Sus huellas dactilares", "Suas impressões digitais", "Suas impressões digitais"),
        ("Salió por la mañana", "Saiu pela manhã", "Saiu pela manhã"),
    ],
)
def test_what_apertium_left_or_misread_is_put_right(spanish: str, portuguese: str, expected: str) -> None:
    assert mended(spanish, portuguese) == expected


def test_the_tables_change_what_they_name() -> None:
    assert all(word == word.lower() and word != portuguese for word, portuguese in read_unknown().items())
    for row in read_misread():
        assert not row.wrong.fullmatch(row.right)
        # The Spanish ends at the end of a word: what ends in a space before a lookahead is found nowhere.
        assert " (?!" not in row.spanish.pattern


@settings(deadline=None)  # the first call compiles the tables
@given(st.lists(st.sampled_from(["o", "porto", "reabriu", "ontem", "e", "navios", "para", "Lisboa"]), min_size=1))
def test_portuguese_without_the_words_of_the_tables_stays_as_it_is(words: list[str]) -> None:
    portuguese = " ".join(words)
    assert mended("El puerto reabrió ayer y tres barcos salieron para Lisboa.", portuguese) == portuguese


def test_a_word_that_was_left_is_replaced_and_no_row_of_the_other_table_undoes_it() -> None:
    for word, portuguese in read_unknown().items():
        out = mended(f"vino {word} hoy", f"veio {word} hoje")
        assert out == f"veio {portuguese} hoje"
        assert not re.search(rf"\bveio {word} hoje\b", out)


@pytest.fixture
def apertium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program called apertium in its place: the tests need no Debian package."""

    def install(script: str) -> None:
        program = tmp_path / "apertium"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return install


def test_names_do_not_go_through_apertium(apertium: Callable[[str], None]) -> None:
    apertium("sed 's/Rojas/Vermelhas/g; s/Flores/Flores-x/g; s/Londres/Londres-pt/g; s/ y / e /g'")
    lines = ["Ayer dimitió Luis Carlos Rojas y habló Javier Flores.", "El alcalde viajó a Londres.", ""]
    assert to_portuguese(lines) == [
        "Ayer dimitió Luis Carlos Rojas e habló Javier Flores.",
        "El alcalde viajó a Londres-pt.",
        "",
    ]


def test_apertium_that_fails_or_loses_lines_is_told(apertium: Callable[[str], None]) -> None:
    apertium("exit 3")
    with pytest.raises(step.PivotError, match="does not run"):
        to_portuguese(["Llueve."])
    apertium("head -1")
    with pytest.raises(step.PivotError, match="1 lines for 2"):
        to_portuguese(["Llueve.", "Nieva."])


@given(st.lists(st.sampled_from(["Ana", "Rojas", "Maduro", "de", "y", "Iberdrola", "hoy", "Zapata"]), max_size=40))
def test_names_that_were_held_come_back_in_their_places(words: list[str]) -> None:
    line = " ".join(["hoy", *words])
    held, names = step.hold_names(line)
    assert step.give_back(held, names) == line
